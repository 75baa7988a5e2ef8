#pragma once
#include <errno.h>
#include <poll.h>
#include <postgresql/libpq-fe.h>

/* Notices go to stderr by default, where they may hold a value. */
static inline void loket_pq_drop(void *context, const char *message) {}
static inline void loket_pq_hush(PGconn *connection) { PQsetNoticeProcessor(connection, loket_pq_drop, (void *)0); }

/* The names of these fields are character macros, which Swift does not import. */
static inline const char *loket_pq_state(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_SQLSTATE); }
static inline const char *loket_pq_primary(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

/* Waits until the server has said something: 1 it has, 0 not within the time or interrupted, -1 the line is broken. */
static inline int loket_pq_wait(PGconn *connection, int milliseconds) {
  struct pollfd line = {.fd = PQsocket(connection), .events = POLLIN};
  if (line.fd < 0) return -1;
  int ready = poll(&line, 1, milliseconds);
  if (ready < 0) return errno == EINTR ? 0 : -1;
  return ready;
}
