#include "QREncode.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>

static __typeof__(&linked_QRcode_encodeString) encode;
static __typeof__(&linked_QRcode_free) release;

static void load(void) {
  void *library = dlopen("libqrencode.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) return;
  *(void **)&release = dlsym(library, "QRcode_free");
  *(void **)&encode = dlsym(library, "QRcode_encodeString");
}

QRcode *QRcode_encodeString(const char *text, int version, QRecLevel level, QRencodeMode hint, int is_case_sensitive) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return encode && release ? encode(text, version, level, hint, is_case_sensitive) : NULL;
}

void QRcode_free(QRcode *code) { release(code); }
