// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

// Reads XML with the system's libexpat, loaded when first needed, as a row of plain events: no callback leaves this file.
//
// Events of one call, one behind the other: a byte that says what it is, four bytes with the length of what follows
// (lowest first), and that: of a start the element's name, then name and value of each attribute, each with a zero behind it; of an end
// the name; of a text its UTF-8 bytes. Names are without their namespace's prefix. A text may come in several events.
//
// A document type declaration ends the reading, so no entity is ever expanded but the five of XML itself.

typedef struct cexpat_parser cexpat_parser;

typedef enum {
    CEXPAT_OK = 0,
    CEXPAT_MALFORMED,    // not well-formed: see cexpat_message and cexpat_line
    CEXPAT_DOCTYPE,      // it declares a document type
    CEXPAT_TOO_DEEP,     // elements stand in elements too deep
    CEXPAT_TOO_LARGE,    // one tag or comment is too large
    CEXPAT_NO_MEMORY,
} cexpat_status;

enum { CEXPAT_START = 1, CEXPAT_END = 2, CEXPAT_TEXT = 3 };

/// Whether libexpat could be loaded. The first call loads it; any number of threads may call.
int cexpat_is_available(void);

/// A parser at the start of a document; NULL without libexpat or memory.
cexpat_parser *cexpat_open(void);

/// Reads the next bytes; the events of the call before are gone.
cexpat_status cexpat_feed(cexpat_parser *parser, const void *bytes, size_t count, int is_last);

/// The events of the last call; valid until the next one.
const uint8_t *cexpat_events(const cexpat_parser *parser, size_t *count);

/// The line that is being read, from 1.
unsigned long cexpat_line(const cexpat_parser *parser);

/// What libexpat says about the last failure; never NULL.
const char *cexpat_message(const cexpat_parser *parser);

void cexpat_close(cexpat_parser *parser);
