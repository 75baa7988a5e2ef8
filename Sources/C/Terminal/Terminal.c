#include "Terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGQUIT, SIGSYS};
static const int reported[] = {SIGTERM, SIGHUP, SIGINT, SIGWINCH};
static const int ignored[] = {SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};

enum {
  deadly_count = sizeof deadly / sizeof *deadly,
  reported_count = sizeof reported / sizeof *reported,
  ignored_count = sizeof ignored / sizeof *ignored,
  handler_stack_bytes = 64 * 1024,
};

// Handlers read all this; it is written before they are installed.
static struct termios found;
static int input_descriptor = -1;
static int output_descriptor = -1;
static uint8_t farewell_bytes[terminal_farewell_bytes_max];
static size_t farewell_count;
static int pipe_ends[2] = {-1, -1};
static struct sigaction before[deadly_count + reported_count + ignored_count];
static sigset_t mask_before;
static atomic_flag restored = ATOMIC_FLAG_INIT;
static atomic_bool is_open;

// Only calls that signal-safety(7) allows. The first to come does it; a crash inside it finds the flag set and goes on dying.
static void restore(void) {
  if (!atomic_load(&is_open) || atomic_flag_test_and_set(&restored)) return;
  // A terminal that does not take bytes must not keep the process from dying.
  int flags = fcntl(output_descriptor, F_GETFL);
  if (flags >= 0) fcntl(output_descriptor, F_SETFL, flags | O_NONBLOCK);
  size_t done = 0;
  for (int tries = 0; done < farewell_count && tries < 20; tries++) {
    ssize_t count = write(output_descriptor, farewell_bytes + done, farewell_count - done);
    if (count > 0) {
      done += (size_t)count;
    } else if (count < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = output_descriptor, .events = POLLOUT};
      poll(&ready, 1, 50);
    } else if (count == 0 || errno != EINTR) {
      break;
    }
  }
  if (flags >= 0) fcntl(output_descriptor, F_SETFL, flags);
  // TCSANOW: draining would wait for a reader that may be gone.
  while (tcsetattr(input_descriptor, TCSANOW, &found) < 0 && errno == EINTR) {}
}

static void die(int number) {
  restore();
  // Blocked while this runs; it comes back as soon as the handler returns, with its default effect.
  signal(number, SIG_DFL);
  raise(number);
}

static void report(int number) {
  int saved = errno;
  uint8_t byte = (uint8_t)number;
  // A full pipe is enough to wake the reader.
  (void)!write(pipe_ends[1], &byte, 1);
  errno = saved;
}

static void install(void) {
  static uint8_t handler_stack[handler_stack_bytes];
  // A stack that has overflowed cannot run a handler.
  stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {0};
  sigfillset(&action.sa_mask);
  int slot = 0;
  action.sa_handler = die;
  action.sa_flags = SA_ONSTACK;
  for (int i = 0; i < deadly_count; i++) sigaction(deadly[i], &action, &before[slot++]);
  action.sa_handler = report;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  for (int i = 0; i < reported_count; i++) sigaction(reported[i], &action, &before[slot++]);
  action.sa_handler = SIG_IGN;
  for (int i = 0; i < ignored_count; i++) sigaction(ignored[i], &action, &before[slot++]);
  // Whoever started the process may have left some blocked.
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int i = 0; i < deadly_count; i++) sigaddset(&wanted, deadly[i]);
  for (int i = 0; i < reported_count; i++) sigaddset(&wanted, reported[i]);
  pthread_sigmask(SIG_UNBLOCK, &wanted, &mask_before);
}

static int open_pipe(void) {
  if (pipe_ends[0] >= 0) return 0;
  if (pipe(pipe_ends) < 0) return -errno;
  for (int i = 0; i < 2; i++) {
    fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
    fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
  }
  return 0;
}

int terminal_open(int input, int output, const uint8_t *farewell, size_t count) {
  if (count > sizeof farewell_bytes) return -E2BIG;
  if (atomic_load(&is_open)) return -EBUSY;
  if (tcgetattr(input, &found) < 0) return -errno;
  int code = open_pipe();
  if (code < 0) return code;
  memcpy(farewell_bytes, farewell, count);
  farewell_count = count;
  input_descriptor = input;
  output_descriptor = output;
  atomic_flag_clear(&restored);
  static bool is_registered;
  if (!is_registered) atexit(restore);
  is_registered = true;
  install();
  atomic_store(&is_open, true);
  struct termios raw = found;
  cfmakeraw(&raw);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  while (tcsetattr(input, TCSANOW, &raw) < 0) {
    if (errno == EINTR) continue;
    code = -errno;
    terminal_close();
    return code;
  }
  return pipe_ends[0];
}

void terminal_close(void) {
  if (!atomic_load(&is_open)) return;
  restore();
  atomic_store(&is_open, false);
  pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
  int slot = 0;
  for (int i = 0; i < deadly_count; i++) sigaction(deadly[i], &before[slot++], NULL);
  for (int i = 0; i < reported_count; i++) sigaction(reported[i], &before[slot++], NULL);
  for (int i = 0; i < ignored_count; i++) sigaction(ignored[i], &before[slot++], NULL);
}

int terminal_size(int output, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(output, TIOCGWINSZ, &size) < 0) return -errno;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 0;
}

static int64_t now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

int terminal_write(int output, const uint8_t *bytes, size_t count, int wait_ms) {
  int64_t until = now_ms() + wait_ms;
  while (count > 0) {
    ssize_t written = write(output, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written == 0) {
      return -EIO;
    } else if (errno == EAGAIN) {
      int64_t left = until - now_ms();
      if (left <= 0) return -ETIMEDOUT;
      struct pollfd ready = {.fd = output, .events = POLLOUT};
      if (poll(&ready, 1, (int)left) < 0 && errno != EINTR) return -errno;
    } else if (errno != EINTR) {
      return -errno;
    }
  }
  return 0;
}

int terminal_read(int input, uint8_t *bytes, size_t count) {
  while (true) {
    ssize_t result = read(input, bytes, count);
    if (result >= 0) return (int)result;
    if (errno != EINTR) return -errno;
  }
}

int terminal_wait(const int *descriptors, int count, int wait_ms) {
  struct pollfd watched[terminal_watched_max];
  if (count > terminal_watched_max) return -EINVAL;
  for (int i = 0; i < count; i++) watched[i] = (struct pollfd){.fd = descriptors[i], .events = POLLIN};
  int64_t until = now_ms() + wait_ms;
  // Signals of ours are in the pipe by then, so waiting again loses none.
  while (poll(watched, (nfds_t)count, wait_ms) < 0) {
    if (errno != EINTR) return -errno;
    if (wait_ms > 0) wait_ms = until > now_ms() ? (int)(until - now_ms()) : 0;
  }
  int bits = 0;
  for (int i = 0; i < count; i++) bits |= watched[i].revents != 0 ? 1 << i : 0;
  return bits;
}
