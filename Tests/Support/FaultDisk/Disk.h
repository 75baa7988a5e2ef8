#ifndef LOKET_FAULT_DISK_PARTS_H
#define LOKET_FAULT_DISK_PARTS_H

#include "include/FaultDisk.h"

#include <pthread.h>
#include <sqlite3.h>

/// The calls that are counted and may fail.
typedef enum Call {
  call_open,
  call_delete,
  call_access,
  call_full_pathname,
  call_read,
  call_write,
  call_truncate,
  call_sync,
  call_file_size,
  call_lock,
  call_check_reserved_lock,
  call_shm_map,
  call_shm_lock,
} Call;

/// One write not yet on the platter, or a truncation to `offset` when `size` is negative.
typedef struct Change {
  struct Change *next;
  int64_t offset;
  int64_t size;
  unsigned char bytes[];
} Change;

/// A file apart from its name, which it may lose and get back.
typedef struct Inode {
  /// What is on the platter.
  unsigned char *image;
  int64_t size;
  int64_t capacity;
  /// What is seen but not on the platter, oldest first.
  Change *first;
  Change **last;
  int64_t unsynced_bytes;
  /// Open files and names that hold it.
  int holders;
} Inode;

/// A name in a directory; a null inode is a name that leads nowhere.
typedef struct Entry {
  char *path;
  Inode *seen;
  Inode *durable;
} Entry;

struct FaultDisk {
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  char name[32];
  /// Held across the real call, so that a cut never falls between a write and its record.
  pthread_mutex_t lock;

  int64_t calls;
  int64_t writes;
  int64_t fired;
  char fired_at[64];
  /// At most one of these three is set; zero means not asked for.
  int64_t fail_at;
  int64_t tear_at;
  int64_t cut_at;
  FaultDiskKind kind;
  bool persistent;
  int64_t tear_bytes;
  uint64_t cut_seed;
  FaultDiskCut cut;

  bool dark;
  bool lying;
  /// Goes up with each cut: a file opened in an earlier life is dead.
  int64_t life;
  int open_files;
  Entry entries[faultdisk_files_max];
};

/// An open file; the real one lies behind it in the same allocation.
typedef struct File {
  sqlite3_file base;
  FaultDisk *disk;
  /// Null for temporary files, which are not remembered.
  Inode *inode;
  const char *path;
  int flags;
  int64_t life;
  /// The first sync of a journal also syncs the directory, as in the real VFS.
  bool syncs_directory;
} File;

static inline sqlite3_file *real_file(File *file) { return (sqlite3_file *)(file + 1); }

extern const sqlite3_io_methods file_calls;

/// Stops the test: the test, not SQLite, is wrong.
_Noreturn void broken(const char *sentence);
void *memory(size_t bytes);

/// Counts a call; SQLITE_OK when it may go on. `grows` says that it needs room on the disk.
int fault(FaultDisk *disk, Call call, int open_flags, bool grows);
/// The answer of a dead file or a dark disk.
int io_error(Call call);
/// How many bytes of the write that was just counted may land, or -1 when it is to land whole.
int64_t torn_bytes(FaultDisk *disk, int open_flags);

void cut_power(FaultDisk *disk, uint64_t seed, FaultDiskCut cut);
void hold(Inode *inode);
void release(Inode *inode);
Inode *inode_at(FaultDisk *disk, const char *path, bool existed);
void record_write(Inode *inode, const void *bytes, int64_t size, int64_t offset);
void record_truncation(Inode *inode, int64_t size);
void record_deletion(FaultDisk *disk, const char *path);
void sync_inode(Inode *inode);
void sync_directory(FaultDisk *disk, const char *path);
void forget_files(FaultDisk *disk);

#endif
