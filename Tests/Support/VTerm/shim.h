#pragma once
#include <vterm.h>

#include <fcntl.h>
#include <pty.h>
#include <utmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include <locale.h>

/// A cell as libvterm shows it, without unions and bit fields.
typedef struct {
  uint32_t scalars[VTERM_MAX_CHARS_PER_CELL];
  int width;
  bool bold, underline, reverse;
  uint32_t foreground, background;
} ShownCell;

static inline uint32_t shown_colour(VTermScreen *screen, VTermColor colour) {
  vterm_screen_convert_color_to_rgb(screen, &colour);
  return (uint32_t)colour.rgb.red << 16 | (uint32_t)colour.rgb.green << 8 | colour.rgb.blue;
}

static inline ShownCell shown_cell(VTermScreen *screen, int row, int column) {
  VTermScreenCell cell;
  VTermPos place = {.row = row, .col = column};
  ShownCell shown = {0};
  if (!vterm_screen_get_cell(screen, place, &cell)) return shown;
  memcpy(shown.scalars, cell.chars, sizeof shown.scalars);
  shown.width = cell.width;
  shown.bold = cell.attrs.bold;
  shown.underline = cell.attrs.underline != 0;
  shown.reverse = cell.attrs.reverse;
  shown.foreground = shown_colour(screen, cell.fg);
  shown.background = shown_colour(screen, cell.bg);
  return shown;
}

static inline void shown_cursor(VTerm *terminal, int *row, int *column) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(terminal), &place);
  *row = place.row;
  *column = place.col;
}

/// The modes of a terminal, to be compared before and after.
static inline void terminal_modes(int descriptor, uint32_t modes[4]) {
  struct termios found;
  memset(&found, 0, sizeof found);
  tcgetattr(descriptor, &found);
  modes[0] = found.c_iflag;
  modes[1] = found.c_oflag;
  modes[2] = found.c_cflag;
  modes[3] = found.c_lflag;
}

/// Starts a program in a new pseudo terminal of its own session; returns its process id and both ends, with the modes it finds.
static inline int start_in_terminal(
    const char *path, int columns, int rows, int *ours, int *theirs, uint32_t modes[4]) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (openpty(ours, theirs, NULL, NULL, &size) < 0) return -1;
  terminal_modes(*theirs, modes);
  fcntl(*ours, F_SETFD, FD_CLOEXEC);
  fcntl(*theirs, F_SETFD, FD_CLOEXEC);
  char *arguments[] = {(char *)path, NULL};
  char *environment[] = {"TERM=xterm-256color", "SWIFT_BACKTRACE=enable=no", NULL};
  int process = fork();
  if (process == 0) {
    login_tty(*theirs);
    execve(path, arguments, environment);
    _exit(127);
  }
  return process;
}

static inline void set_terminal_size(int descriptor, int columns, int rows) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(descriptor, TIOCSWINSZ, &size);
}

static inline uint32_t shown_palette(VTerm *terminal, VTermScreen *screen, int index) {
  VTermColor colour;
  vterm_state_get_palette_color(vterm_obtain_state(terminal), index, &colour);
  return shown_colour(screen, colour);
}
