#ifndef LOKET_FAULT_DISK_H
#define LOKET_FAULT_DISK_H

#include <stdbool.h>
#include <stdint.h>

/// A disk that fails on request, for tests: an SQLite VFS around the "unix" one.
///
/// Each disk is a VFS with a name of its own, never the default one, so that tests run side by side
/// without feeling each other's faults. Open a database on it by that name:
///
///     FaultDisk *disk = faultdisk_create();
///     sqlite3_open_v2(path, &db, flags, faultdisk_name(disk));      or "file:/path?vfs=faultdisk-1"
///     ... use it; ask for faults; cut the power; close every connection ...
///     faultdisk_destroy(disk);
///
/// What is emulated
/// - The n-th file call fails: with an I/O error, as on a full disk, without memory, or with only the
///   first bytes of a write on disk. Counted are xOpen, xDelete, xAccess, xFullPathname, xRead, xWrite,
///   xTruncate, xSync, xFileSize, xLock, xCheckReservedLock, xShmMap and the xShmLock calls that take
///   a lock. Giving a lock back and closing always work, or one fault would hide all later ones.
/// - The loss of power. A database, its journals and its -wal have two states: what programs see, and
///   what is on the platter. xWrite and xTruncate change only what is seen; xSync carries one file to
///   the platter. A new or deleted name reaches the platter with a sync of its directory, which SQLite
///   asks for with xDelete's second argument and with the first sync of a journal or -wal it opened;
///   syncing a file does not by itself save the file's name. After a cut the platter is all there is.
/// - A disk that lies, as some do to look fast: xSync says yes and saves nothing.
///
/// What is not
/// - The -shm file is memory, not disk: a cut removes it, as a restart makes SQLite rebuild it.
/// - A run of 512 bytes lands whole or not at all, and bytes beside a write are never harmed (what
///   SQLite calls powersafe overwrite). No bit rot, no misdirected writes; bytes a file grew by without
///   their data are zeros, not somebody else's old ones.
/// - A failed xSync saves nothing but forgets nothing: a later good one carries the same writes, which
///   not every kernel promises.
/// - A full disk refuses every write, sync and truncation, also those that need no room.
/// - Memory-mapped reads are off; temporary files count calls but are not remembered. There is no
///   real sync: the machine's own power cut is not what is tested.
/// - xDelete names a file, not who asks: after a cut a dead connection could still delete by name. SQLite
///   does not without a lock, and a dead file gives none.
/// - One process, and nobody but SQLite on this disk touches the files between create and destroy.
///
/// Every function may be called from any thread. A broken limit or rule below is a mistake in the test
/// and stops it with a sentence.
typedef struct FaultDisk FaultDisk;

enum {
  /// Disks alive at once.
  faultdisk_disks_max = 64,
  /// Databases, journals and -wal files a disk remembers at once.
  faultdisk_files_max = 64,
  /// Bytes of one file, and bytes of its writes not synced yet.
  faultdisk_file_bytes_max = 256 << 20,
  /// Bytes that land whole or not at all.
  faultdisk_sector_bytes = 512,
};

/// How a call fails.
typedef enum __attribute__((enum_extensibility(closed))) FaultDiskKind : int {
  /// The SQLITE_IOERR code that belongs to the call; SQLITE_CANTOPEN for opening and for path names.
  FaultDiskKindIOError = 1,
  /// SQLITE_FULL on xWrite, xTruncate and xSync, SQLITE_IOERR_SHMSIZE on a growing xShmMap; other calls go on.
  FaultDiskKindDiskFull = 2,
  /// SQLITE_IOERR_NOMEM on an open file, SQLITE_NOMEM elsewhere.
  FaultDiskKindOutOfMemory = 3,
} FaultDiskKind;

/// What of the unsynced work is on the platter after a cut.
typedef enum __attribute__((enum_extensibility(closed))) FaultDiskCut : int {
  /// Nothing: as if the disk's cache had held it all.
  FaultDiskCutDropsAll = 0,
  /// A seeded choice, sector by sector, name by name: late writes without early ones, halves of
  /// pages, truncations or their absence, files grown without their data.
  FaultDiskCutKeepsSome = 1,
} FaultDiskCut;

/// Registers a new sound disk.
FaultDisk *_Nonnull faultdisk_create(void);

/// Every connection to the disk must be closed before.
void faultdisk_destroy(FaultDisk *_Nonnull disk);

/// The VFS name, for sqlite3_open_v2 or `?vfs=`; lives as long as the disk.
const char *_Nonnull faultdisk_name(FaultDisk *_Nonnull disk);

/// The n-th counted call from now (the next one is 1) fails once, or it and all after it. Starts the
/// count again and takes the place of whatever was asked for before.
void faultdisk_fail_at(FaultDisk *_Nonnull disk, int64_t n, FaultDiskKind kind, bool persistent);

/// Of the n-th xWrite from now only the first `bytes`, a multiple of 512, land before it fails; a
/// shorter write lands whole and fails all the same.
void faultdisk_tear_write(FaultDisk *_Nonnull disk, int64_t n, int64_t bytes);

/// Cuts the power just before the n-th counted call from now. The disk then stays dark, refusing every
/// call, until `faultdisk_power_up`.
void faultdisk_cut_at(FaultDisk *_Nonnull disk, int64_t n, uint64_t seed, FaultDiskCut cut);

/// No more faults; starts the count again. Does not light a dark disk.
void faultdisk_clear(FaultDisk *_Nonnull disk);

/// Counted calls since the last of the four functions above. A sweep over n ends when this is below n.
int64_t faultdisk_calls(FaultDisk *_Nonnull disk);

/// xWrite calls among them: the end of a sweep with `faultdisk_tear_write`.
int64_t faultdisk_writes(FaultDisk *_Nonnull disk);

/// How often a fault was given since it was asked for; a cut counts once.
int64_t faultdisk_fired(FaultDisk *_Nonnull disk);

/// Where the first of them hit, such as "xWrite of -wal"; empty when none did. Valid until the next fault is asked for.
const char *_Nonnull faultdisk_fired_at(FaultDisk *_Nonnull disk);

/// Cuts the power now and gives it back. What is open stays open only to be closed: each call on it
/// fails with an SQLITE_IOERR code. What is opened from now on sees what survived.
void faultdisk_power_cut(FaultDisk *_Nonnull disk, uint64_t seed, FaultDiskCut cut);

/// Gives the power back after `faultdisk_cut_at`; harmless at other times.
void faultdisk_power_up(FaultDisk *_Nonnull disk);

/// While set, no sync reaches the platter, though each one says it did.
void faultdisk_lie(FaultDisk *_Nonnull disk, bool lying);

#endif
