// The calls on an open file: each is counted, may fail, and is otherwise passed on.

#include "Disk.h"

#define REAL(file) real_file(file)->pMethods

static bool dead(const File *file) { return file->disk->dark || file->life != file->disk->life; }

/// Locks the disk and says whether the call may go on; `leave` must follow.
static int enter(File *file, Call call, bool grows) {
  pthread_mutex_lock(&file->disk->lock);
  return dead(file) ? io_error(call) : fault(file->disk, call, file->flags, grows);
}

static int leave(File *file, int answer) {
  pthread_mutex_unlock(&file->disk->lock);
  return answer;
}

static int file_close(sqlite3_file *base) {
  File *file = (File *)base;
  pthread_mutex_lock(&file->disk->lock);
  int answer = REAL(file)->xClose(real_file(file));
  release(file->inode);
  file->disk->open_files--;
  return leave(file, answer);
}

static int file_read(sqlite3_file *base, void *bytes, int size, sqlite3_int64 offset) {
  File *file = (File *)base;
  int answer = enter(file, call_read, false);
  if (answer == SQLITE_OK) answer = REAL(file)->xRead(real_file(file), bytes, size, offset);
  return leave(file, answer);
}

static int write_through(File *file, const void *bytes, int size, sqlite3_int64 offset) {
  int answer = REAL(file)->xWrite(real_file(file), bytes, size, offset);
  if (answer == SQLITE_OK && file->inode) record_write(file->inode, bytes, size, offset);
  return answer;
}

static int file_write(sqlite3_file *base, const void *bytes, int size, sqlite3_int64 offset) {
  File *file = (File *)base;
  int answer = enter(file, call_write, true);
  if (answer != SQLITE_OK) return leave(file, answer);
  int64_t torn = torn_bytes(file->disk, file->flags);
  if (torn < 0) return leave(file, write_through(file, bytes, size, offset));
  if (torn > 0) answer = write_through(file, bytes, torn < size ? (int)torn : size, offset);
  return leave(file, answer == SQLITE_OK ? SQLITE_IOERR_WRITE : answer);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size) {
  File *file = (File *)base;
  int answer = enter(file, call_truncate, true);
  if (answer == SQLITE_OK) answer = REAL(file)->xTruncate(real_file(file), size);
  if (answer == SQLITE_OK && file->inode) record_truncation(file->inode, size);
  return leave(file, answer);
}

/// No real sync: the platter is this disk's own, and waiting for the machine's would make a sweep take hours.
static int file_sync(sqlite3_file *base, int flags) {
  (void)flags;
  File *file = (File *)base;
  int answer = enter(file, call_sync, true);
  if (answer == SQLITE_OK && file->inode && !file->disk->lying) {
    sync_inode(file->inode);
    if (file->syncs_directory) sync_directory(file->disk, file->path);
    file->syncs_directory = false;
  }
  return leave(file, answer);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
  File *file = (File *)base;
  int answer = enter(file, call_file_size, false);
  if (answer == SQLITE_OK) answer = REAL(file)->xFileSize(real_file(file), size);
  return leave(file, answer);
}

static int file_lock(sqlite3_file *base, int level) {
  File *file = (File *)base;
  int answer = enter(file, call_lock, false);
  if (answer == SQLITE_OK) answer = REAL(file)->xLock(real_file(file), level);
  return leave(file, answer);
}

/// Never fails, not even when dead: the lock is on a file that nobody else can reach any more.
static int file_unlock(sqlite3_file *base, int level) {
  File *file = (File *)base;
  return REAL(file)->xUnlock(real_file(file), level);
}

static int file_check_reserved_lock(sqlite3_file *base, int *held) {
  File *file = (File *)base;
  int answer = enter(file, call_check_reserved_lock, false);
  if (answer == SQLITE_OK) answer = REAL(file)->xCheckReservedLock(real_file(file), held);
  return leave(file, answer);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
  File *file = (File *)base;
  pthread_mutex_lock(&file->disk->lock);
  if (dead(file)) return leave(file, SQLITE_IOERR);
  switch (operation) {
    // These grow or map the file behind the back of xWrite.
    case SQLITE_FCNTL_SIZE_HINT: return leave(file, SQLITE_OK);
    case SQLITE_FCNTL_CHUNK_SIZE: return leave(file, SQLITE_NOTFOUND);
    case SQLITE_FCNTL_MMAP_SIZE: *(sqlite3_int64 *)argument = 0; return leave(file, SQLITE_OK);
    case SQLITE_FCNTL_VFSNAME:
      *(char **)argument = sqlite3_mprintf("%s/%s", file->disk->name, file->disk->real->zName);
      return leave(file, SQLITE_OK);
  }
  return leave(file, REAL(file)->xFileControl(real_file(file), operation, argument));
}

static int file_sector_size(sqlite3_file *base) {
  File *file = (File *)base;
  return REAL(file)->xSectorSize(real_file(file));
}

/// Only what this disk keeps to: whatever else the real file system promises, a cut here breaks.
static int file_characteristics(sqlite3_file *base) {
  File *file = (File *)base;
  return REAL(file)->xDeviceCharacteristics(real_file(file)) & SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int file_shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory) {
  File *file = (File *)base;
  int answer = enter(file, call_shm_map, extend != 0);
  if (answer == SQLITE_OK)
    answer = REAL(file)->xShmMap(real_file(file), region, size, extend, memory);
  else
    *memory = NULL;
  return leave(file, answer);
}

static int file_shm_lock(sqlite3_file *base, int offset, int count, int flags) {
  File *file = (File *)base;
  if (flags & SQLITE_SHM_UNLOCK) return REAL(file)->xShmLock(real_file(file), offset, count, flags);
  int answer = enter(file, call_shm_lock, false);
  if (answer == SQLITE_OK) answer = REAL(file)->xShmLock(real_file(file), offset, count, flags);
  return leave(file, answer);
}

static void file_shm_barrier(sqlite3_file *base) {
  File *file = (File *)base;
  REAL(file)->xShmBarrier(real_file(file));
}

/// The real VFS removes shared memory by name, and after a cut that name may belong to the next life.
static int file_shm_unmap(sqlite3_file *base, int remove) {
  File *file = (File *)base;
  pthread_mutex_lock(&file->disk->lock);
  return leave(file, REAL(file)->xShmUnmap(real_file(file), dead(file) ? 0 : remove));
}

/// Version 2: shared memory, which a -wal needs, and no memory-mapped reads.
const sqlite3_io_methods file_calls = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_reserved_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};
