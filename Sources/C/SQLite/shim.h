#pragma once
#include <sqlite3.h>

/* The macro casts -1 to a function pointer, which Swift cannot import. */
static inline sqlite3_destructor_type loket_sqlite_transient(void) { return SQLITE_TRANSIENT; }
/* Variadic in C, and variadic functions are not imported. */
static inline int loket_sqlite_flag(sqlite3 *db, int option, int on) { return sqlite3_db_config(db, option, on, (int *)0); }
