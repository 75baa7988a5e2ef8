// The yardstick of `first-frame`: an empty program that takes a terminal over and prints one frame of 80×24, as little as there can be.
#include <string.h>
#include <termios.h>
#include <unistd.h>

int main(void) {
  static char frame[16384];
  struct termios modes;
  if (tcgetattr(0, &modes) != 0) return 1;
  cfmakeraw(&modes);
  if (tcsetattr(0, TCSANOW, &modes) != 0) return 1;
  size_t at = 0;
  const char *opening = "\033[?1049h\033[?25l\033[0m\033[2J\033[H";
  memcpy(frame, opening, strlen(opening));
  at = strlen(opening);
  for (int row = 0; row < 24; row++) {
    memset(frame + at, 'A' + row, 80);
    at += 80;
  }
  if (write(1, frame, at) < 0) return 1;
  char key;
  return read(0, &key, 1) < 0;
}
