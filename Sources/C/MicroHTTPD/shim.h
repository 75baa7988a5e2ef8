#pragma once
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Functions with `...` and macros, which Swift does not import; and the one socket that listens on a network. */

/* A listening socket on an address in figures, or -1. `port` is what the kernel gave where it was 0. */
static inline int loket_http_listen(const char *host, uint16_t *port) {
  struct sockaddr_storage address = {0};
  socklen_t size;
  struct sockaddr_in *four = (struct sockaddr_in *)&address;
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)&address;
  if (inet_pton(AF_INET, host, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons(*port);
    size = sizeof *four;
  } else if (inet_pton(AF_INET6, host, &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons(*port);
    size = sizeof *six;
  } else {
    errno = EINVAL;
    return -1;
  }
  int listener = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0) return -1;
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 1024) != 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
    int fault = errno;
    close(listener);
    errno = fault;
    return -1;
  }
  *port = ntohs(address.ss_family == AF_INET ? four->sin_port : six->sin6_port);
  return listener;
}

struct loket_http_limits {
  unsigned threads;
  unsigned connections;
  unsigned silence; /* seconds */
  size_t memory;    /* of one connection */
};

static inline struct MHD_Daemon *loket_http_start(int listener, struct loket_http_limits limits,
                                                  MHD_AccessHandlerCallback handler,
                                                  MHD_RequestCompletedCallback completed, void *context) {
  return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handler, context,
                          MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_THREAD_POOL_SIZE, limits.threads,
                          MHD_OPTION_CONNECTION_LIMIT, limits.connections, MHD_OPTION_CONNECTION_TIMEOUT,
                          limits.silence, MHD_OPTION_CONNECTION_MEMORY_LIMIT, limits.memory,
                          MHD_OPTION_NOTIFY_COMPLETED, completed, context, MHD_OPTION_END);
}

/* The other side's address in figures; empty where there is none. */
static inline void loket_http_peer(struct MHD_Connection *connection, char *text, socklen_t room) {
  text[0] = 0;
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  if (!info || !info->client_addr) return;
  if (info->client_addr->sa_family == AF_INET)
    inet_ntop(AF_INET, &((struct sockaddr_in *)info->client_addr)->sin_addr, text, room);
  else if (info->client_addr->sa_family == AF_INET6)
    inet_ntop(AF_INET6, &((struct sockaddr_in6 *)info->client_addr)->sin6_addr, text, room);
}

static inline const char *loket_http_header(struct MHD_Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static inline struct MHD_Response *loket_http_response(const void *bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}
