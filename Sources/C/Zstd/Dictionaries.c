#include "Zstd.h"

// Once released a dictionary never changes: what was folded with it must unfold.
#pragma clang diagnostic ignored "-Wc23-extensions"
static const uint8_t dictionary_1[] = {
#embed "dictionaries/1.zdict"
};

const uint8_t *squeeze_dictionary_bytes(int number, size_t *count) {
  switch (number) {
    case 1: *count = sizeof dictionary_1; return dictionary_1;
    default: *count = 0; return 0;
  }
}
