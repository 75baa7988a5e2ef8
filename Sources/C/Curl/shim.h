#pragma once
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// Variadic functions cannot be called from Swift: one setter for each type of argument.
typedef size_t (*door_transfer)(char *, size_t, size_t, void *);

static inline CURLcode door_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_size(CURL *handle, CURLoption option, long long value) {
  return curl_easy_setopt(handle, option, (curl_off_t)value);
}
static inline CURLcode door_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_function(CURL *handle, CURLoption option, door_transfer value) {
  return curl_easy_setopt(handle, option, value);
}
// Called with each new socket before it connects, and to close it.
typedef int (*door_opened)(void *, curl_socket_t, curlsocktype);
typedef int (*door_closed)(void *, curl_socket_t);
static inline void door_sockets(CURL *handle, void *context, door_opened opened, door_closed closed) {
  curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, opened);
  curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, context);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, closed);
  curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, context);
}
static inline long door_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
static inline long long door_retry_after(CURL *handle) {
  curl_off_t seconds = 0;
  curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  return seconds;
}
// The transfer that is over, with its result; NULL while none is.
static inline CURL *door_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}
static const size_t door_pause = CURL_WRITEFUNC_PAUSE;
static const size_t door_abort = CURL_READFUNC_ABORT;
