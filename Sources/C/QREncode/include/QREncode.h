// libqrencode, loaded for the first code that is drawn: no terminal waits for it before its first frame.
#pragma once

// The library's own declarations under other names: the names themselves lead through the loaded library.
#define QRcode_encodeString linked_QRcode_encodeString
#define QRcode_free linked_QRcode_free
#include <qrencode.h>
#undef QRcode_encodeString
#undef QRcode_free

// NULL when the text fits in no code, or libqrencode is not installed.
QRcode *QRcode_encodeString(const char *text, int version, QRecLevel level, QRencodeMode hint, int is_case_sensitive);
void QRcode_free(QRcode *code);
