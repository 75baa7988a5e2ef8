// What is on the platter, what is only seen, and what a power cut leaves of it.

#include "Disk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// MARK: Files

static void forget_changes(Inode *inode) {
  for (Change *change = inode->first, *next; change; change = next) {
    next = change->next;
    free(change);
  }
  inode->first = NULL;
  inode->last = &inode->first;
  inode->unsynced_bytes = 0;
}

static Inode *inode_new(void) {
  Inode *inode = memory(sizeof *inode);
  inode->last = &inode->first;
  return inode;
}

void hold(Inode *inode) {
  if (inode) inode->holders++;
}

void release(Inode *inode) {
  if (!inode || --inode->holders > 0) return;
  forget_changes(inode);
  free(inode->image);
  free(inode);
}

static void lead(Inode **slot, Inode *inode) {
  hold(inode);
  release(*slot);
  *slot = inode;
}

static void resize(Inode *inode, int64_t size) {
  if (size > faultdisk_file_bytes_max) broken("a file is larger than faultdisk_file_bytes_max");
  if (size > inode->capacity) {
    int64_t capacity = size * 2;
    inode->image = realloc(inode->image, (size_t)capacity);
    if (!inode->image) broken("the test itself is out of memory");
    inode->capacity = capacity;
  }
  if (size > inode->size) memset(inode->image + inode->size, 0, (size_t)(size - inode->size));
  inode->size = size;
}

static void put(Inode *inode, const unsigned char *bytes, int64_t size, int64_t offset) {
  if (offset + size > inode->size) resize(inode, offset + size);
  memcpy(inode->image + offset, bytes, (size_t)size);
}

static void record(Inode *inode, Change *change) {
  *inode->last = change;
  inode->last = &change->next;
  inode->unsynced_bytes += (int64_t)sizeof *change + (change->size > 0 ? change->size : 0);
  if (inode->unsynced_bytes > faultdisk_file_bytes_max)
    broken("more unsynced writes than faultdisk_file_bytes_max");
}

void record_write(Inode *inode, const void *bytes, int64_t size, int64_t offset) {
  Change *change = memory(sizeof *change + (size_t)size);
  change->offset = offset;
  change->size = size;
  memcpy(change->bytes, bytes, (size_t)size);
  record(inode, change);
}

void record_truncation(Inode *inode, int64_t size) {
  Change *change = memory(sizeof *change);
  change->offset = size;
  change->size = -1;
  record(inode, change);
}

void sync_inode(Inode *inode) {
  for (Change *change = inode->first; change; change = change->next) {
    if (change->size < 0)
      resize(inode, change->offset);
    else
      put(inode, change->bytes, change->size, change->offset);
  }
  forget_changes(inode);
}

// MARK: Names

static Entry *entry_at(FaultDisk *disk, const char *path) {
  Entry *unused = NULL;
  for (int i = 0; i < faultdisk_files_max; i++) {
    Entry *entry = &disk->entries[i];
    if (entry->path && strcmp(entry->path, path) == 0) return entry;
    if (!unused && !entry->seen && !entry->durable) unused = entry;
  }
  if (!unused) broken("more files than faultdisk_files_max");
  free(unused->path);
  unused->path = memory(strlen(path) + 1);
  strcpy(unused->path, path);
  return unused;
}

/// Before the real VFS opens the file: closing a descriptor drops every lock the process has on it.
static void load(Inode *inode, const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (descriptor < 0 || fstat(descriptor, &status) != 0) broken("a file cannot be read");
  resize(inode, status.st_size);
  for (int64_t done = 0; done < inode->size;) {
    ssize_t count = pread(descriptor, inode->image + done, (size_t)(inode->size - done), done);
    if (count <= 0) broken("a file cannot be read");
    done += count;
  }
  close(descriptor);
}

Inode *inode_at(FaultDisk *disk, const char *path, bool existed) {
  Entry *entry = entry_at(disk, path);
  if (entry->seen) return entry->seen;
  lead(&entry->seen, inode_new());
  if (existed) {
    // Older than this disk, so older than any cut.
    load(entry->seen, path);
    lead(&entry->durable, entry->seen);
  }
  return entry->seen;
}

void record_deletion(FaultDisk *disk, const char *path) { lead(&entry_at(disk, path)->seen, NULL); }

