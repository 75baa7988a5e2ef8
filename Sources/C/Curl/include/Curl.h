// libcurl, loaded when it is first used: it brings thirty libraries with it, and a terminal that never speaks to the centre
// should not wait for them before its first frame.
#pragma once
#include <stdbool.h>
#define CURL_DISABLE_TYPECHECK

// The library's own declarations under other names: the names themselves lead through the loaded library, below.
#define curl_global_init linked_curl_global_init
#define curl_easy_init linked_curl_easy_init
#define curl_easy_cleanup linked_curl_easy_cleanup
#define curl_easy_reset linked_curl_easy_reset
#define curl_easy_perform linked_curl_easy_perform
#define curl_easy_pause linked_curl_easy_pause
#define curl_easy_strerror linked_curl_easy_strerror
#define curl_slist_append linked_curl_slist_append
#define curl_slist_free_all linked_curl_slist_free_all
#define curl_multi_init linked_curl_multi_init
#define curl_multi_cleanup linked_curl_multi_cleanup
#define curl_multi_add_handle linked_curl_multi_add_handle
#define curl_multi_remove_handle linked_curl_multi_remove_handle
#define curl_multi_perform linked_curl_multi_perform
#define curl_multi_poll linked_curl_multi_poll
#define curl_multi_wakeup linked_curl_multi_wakeup
#define curl_easy_setopt linked_curl_easy_setopt
#define curl_easy_getinfo linked_curl_easy_getinfo
#define curl_multi_info_read linked_curl_multi_info_read
#include <curl/curl.h>
#undef curl_global_init
#undef curl_easy_init
#undef curl_easy_cleanup
#undef curl_easy_reset
#undef curl_easy_perform
#undef curl_easy_pause
#undef curl_easy_strerror
#undef curl_slist_append
#undef curl_slist_free_all
#undef curl_multi_init
#undef curl_multi_cleanup
#undef curl_multi_add_handle
#undef curl_multi_remove_handle
#undef curl_multi_perform
#undef curl_multi_poll
#undef curl_multi_wakeup
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_info_read

// The functions of the loaded library.
struct door_curl {
  __typeof__(&linked_curl_global_init) curl_global_init;
  __typeof__(&linked_curl_easy_init) curl_easy_init;
  __typeof__(&linked_curl_easy_cleanup) curl_easy_cleanup;
  __typeof__(&linked_curl_easy_reset) curl_easy_reset;
  __typeof__(&linked_curl_easy_perform) curl_easy_perform;
  __typeof__(&linked_curl_easy_pause) curl_easy_pause;
  __typeof__(&linked_curl_easy_strerror) curl_easy_strerror;
  __typeof__(&linked_curl_slist_append) curl_slist_append;
  __typeof__(&linked_curl_slist_free_all) curl_slist_free_all;
  __typeof__(&linked_curl_multi_init) curl_multi_init;
  __typeof__(&linked_curl_multi_cleanup) curl_multi_cleanup;
  __typeof__(&linked_curl_multi_add_handle) curl_multi_add_handle;
  __typeof__(&linked_curl_multi_remove_handle) curl_multi_remove_handle;
  __typeof__(&linked_curl_multi_perform) curl_multi_perform;
  __typeof__(&linked_curl_multi_poll) curl_multi_poll;
  __typeof__(&linked_curl_multi_wakeup) curl_multi_wakeup;
  __typeof__(&linked_curl_easy_setopt) curl_easy_setopt;
  __typeof__(&linked_curl_easy_getinfo) curl_easy_getinfo;
  __typeof__(&linked_curl_multi_info_read) curl_multi_info_read;
};
extern struct door_curl door_curl;

// Fills `door_curl`, once; false when libcurl is not installed. Nothing else may be called before it.
bool door_load(void);

