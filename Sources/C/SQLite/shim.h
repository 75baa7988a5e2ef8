#ifndef LOKET_SQLITE_SHIM_H
#define LOKET_SQLITE_SHIM_H

#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast in a macro, which Swift cannot import.
static inline sqlite3_destructor_type loket_sqlite_transient(void) { return SQLITE_TRANSIENT; }

#endif
