#include "Zstd.h"

#define ZDICT_STATIC_LINKING_ONLY
#define ZSTD_STATIC_LINKING_ONLY
#include <stdlib.h>
#include <string.h>
#include <zdict.h>
#include <zstd.h>

// Contexts are big and reused; one a thread, so that nothing is locked.
static _Thread_local ZSTD_CCtx *folder;
static _Thread_local ZSTD_DCtx *unfolder;

size_t squeeze_fold(uint8_t *out, size_t room, const uint8_t *text, size_t count, const uint8_t *dictionary,
                    size_t dictionary_count, int level) {
  if (!folder && !(folder = ZSTD_createCCtx())) return 0;
  ZSTD_CCtx_reset(folder, ZSTD_reset_session_and_parameters);
  ZSTD_CCtx_setParameter(folder, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(folder, ZSTD_c_contentSizeFlag, 0);
  ZSTD_CCtx_setParameter(folder, ZSTD_c_checksumFlag, 0);
  ZSTD_CCtx_setParameter(folder, ZSTD_c_dictIDFlag, 0);
  ZSTD_CCtx_setParameter(folder, ZSTD_c_format, ZSTD_f_zstd1_magicless);
  if (dictionary_count && ZSTD_isError(ZSTD_CCtx_loadDictionary_byReference(folder, dictionary, dictionary_count)))
    return 0;
  size_t written = ZSTD_compress2(folder, out, room, text, count);
  return ZSTD_isError(written) ? 0 : written;
}

size_t squeeze_unfold(uint8_t *out, size_t room, const uint8_t *folded, size_t count, const uint8_t *dictionary,
                      size_t dictionary_count) {
  if (!unfolder && !(unfolder = ZSTD_createDCtx())) return SIZE_MAX;
  ZSTD_DCtx_reset(unfolder, ZSTD_reset_session_and_parameters);
  ZSTD_DCtx_setParameter(unfolder, ZSTD_d_format, ZSTD_f_zstd1_magicless);
  if (dictionary_count && ZSTD_isError(ZSTD_DCtx_loadDictionary_byReference(unfolder, dictionary, dictionary_count)))
    return SIZE_MAX;
  size_t written = ZSTD_decompressDCtx(unfolder, out, room, folded, count);
  return ZSTD_isError(written) || written != room ? SIZE_MAX : written;
}

size_t squeeze_train(uint8_t *out, size_t room, const uint8_t *samples, const size_t *sizes, unsigned count) {
  ZDICT_fastCover_params_t parameters;
  memset(&parameters, 0, sizeof parameters);
  parameters.d = 8;
  parameters.steps = 4;
  parameters.zParams.compressionLevel = 19;
  size_t written = ZDICT_optimizeTrainFromBuffer_fastCover(out, room, samples, sizes, count, &parameters);
  return ZDICT_isError(written) ? 0 : written;
}
