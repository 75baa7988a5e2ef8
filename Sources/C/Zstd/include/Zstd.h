#pragma once
#include <stddef.h>
#include <stdint.h>

enum { squeeze_dictionary_newest = 1 };


/* The bytes of a dictionary that was released, by number; NULL and 0 for any other. */
const uint8_t *squeeze_dictionary_bytes(int number, size_t *count);

/* Bytes written, or 0 when it did not fit or did not work. No size, checksum or dictionary id in the frame. */
size_t squeeze_fold(uint8_t *out, size_t room, const uint8_t *text, size_t count, const uint8_t *dictionary,
                    size_t dictionary_count, int level);

/* Bytes written, or SIZE_MAX when they are not `room` bytes of sound text. */
size_t squeeze_unfold(uint8_t *out, size_t room, const uint8_t *folded, size_t count, const uint8_t *dictionary,
                      size_t dictionary_count);

/* Trains a dictionary on samples that stand one after the other; bytes written, or 0. */
size_t squeeze_train(uint8_t *out, size_t room, const uint8_t *samples, const size_t *sizes, unsigned count);
