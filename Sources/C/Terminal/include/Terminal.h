#ifndef LOKET_TERMINAL_H
#define LOKET_TERMINAL_H

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

/// What of the terminal Swift cannot do: handlers that may run at any instruction, and calls with variable arguments.
///
/// One terminal in a process. Functions that can fail return a negative errno.

enum {
  /// Bytes of the farewell: what resets the terminal when nothing else can run any more.
  terminal_farewell_bytes_max = 256,
  /// The signal that reports another window size.
  terminal_resized = SIGWINCH,
  /// What terminal_read answers when nothing is there.
  terminal_nothing = -EAGAIN,
};

/// Puts the terminal into raw mode and arranges that it comes back as it was: on exit(3), and before the process dies of
/// SEGV, BUS, ILL, FPE, TRAP, ABRT, QUIT or SYS. TERM, HUP, INT and WINCH are reported through the pipe. Stop signals from the
/// keyboard are ignored. Returns the end of the pipe to read from: one byte a signal, its number.
int terminal_open(int input, int output, const uint8_t *_Nonnull farewell, size_t count);

/// Writes the farewell and gives back the modes and signal handlers found by terminal_open. Harmless when repeated.
void terminal_close(void);

/// Columns and rows; -ENOTTY when it is no terminal.
int terminal_size(int output, int *_Nonnull columns, int *_Nonnull rows);

/// Writes everything, waiting for a slow terminal up to `wait_ms` in all; 0, or why not all was written.
int terminal_write(int output, const uint8_t *_Nonnull bytes, size_t count, int wait_ms);

/// Reads what there is; 0 at the end, terminal_nothing when there is nothing.
int terminal_read(int input, uint8_t *_Nonnull bytes, size_t count);

enum {
  /// Descriptors terminal_wait can watch.
  terminal_watched_max = 24,
};

/// Waits until one of the descriptors can be read, up to `wait_ms` (-1 for ever). Returns a bit for each that can, or that
/// has ended; 0 when the time is over. Goes on waiting after a signal.
int terminal_wait(const int *_Nonnull descriptors, int count, int wait_ms);

#endif