void sync_directory(FaultDisk *disk, const char *path) {
  const char *slash = strrchr(path, '/');
  size_t length = slash ? (size_t)(slash - path) + 1 : 0;
  for (int i = 0; i < faultdisk_files_max; i++) {
    Entry *entry = &disk->entries[i];
    if (!entry->path || strncmp(entry->path, path, length) != 0 || strchr(entry->path + length, '/')) continue;
    lead(&entry->durable, entry->seen);
  }
}

void forget_files(FaultDisk *disk) {
  for (int i = 0; i < faultdisk_files_max; i++) {
    Entry *entry = &disk->entries[i];
    lead(&entry->seen, NULL);
    lead(&entry->durable, NULL);
    free(entry->path);
    entry->path = NULL;
  }
}

// MARK: The cut

static uint64_t draw(uint64_t *state) {
  uint64_t z = (*state += 0x9E3779B97F4A7C15);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

/// Luck that differs from cut to cut: with even odds alone, a long run of survivors would never be seen.
typedef struct Luck {
  uint64_t state;
  uint64_t of_eight;
} Luck;

static bool kept(Luck *luck) { return draw(&luck->state) % 8 < luck->of_eight; }

/// In half of the files the oldest changes all landed, as when a cache was being emptied in order: only
/// so does a long and nearly whole run of writes come before the torn ones.
static uint64_t draw_landed(const Inode *inode, Luck *luck) {
  uint64_t changes = 0;
  for (const Change *change = inode->first; change; change = change->next) changes++;
  return draw(&luck->state) % 2 ? draw(&luck->state) % (changes + 1) : 0;
}

static void keep_some(Inode *inode, Luck *luck) {
  int64_t seen_size = inode->size;
  uint64_t landed = draw_landed(inode, luck);
  for (Change *change = inode->first; change; change = change->next) {
    bool whole = landed > 0;
    if (whole) landed--;
    if (change->size < 0) {
      seen_size = change->offset;
      if (whole || kept(luck)) resize(inode, change->offset);
      continue;
    }
    int64_t end = change->offset + change->size;
    if (end > seen_size) seen_size = end;
    for (int64_t from = change->offset; from < end;) {
      int64_t to = (from / faultdisk_sector_bytes + 1) * faultdisk_sector_bytes;
      if (to > end) to = end;
      if (whole || kept(luck)) put(inode, change->bytes + (from - change->offset), to - from, from);
      from = to;
    }
  }
  if (seen_size > inode->size && kept(luck)) resize(inode, seen_size);
  forget_changes(inode);
}

/// A new file under the old name: whoever still has the old one open, and its locks, keeps that one.
static void put_back(const char *path, const Inode *inode) {
  char fresh[1024];
  if (snprintf(fresh, sizeof fresh, "%s-survivor", path) >= (int)sizeof fresh) broken("a path is too long");
  struct stat status;
  mode_t mode = stat(path, &status) == 0 ? status.st_mode & 0777 : 0600;
  int descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 || fchmod(descriptor, mode) != 0) broken("a survivor cannot be written");
  for (int64_t done = 0; done < inode->size;) {
    ssize_t count = pwrite(descriptor, inode->image + done, (size_t)(inode->size - done), done);
    if (count <= 0) broken("a survivor cannot be written");
    done += count;
  }
  close(descriptor);
  if (rename(fresh, path) != 0) broken("a survivor cannot be put in place");
}

static void remove_shared_memory(const char *path) {
  char shm[1024];
  if (snprintf(shm, sizeof shm, "%s-shm", path) >= (int)sizeof shm) broken("a path is too long");
  unlink(shm);
}

static void survive(Entry *entry, Luck *luck, FaultDiskCut cut) {
  if (cut == FaultDiskCutKeepsSome && entry->seen != entry->durable && kept(luck)) lead(&entry->durable, entry->seen);
  Inode *survivor = entry->durable;
  if (survivor) {
    if (cut == FaultDiskCutKeepsSome) keep_some(survivor, luck);
    forget_changes(survivor);
    put_back(entry->path, survivor);
  } else {
    unlink(entry->path);
  }
  lead(&entry->seen, survivor);
  remove_shared_memory(entry->path);
}

void cut_power(FaultDisk *disk, uint64_t seed, FaultDiskCut cut) {
  Luck luck = {.state = seed};
  luck.of_eight = 1 + draw(&luck.state) % 8;
  for (int i = 0; i < faultdisk_files_max; i++)
    if (disk->entries[i].seen || disk->entries[i].durable) survive(&disk->entries[i], &luck, cut);
  disk->life++;
}
