#include "Curl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

struct door_curl door_curl;

static bool load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return false;
  struct {
    void **place;
    const char *name;
  } wanted[] = {
      {(void **)&door_curl.curl_global_init, "curl_global_init"},
      {(void **)&door_curl.curl_easy_init, "curl_easy_init"},
      {(void **)&door_curl.curl_easy_cleanup, "curl_easy_cleanup"},
      {(void **)&door_curl.curl_easy_reset, "curl_easy_reset"},
      {(void **)&door_curl.curl_easy_perform, "curl_easy_perform"},
      {(void **)&door_curl.curl_easy_pause, "curl_easy_pause"},
      {(void **)&door_curl.curl_easy_strerror, "curl_easy_strerror"},
      {(void **)&door_curl.curl_slist_append, "curl_slist_append"},
      {(void **)&door_curl.curl_slist_free_all, "curl_slist_free_all"},
      {(void **)&door_curl.curl_multi_init, "curl_multi_init"},
      {(void **)&door_curl.curl_multi_cleanup, "curl_multi_cleanup"},
      {(void **)&door_curl.curl_multi_add_handle, "curl_multi_add_handle"},
      {(void **)&door_curl.curl_multi_remove_handle, "curl_multi_remove_handle"},
      {(void **)&door_curl.curl_multi_perform, "curl_multi_perform"},
      {(void **)&door_curl.curl_multi_poll, "curl_multi_poll"},
      {(void **)&door_curl.curl_multi_wakeup, "curl_multi_wakeup"},
      {(void **)&door_curl.curl_easy_setopt, "curl_easy_setopt"},
      {(void **)&door_curl.curl_easy_getinfo, "curl_easy_getinfo"},
      {(void **)&door_curl.curl_multi_info_read, "curl_multi_info_read"},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    *wanted[i].place = dlsym(library, wanted[i].name);
    if (!*wanted[i].place) return false;
  }
  return true;
}

static bool is_loaded;
static void load_once(void) { is_loaded = load(); }

bool door_load(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load_once);
  return is_loaded;
}
