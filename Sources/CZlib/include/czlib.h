// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

// Inflates gzip and the files of zip archives, and deflates the latter, with the system's libz, loaded when first
// needed: the build needs neither its headers nor a development package, and a program that meets no compressed file
// runs without it.

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

/// A stream of plain deflated data, as a zip archive holds it: it ends with CZLIB_MEMBER_END, and nothing is checked.
czlib_stream *czlib_open_raw(void);

/// A stream that deflates, 1 fast to 9 small, without header and trailer; NULL without libz or memory.
czlib_stream *czlib_open_deflate(int level);

typedef enum {
    CZLIB_GO_ON = 0,
    CZLIB_FLUSH,   // all input comes out, and what follows does not refer to it: another stream can go on behind it
    CZLIB_FINISH,  // the end: call until it says CZLIB_MEMBER_END
} czlib_flush;

/// Deflates what fits. Flushing is done once room for output is left.
czlib_status czlib_deflate(
    czlib_stream *stream, const void *input, size_t input_count, size_t *consumed, czlib_flush flush, void *output,
    size_t output_count, size_t *produced);

/// The CRC-32 of what came before, gone on with these bytes; begins with 0.
uint32_t czlib_crc32(uint32_t crc, const void *bytes, size_t count);

/// Makes the stream ready for the next member.
czlib_status czlib_next_member(czlib_stream *stream);

/// Inflates what fits; `consumed` and `produced` tell how many bytes were used and made.
czlib_status czlib_inflate(
    czlib_stream *stream, const void *input, size_t input_count, size_t *consumed, void *output, size_t output_count,
    size_t *produced);

/// What libz says about the last failure; never NULL.
const char *czlib_message(const czlib_stream *stream);

void czlib_close(czlib_stream *stream);
