// A bad line in one process: two network namespaces, `office` and `centre`, and nothing between them but this program.
//
//   bad-line                                   makes both, says "ready" and takes orders from its input, a line each:
//     weather BITS DELAY LOSS QUEUE SEED EVERY DARK AT
//         bits a second each way (0: any) · milliseconds each way · packets lost of a thousand · bytes that may wait ·
//         seed of the losses · of every so many milliseconds so many are dark · where in that rhythm it stands now
//         Counts begin again; what was on the way is lost.
//     count                                    packets, bytes, lost, overflowed: upwards, then downwards
//     cable 0|1                                pulls the office's cable, or plugs it in
//   bad-line in PID office|centre PROGRAM …    runs a program at one end of the line of process PID
//
// The namespaces live as long as this process and whoever runs in them. Ends when its input does.
// Exit code 77: this machine does not permit namespaces.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { OFFICE, CENTRE, SIDES, FIRST_HANDLE = 100, USER_HANDLE = 99, MTU = 1500, NOT_PERMITTED = 77 };
static const char *const names[SIDES] = {"office", "centre"};
static const char *const addresses[SIDES] = {"192.0.2.1", "192.0.2.2"};
static const char *const cable = "line0";

static _Noreturn void fail(const char *what) {
  int fault = errno;
  fprintf(stderr, "bad-line: %s: %s\n", what, strerror(fault));
  exit(fault == EPERM || fault == EACCES || fault == ENOSPC || fault == ENOENT ? NOT_PERMITTED : 1);
}

static int64_t now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

// ---------------------------------------------------------------------------------------------- the two ends

static void put(const char *path, const char *text) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (write(file, text, strlen(text)) < 0) errno = 0;
  close(file);
}

// Whoever is not root is root of a user namespace of their own.
static void become_master(void) {
  if (geteuid() == 0) return;
  unsigned user = getuid(), group = getgid();
  char map[64];
  if (unshare(CLONE_NEWUSER) != 0) fail("user namespace");
  put("/proc/self/setgroups", "deny");
  snprintf(map, sizeof map, "0 %u 1", user);
  put("/proc/self/uid_map", map);
  snprintf(map, sizeof map, "0 %u 1", group);
  put("/proc/self/gid_map", map);
  int handle = open("/proc/self/ns/user", O_RDONLY | O_CLOEXEC);
  if (handle < 0 || dup3(handle, USER_HANDLE, O_CLOEXEC) < 0) fail("user namespace");
}

static void set_up(int control, const char *interface, int is_up) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  if (ioctl(control, SIOCGIFFLAGS, &request) != 0) fail(interface);
  request.ifr_flags = (short)(is_up ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP);
  if (ioctl(control, SIOCSIFFLAGS, &request) != 0) fail(interface);
}

static void set_address(int control, unsigned long order, const char *text) {
  struct ifreq request = {0};
  strncpy(request.ifr_name, cable, IFNAMSIZ - 1);
  struct sockaddr_in *address = (struct sockaddr_in *)&request.ifr_addr;
  address->sin_family = AF_INET;
  inet_pton(AF_INET, text, &address->sin_addr);
  if (ioctl(control, order, &request) != 0) fail(text);
}

struct end {
  int packets; // the tun device
  int control; // a socket inside, for ioctl
};

static struct end make_end(int side) {
  struct end end;
  if (unshare(CLONE_NEWNET) != 0) fail("network namespace");
  int handle = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
  if (handle < 0 || dup3(handle, FIRST_HANDLE + side, O_CLOEXEC) < 0) fail("network namespace");
  close(handle);
  end.control = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  end.packets = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (end.control < 0 || end.packets < 0) fail("/dev/net/tun");
  struct ifreq request = {0};
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  strncpy(request.ifr_name, cable, IFNAMSIZ - 1);
  if (ioctl(end.packets, TUNSETIFF, &request) != 0) fail("/dev/net/tun");
  set_up(end.control, "lo", 1);
  set_address(end.control, SIOCSIFADDR, addresses[side]);
  set_address(end.control, SIOCSIFDSTADDR, addresses[!side]);
  // No neighbours to look for: every packet on the line is somebody's.
  put("/proc/sys/net/ipv6/conf/line0/disable_ipv6", "1");
  set_up(end.control, cable, 1);
  return end;
}

static int run_inside(char **words) {
  char path[64];
  int side = strcmp(words[1], names[CENTRE]) == 0 ? CENTRE : OFFICE;
  snprintf(path, sizeof path, "/proc/%s/fd/%d", words[0], USER_HANDLE);
  int user = open(path, O_RDONLY | O_CLOEXEC);
  if (user >= 0 && setns(user, CLONE_NEWUSER) != 0) fail("user namespace");
  snprintf(path, sizeof path, "/proc/%s/fd/%d", words[0], FIRST_HANDLE + side);
  int network = open(path, O_RDONLY | O_CLOEXEC);
  if (network < 0 || setns(network, CLONE_NEWNET) != 0) fail(path);
  execvp(words[2], words + 2);
  fail(words[2]);
}

// ---------------------------------------------------------------------------------------------- the weather

static struct {
  long long bits, delay_us, lost_of_1000, queue_bytes, every_us, dark_us;
  int64_t began_us;
} weather;

struct packet {
  struct packet *next;
  int64_t due_us;
  int length;
  unsigned char bytes[MTU];
};

// One direction.
static struct lane {
  struct packet *first, **last;
  int64_t free_us; // when the sender's modem has sent what waits
  uint64_t chance;
  unsigned long long packets, bytes, lost, overflowed;
} lanes[SIDES];

