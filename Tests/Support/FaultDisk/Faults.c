// Counting calls and deciding which of them fail.

#include "Disk.h"

#include <stdio.h>
#include <stdlib.h>

void broken(const char *sentence) {
  fprintf(stderr, "fault disk: %s\n", sentence);
  abort();
}

void *memory(size_t bytes) {
  void *found = calloc(1, bytes);
  if (!found) broken("the test itself is out of memory");
  return found;
}

static const char *call_name(Call call) {
  switch (call) {
    case call_open: return "xOpen";
    case call_delete: return "xDelete";
    case call_access: return "xAccess";
    case call_full_pathname: return "xFullPathname";
    case call_read: return "xRead";
    case call_write: return "xWrite";
    case call_truncate: return "xTruncate";
    case call_sync: return "xSync";
    case call_file_size: return "xFileSize";
    case call_lock: return "xLock";
    case call_check_reserved_lock: return "xCheckReservedLock";
    case call_shm_map: return "xShmMap";
    case call_shm_lock: return "xShmLock";
  }
  broken("a call without a name");
}

static const char *file_name(int open_flags) {
  if (open_flags & SQLITE_OPEN_WAL) return " of -wal";
  if (open_flags & SQLITE_OPEN_MAIN_DB) return " of database";
  if (open_flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL)) return " of -journal";
  return open_flags ? " of temporary file" : "";
}

int io_error(Call call) {
  switch (call) {
    case call_open: return SQLITE_CANTOPEN;
    case call_delete: return SQLITE_IOERR_DELETE;
    case call_access: return SQLITE_IOERR_ACCESS;
    case call_full_pathname: return SQLITE_CANTOPEN_FULLPATH;
    case call_read: return SQLITE_IOERR_READ;
    case call_write: return SQLITE_IOERR_WRITE;
    case call_truncate: return SQLITE_IOERR_TRUNCATE;
    case call_sync: return SQLITE_IOERR_FSYNC;
    case call_file_size: return SQLITE_IOERR_FSTAT;
    case call_lock: return SQLITE_IOERR_LOCK;
    case call_check_reserved_lock: return SQLITE_IOERR_CHECKRESERVEDLOCK;
    case call_shm_map: return SQLITE_IOERR_SHMMAP;
    case call_shm_lock: return SQLITE_IOERR_SHMLOCK;
  }
  broken("a call without an error");
}

static bool has_open_file(Call call) { return call >= call_read; }

static void fire(FaultDisk *disk, Call call, int open_flags) {
  if (disk->fired++ == 0)
    snprintf(disk->fired_at, sizeof disk->fired_at, "%s%s", call_name(call), file_name(open_flags));
}

int fault(FaultDisk *disk, Call call, int open_flags, bool grows) {
  if (disk->dark) return io_error(call);
  disk->calls++;
  if (call == call_write) disk->writes++;
  if (disk->cut_at && disk->calls == disk->cut_at) {
    fire(disk, call, open_flags);
    cut_power(disk, disk->cut_seed, disk->cut);
    disk->dark = true;
    return io_error(call);
  }
  if (!disk->fail_at || disk->calls < disk->fail_at) return SQLITE_OK;
  if (disk->calls > disk->fail_at && !disk->persistent) return SQLITE_OK;
  if (disk->kind == FaultDiskKindDiskFull && !grows) return SQLITE_OK;
  fire(disk, call, open_flags);
  switch (disk->kind) {
    case FaultDiskKindIOError: return io_error(call);
    // The unix VFS grows shared memory by writing to its file and has a code of its own for that.
    case FaultDiskKindDiskFull: return call == call_shm_map ? SQLITE_IOERR_SHMSIZE : SQLITE_FULL;
    case FaultDiskKindOutOfMemory: return has_open_file(call) ? SQLITE_IOERR_NOMEM : SQLITE_NOMEM;
  }
  broken("a kind of fault nobody knows");
}

int64_t torn_bytes(FaultDisk *disk, int open_flags) {
  if (!disk->tear_at || disk->writes != disk->tear_at) return -1;
  fire(disk, call_write, open_flags);
  return disk->tear_bytes;
}

// MARK: What tests ask for

static void start_again(FaultDisk *disk) {
  disk->calls = disk->writes = disk->fired = 0;
  disk->fired_at[0] = 0;
  disk->fail_at = disk->tear_at = disk->cut_at = 0;
}

void faultdisk_fail_at(FaultDisk *disk, int64_t n, FaultDiskKind kind, bool persistent) {
  if (n < 1) broken("calls are counted from 1");
  pthread_mutex_lock(&disk->lock);
  start_again(disk);
  disk->fail_at = n;
  disk->kind = kind;
  disk->persistent = persistent;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_tear_write(FaultDisk *disk, int64_t n, int64_t bytes) {
  if (n < 1) broken("writes are counted from 1");
  if (bytes < 0 || bytes % faultdisk_sector_bytes) broken("a write tears between sectors of 512 bytes");
  pthread_mutex_lock(&disk->lock);
  start_again(disk);
  disk->tear_at = n;
  disk->tear_bytes = bytes;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_cut_at(FaultDisk *disk, int64_t n, uint64_t seed, FaultDiskCut cut) {
  if (n < 1) broken("calls are counted from 1");
  pthread_mutex_lock(&disk->lock);
  start_again(disk);
  disk->cut_at = n;
  disk->cut_seed = seed;
  disk->cut = cut;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_clear(FaultDisk *disk) {
  pthread_mutex_lock(&disk->lock);
  start_again(disk);
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_power_cut(FaultDisk *disk, uint64_t seed, FaultDiskCut cut) {
  pthread_mutex_lock(&disk->lock);
  cut_power(disk, seed, cut);
  disk->dark = false;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_power_up(FaultDisk *disk) {
  pthread_mutex_lock(&disk->lock);
  disk->dark = false;
  pthread_mutex_unlock(&disk->lock);
}

void faultdisk_lie(FaultDisk *disk, bool lying) {
  pthread_mutex_lock(&disk->lock);
  disk->lying = lying;
  pthread_mutex_unlock(&disk->lock);
}

static int64_t guarded(FaultDisk *disk, const int64_t *number) {
  pthread_mutex_lock(&disk->lock);
  int64_t now = *number;
  pthread_mutex_unlock(&disk->lock);
  return now;
}

int64_t faultdisk_calls(FaultDisk *disk) { return guarded(disk, &disk->calls); }
int64_t faultdisk_writes(FaultDisk *disk) { return guarded(disk, &disk->writes); }
int64_t faultdisk_fired(FaultDisk *disk) { return guarded(disk, &disk->fired); }

const char *faultdisk_fired_at(FaultDisk *disk) { return faultdisk_fired(disk) ? disk->fired_at : ""; }