static inline CURLcode curl_global_init(long flags) {
  return door_load() ? door_curl.curl_global_init(flags) : CURLE_FAILED_INIT;
}
static inline CURL *curl_easy_init(void) { return door_curl.curl_easy_init(); }
static inline void curl_easy_cleanup(CURL *handle) { door_curl.curl_easy_cleanup(handle); }
static inline void curl_easy_reset(CURL *handle) { door_curl.curl_easy_reset(handle); }
static inline CURLcode curl_easy_perform(CURL *handle) { return door_curl.curl_easy_perform(handle); }
static inline CURLcode curl_easy_pause(
    CURL *handle, int directions) {
  return door_curl.curl_easy_pause(handle, directions);
}
static inline const char *curl_easy_strerror(CURLcode code) { return door_curl.curl_easy_strerror(code); }
static inline struct curl_slist *curl_slist_append(
    struct curl_slist *list, const char *text) {
  return door_curl.curl_slist_append(list, text);
}
static inline void curl_slist_free_all(struct curl_slist *list) { door_curl.curl_slist_free_all(list); }
static inline CURLM *curl_multi_init(void) { return door_curl.curl_multi_init(); }
static inline CURLMcode curl_multi_cleanup(CURLM *multi) { return door_curl.curl_multi_cleanup(multi); }
static inline CURLMcode curl_multi_add_handle(
    CURLM *multi, CURL *handle) {
  return door_curl.curl_multi_add_handle(multi, handle);
}
static inline CURLMcode curl_multi_remove_handle(
    CURLM *multi, CURL *handle) {
  return door_curl.curl_multi_remove_handle(multi, handle);
}
static inline CURLMcode curl_multi_perform(
    CURLM *multi, int *running) {
  return door_curl.curl_multi_perform(multi, running);
}
static inline CURLMcode curl_multi_poll(
    CURLM *multi, struct curl_waitfd *extra, unsigned int count, int wait_ms, int *ready) {
  return door_curl.curl_multi_poll(multi, extra, count, wait_ms, ready);
}
static inline CURLMcode curl_multi_wakeup(CURLM *multi) { return door_curl.curl_multi_wakeup(multi); }

// Variadic functions cannot be called from Swift: one setter for each type of argument.
typedef size_t (*door_transfer)(char *, size_t, size_t, void *);

static inline CURLcode door_text(CURL *handle, CURLoption option, const char *value) {
  return door_curl.curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_number(CURL *handle, CURLoption option, long value) {
  return door_curl.curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_size(CURL *handle, CURLoption option, long long value) {
  return door_curl.curl_easy_setopt(handle, option, (curl_off_t)value);
}
static inline CURLcode door_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return door_curl.curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_pointer(CURL *handle, CURLoption option, void *value) {
  return door_curl.curl_easy_setopt(handle, option, value);
}
static inline CURLcode door_function(CURL *handle, CURLoption option, door_transfer value) {
  return door_curl.curl_easy_setopt(handle, option, value);
}
// Called with each new socket before it connects, and to close it.
typedef int (*door_opened)(void *, curl_socket_t, curlsocktype);
typedef int (*door_closed)(void *, curl_socket_t);
static inline void door_sockets(CURL *handle, void *context, door_opened opened, door_closed closed) {
  door_curl.curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, opened);
  door_curl.curl_easy_setopt(handle, CURLOPT_SOCKOPTDATA, context);
  door_curl.curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, closed);
  door_curl.curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, context);
}
static inline long door_status(CURL *handle) {
  long status = 0;
  door_curl.curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
static inline long long door_retry_after(CURL *handle) {
  curl_off_t seconds = 0;
  door_curl.curl_easy_getinfo(handle, CURLINFO_RETRY_AFTER, &seconds);
  return seconds;
}
// The transfer that is over, with its result; NULL while none is.
static inline CURL *door_finished(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  while ((message = door_curl.curl_multi_info_read(multi, &left))) {
    if (message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  }
  return NULL;
}
static const size_t door_pause = CURL_WRITEFUNC_PAUSE;
static const size_t door_abort = CURL_READFUNC_ABORT;