static uint64_t draw(struct lane *lane) {
  uint64_t mixed = lane->chance += 0x9E3779B97F4A7C15ull;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ull;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBull;
  return mixed ^ (mixed >> 31);
}

static void clear(struct lane *lane, uint64_t seed) {
  while (lane->first) {
    struct packet *packet = lane->first;
    lane->first = packet->next;
    free(packet);
  }
  memset(lane, 0, sizeof *lane);
  lane->last = &lane->first;
  lane->chance = seed;
}

static int is_dark(int64_t now) {
  return weather.every_us > 0 && (now - weather.began_us) % weather.every_us >= weather.every_us - weather.dark_us;
}

// A packet that is lost has cost its time on the air all the same; in the dark nothing is sent at all.
static void take(struct lane *lane, int from, int64_t now) {
  unsigned char bytes[MTU + 64];
  ssize_t length;
  while ((length = read(from, bytes, sizeof bytes)) > 0) {
    lane->packets++;
    lane->bytes += (unsigned long long)length;
    int is_lost = (long long)(draw(lane) % 1000) < weather.lost_of_1000;
    if (length > MTU || is_dark(now)) {
      lane->lost++;
      continue;
    }
    int64_t start = lane->free_us > now ? lane->free_us : now;
    if (weather.bits > 0 && (start - now) * weather.bits / 8000000 > weather.queue_bytes) {
      lane->overflowed++;
      continue;
    }
    lane->free_us = start + (weather.bits > 0 ? length * 8000000ll / weather.bits : 0);
    if (is_lost) {
      lane->lost++;
      continue;
    }
    struct packet *packet = malloc(sizeof *packet);
    if (!packet) fail("memory");
    packet->next = NULL;
    packet->due_us = lane->free_us + weather.delay_us;
    packet->length = (int)length;
    memcpy(packet->bytes, bytes, (size_t)length);
    *lane->last = packet;
    lane->last = &packet->next;
  }
}

static void deliver(struct lane *lane, int to, int64_t now) {
  while (lane->first && lane->first->due_us <= now) {
    struct packet *packet = lane->first;
    lane->first = packet->next;
    if (!lane->first) lane->last = &lane->first;
    // A cable that has been pulled takes nothing: lost like all the rest.
    if (write(to, packet->bytes, (size_t)packet->length) < 0) lane->lost++;
    free(packet);
  }
}

// ---------------------------------------------------------------------------------------------- orders

static void obey(char *order, const struct end *ends) {
  long long n[8];
  int is_in;
  if (sscanf(order, "weather %lld %lld %lld %lld %lld %lld %lld %lld", n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6,
             n + 7) == 8) {
    weather.bits = n[0];
    weather.delay_us = n[1] * 1000;
    weather.lost_of_1000 = n[2];
    weather.queue_bytes = n[3];
    weather.every_us = n[5] * 1000;
    weather.dark_us = n[6] * 1000;
    weather.began_us = now_us() - n[7] * 1000;
    for (int side = 0; side < SIDES; side++) clear(&lanes[side], (uint64_t)n[4] * 2 + (uint64_t)side);
    puts("ok");
  } else if (strcmp(order, "count") == 0) {
    for (int side = 0; side < SIDES; side++) {
      const struct lane *lane = &lanes[side];
      printf("%llu %llu %llu %llu%c", lane->packets, lane->bytes, lane->lost, lane->overflowed, side ? '\n' : ' ');
    }
  } else if (sscanf(order, "cable %d", &is_in) == 1) {
    set_up(ends[OFFICE].control, cable, is_in);
    puts("ok");
  } else {
    puts("not understood");
  }
  fflush(stdout);
}

static int hear(const struct end *ends) {
  static char input[4096];
  static size_t length;
  ssize_t count = read(0, input + length, sizeof input - 1 - length);
  if (count <= 0) return count < 0 && errno == EINTR;
  length += (size_t)count;
  input[length] = 0;
  char *end;
  while ((end = strchr(input, '\n'))) {
    *end = 0;
    obey(input, ends);
    length -= (size_t)(end + 1 - input);
    memmove(input, end + 1, length + 1);
  }
  return length < sizeof input - 1;
}

static void carry(const struct end *ends) {
  for (;;) {
    int64_t now = now_us(), next = now + 1000000;
    for (int side = 0; side < SIDES; side++) {
      if (lanes[side].first && lanes[side].first->due_us < next) next = lanes[side].first->due_us;
    }
    int64_t rest = next > now ? next - now : 0;
    struct timespec patience = {rest / 1000000, rest % 1000000 * 1000};
    struct pollfd ready[] = {{0, POLLIN, 0}, {ends[OFFICE].packets, POLLIN, 0}, {ends[CENTRE].packets, POLLIN, 0}};
    if (ppoll(ready, 3, &patience, NULL) < 0 && errno != EINTR) fail("poll");
    now = now_us();
    for (int side = 0; side < SIDES; side++) {
      take(&lanes[side], ends[side].packets, now);
      deliver(&lanes[side], ends[!side].packets, now);
    }
    if (ready[0].revents && !hear(ends)) return;
  }
}

int main(int count, char **words) {
  if (count >= 5 && strcmp(words[1], "in") == 0) return run_inside(words + 2);
  if (count != 1) {
    fputs("bad-line | bad-line in PID office|centre PROGRAM …\n", stderr);
    return 2;
  }
  become_master();
  struct end ends[SIDES];
  for (int side = 0; side < SIDES; side++) {
    ends[side] = make_end(side);
    clear(&lanes[side], 1);
  }
  // Whatever ends the tests ends this.
  prctl(PR_SET_NAME, "bad-line");
  puts("ready");
  fflush(stdout);
  carry(ends);
  return 0;
}
