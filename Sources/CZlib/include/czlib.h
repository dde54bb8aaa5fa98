// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>

// Inflates gzip with the system's libz, loaded when first needed: the build needs neither its headers nor a
// development package, and a program that meets no compressed file runs without it.

typedef struct czlib_stream czlib_stream;

typedef enum {
    CZLIB_OK = 0,        // went on; feed more input or make room for output
    CZLIB_MEMBER_END,    // a gzip member ended and its checksum and length were right
    CZLIB_CORRUPT,       // the data is not gzip, or is damaged
    CZLIB_NO_MEMORY,
} czlib_status;

/// Whether libz could be loaded. The first call loads it; any number of threads may call.
int czlib_is_available(void);

/// A stream at the start of a member; NULL without libz or memory.
czlib_stream *czlib_open(void);

/// Makes the stream ready for the next member.
czlib_status czlib_next_member(czlib_stream *stream);

/// Inflates what fits; `consumed` and `produced` tell how many bytes were used and made.
czlib_status czlib_inflate(
    czlib_stream *stream, const void *input, size_t input_count, size_t *consumed, void *output, size_t output_count,
    size_t *produced);

/// What libz says about the last failure; never NULL.
const char *czlib_message(const czlib_stream *stream);

void czlib_close(czlib_stream *stream);
