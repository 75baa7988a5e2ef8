// The calls on the disk as a whole, and its making and end.

#include "Disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
  journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL,
  remembered = journals | SQLITE_OPEN_MAIN_DB,
};

static FaultDisk *disk_of(sqlite3_vfs *vfs) { return vfs->pAppData; }

static int leave(FaultDisk *disk, int answer) {
  pthread_mutex_unlock(&disk->lock);
  return answer;
}

static int open_through(FaultDisk *disk, const char *path, File *file, int flags, int *flags_given) {
  bool existed = path && access(path, F_OK) == 0;
  // Its bytes are read before the real open: see `load`.
  Inode *inode = existed && flags & remembered ? inode_at(disk, path, true) : NULL;
  int answer = disk->real->xOpen(disk->real, path, real_file(file), flags, flags_given);
  if (answer != SQLITE_OK) {
    if (real_file(file)->pMethods) real_file(file)->pMethods->xClose(real_file(file));
    return answer;
  }
  if (!inode && path && flags & remembered) inode = inode_at(disk, path, false);
  hold(inode);
  file->base.pMethods = &file_calls;
  file->disk = disk;
  file->inode = inode;
  file->path = path;
  file->flags = flags;
  file->life = disk->life;
  file->syncs_directory = flags & journals && flags & SQLITE_OPEN_CREATE;
  disk->open_files++;
  return SQLITE_OK;
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *flags_given) {
  FaultDisk *disk = disk_of(vfs);
  base->pMethods = NULL;
  pthread_mutex_lock(&disk->lock);
  int answer = fault(disk, call_open, flags, false);
  if (answer == SQLITE_OK) answer = open_through(disk, path, (File *)base, flags, flags_given);
  return leave(disk, answer);
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync_the_directory) {
  FaultDisk *disk = disk_of(vfs);
  pthread_mutex_lock(&disk->lock);
  int answer = fault(disk, call_delete, 0, false);
  if (answer != SQLITE_OK) return leave(disk, answer);
  // A cut may bring the file back, so its bytes must be known before they go.
  bool existed = access(path, F_OK) == 0;
  if (existed) inode_at(disk, path, true);
  answer = disk->real->xDelete(disk->real, path, 0);
  if (answer != SQLITE_OK) return leave(disk, answer);
  if (existed) record_deletion(disk, path);
  if (sync_the_directory && !disk->lying) sync_directory(disk, path);
  return leave(disk, SQLITE_OK);
}

static int disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *answer_out) {
  FaultDisk *disk = disk_of(vfs);
  pthread_mutex_lock(&disk->lock);
  int answer = fault(disk, call_access, 0, false);
  if (answer == SQLITE_OK) answer = disk->real->xAccess(disk->real, path, flags, answer_out);
  return leave(disk, answer);
}

static int disk_full_pathname(sqlite3_vfs *vfs, const char *path, int size, char *full) {
  FaultDisk *disk = disk_of(vfs);
  pthread_mutex_lock(&disk->lock);
  int answer = fault(disk, call_full_pathname, 0, false);
  if (answer == SQLITE_OK) answer = disk->real->xFullPathname(disk->real, path, size, full);
  return leave(disk, answer);
}

static int disk_randomness(sqlite3_vfs *vfs, int size, char *bytes) {
  sqlite3_vfs *real = disk_of(vfs)->real;
  return real->xRandomness(real, size, bytes);
}

static int disk_sleep(sqlite3_vfs *vfs, int microseconds) {
  sqlite3_vfs *real = disk_of(vfs)->real;
  return real->xSleep(real, microseconds);
}

static int disk_current_time(sqlite3_vfs *vfs, double *days) {
  sqlite3_vfs *real = disk_of(vfs)->real;
  return real->xCurrentTime(real, days);
}

static int disk_current_milliseconds(sqlite3_vfs *vfs, sqlite3_int64 *milliseconds) {
  sqlite3_vfs *real = disk_of(vfs)->real;
  return real->xCurrentTimeInt64(real, milliseconds);
}

static int disk_last_error(sqlite3_vfs *vfs, int size, char *text) {
  sqlite3_vfs *real = disk_of(vfs)->real;
  return real->xGetLastError(real, size, text);
}

// MARK: Making and end

static pthread_mutex_t register_lock = PTHREAD_MUTEX_INITIALIZER;
static int disks_alive;
static int64_t disks_made;

static const sqlite3_vfs disk_calls = {
  .iVersion = 2,
  .xOpen = disk_open,
  .xDelete = disk_delete,
  .xAccess = disk_access,
  .xFullPathname = disk_full_pathname,
  .xRandomness = disk_randomness,
  .xSleep = disk_sleep,
  .xCurrentTime = disk_current_time,
  .xGetLastError = disk_last_error,
  .xCurrentTimeInt64 = disk_current_milliseconds,
};

FaultDisk *faultdisk_create(void) {
  FaultDisk *disk = memory(sizeof *disk);
  disk->real = sqlite3_vfs_find("unix");
  if (!disk->real) broken("this SQLite has no unix VFS to stand on");
  pthread_mutex_init(&disk->lock, NULL);
  pthread_mutex_lock(&register_lock);
  if (++disks_alive > faultdisk_disks_max) broken("more disks than faultdisk_disks_max");
  snprintf(disk->name, sizeof disk->name, "faultdisk-%lld", (long long)++disks_made);
  pthread_mutex_unlock(&register_lock);
  disk->vfs = disk_calls;
  disk->vfs.szOsFile = (int)sizeof(File) + disk->real->szOsFile;
  disk->vfs.mxPathname = disk->real->mxPathname;
  disk->vfs.zName = disk->name;
  disk->vfs.pAppData = disk;
  if (sqlite3_vfs_register(&disk->vfs, 0) != SQLITE_OK) broken("SQLite did not take the disk");
  return disk;
}

void faultdisk_destroy(FaultDisk *disk) {
  if (disk->open_files) broken("a disk ends with files still open on it");
  sqlite3_vfs_unregister(&disk->vfs);
  forget_files(disk);
  pthread_mutex_destroy(&disk->lock);
  free(disk);
  pthread_mutex_lock(&register_lock);
  disks_alive--;
  pthread_mutex_unlock(&register_lock);
}

const char *faultdisk_name(FaultDisk *disk) { return disk->name; }
