// SPDX-License-Identifier: Apache-2.0
#include "czlib.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

// The stream structure of zlib's stable interface (zlib.h, unchanged since 1.0; libz.so.1 keeps it by its soname).
typedef struct {
    const unsigned char *next_in;
    unsigned int avail_in;
    unsigned long total_in;
    unsigned char *next_out;
    unsigned int avail_out;
    unsigned long total_out;
    const char *msg;
    void *state;
    void *(*zalloc)(void *, unsigned int, unsigned int);
    void (*zfree)(void *, void *);
    void *opaque;
    int data_type;
    unsigned long adler;
    unsigned long reserved;
} z_stream_abi;

enum { z_no_flush = 0, z_ok = 0, z_stream_end = 1, z_mem_error = -4, z_buf_error = -5 };
// 15 bits of window, the most there is; 16 more: expect a gzip header and check its trailer.
enum { gzip_window_bits = 15 + 16 };
// Negative: neither header nor trailer, as a zip archive holds its files.
enum { raw_window_bits = -15 };
enum { z_full_flush = 3, z_finish = 4, z_deflated = 8, z_default_strategy = 0, z_memory_level = 8 };

struct czlib_stream {
    z_stream_abi z;
    int deflates;
};

static struct {
    int (*init)(z_stream_abi *, int, const char *, int);
    int (*inflate)(z_stream_abi *, int);
    int (*reset)(z_stream_abi *);
    int (*end)(z_stream_abi *);
    int (*deflate_init)(z_stream_abi *, int, int, int, int, int, const char *, int);
    int (*deflate)(z_stream_abi *, int);
    int (*deflate_end)(z_stream_abi *);
    unsigned long (*crc32)(unsigned long, const unsigned char *, unsigned int);
    int available;
} libz;

static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"libz.so.1", "libz.1.dylib"};
    void *handle = NULL;
    for (size_t i = 0; handle == NULL && i < sizeof names / sizeof *names; i++)
        handle = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) return;
    *(void **)&libz.init = dlsym(handle, "inflateInit2_");
    *(void **)&libz.inflate = dlsym(handle, "inflate");
    *(void **)&libz.reset = dlsym(handle, "inflateReset");
    *(void **)&libz.end = dlsym(handle, "inflateEnd");
    *(void **)&libz.deflate_init = dlsym(handle, "deflateInit2_");
    *(void **)&libz.deflate = dlsym(handle, "deflate");
    *(void **)&libz.deflate_end = dlsym(handle, "deflateEnd");
    *(void **)&libz.crc32 = dlsym(handle, "crc32");
    libz.available = libz.init && libz.inflate && libz.reset && libz.end && libz.deflate_init && libz.deflate
        && libz.deflate_end && libz.crc32;
}

int czlib_is_available(void) {
    pthread_once(&loading, load);
    return libz.available;
}

// libz compares the first character of the version, and the size, with its own.
static czlib_stream *open_stream(int window_bits) {
    if (!czlib_is_available()) return NULL;
    czlib_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return NULL;
    if (libz.init(&stream->z, window_bits, "1.2.0", (int)sizeof stream->z) == z_ok) return stream;
    free(stream);
    return NULL;
}

czlib_stream *czlib_open(void) { return open_stream(gzip_window_bits); }

czlib_stream *czlib_open_raw(void) { return open_stream(raw_window_bits); }

czlib_stream *czlib_open_deflate(int level) {
    if (!czlib_is_available()) return NULL;
    czlib_stream *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return NULL;
    stream->deflates = 1;
    if (libz.deflate_init(
            &stream->z, level, z_deflated, raw_window_bits, z_memory_level, z_default_strategy, "1.2.0",
            (int)sizeof stream->z)
        == z_ok)
        return stream;
    free(stream);
    return NULL;
}

czlib_status czlib_deflate(
    czlib_stream *stream, const void *input, size_t input_count, size_t *consumed, czlib_flush flush,
    void *output, size_t output_count, size_t *produced) {
    unsigned int in = input_count > UINT_MAX ? UINT_MAX : (unsigned int)input_count;
    unsigned int out = output_count > UINT_MAX ? UINT_MAX : (unsigned int)output_count;
    stream->z.next_in = input;
    stream->z.avail_in = in;
    stream->z.next_out = output;
    stream->z.avail_out = out;
    static const int modes[] = {z_no_flush, z_full_flush, z_finish};
    int status = libz.deflate(&stream->z, in == input_count ? modes[flush] : z_no_flush);
    *consumed = in - stream->z.avail_in;
    *produced = out - stream->z.avail_out;
    switch (status) {
    case z_ok:
    case z_buf_error: return CZLIB_OK;
    case z_stream_end: return CZLIB_MEMBER_END;
    default: return CZLIB_CORRUPT;
    }
}

uint32_t czlib_crc32(uint32_t crc, const void *bytes, size_t count) {
    if (!czlib_is_available()) return 0;
    const unsigned char *at = bytes;
    while (count > 0) {
        unsigned int part = count > (1u << 30) ? (1u << 30) : (unsigned int)count;
        crc = (uint32_t)libz.crc32(crc, at, part);
        at += part;
        count -= part;
    }
    return crc;
}

czlib_status czlib_next_member(czlib_stream *stream) {
    return libz.reset(&stream->z) == z_ok ? CZLIB_OK : CZLIB_CORRUPT;
}

czlib_status czlib_inflate(
    czlib_stream *stream, const void *input, size_t input_count, size_t *consumed, void *output, size_t output_count,
    size_t *produced) {
    unsigned int in = input_count > UINT_MAX ? UINT_MAX : (unsigned int)input_count;
    unsigned int out = output_count > UINT_MAX ? UINT_MAX : (unsigned int)output_count;
    stream->z.next_in = input;
    stream->z.avail_in = in;
    stream->z.next_out = output;
    stream->z.avail_out = out;
    int status = libz.inflate(&stream->z, z_no_flush);
    *consumed = in - stream->z.avail_in;
    *produced = out - stream->z.avail_out;
    switch (status) {
    case z_ok:
    case z_buf_error: return CZLIB_OK;
    case z_stream_end: return CZLIB_MEMBER_END;
    case z_mem_error: return CZLIB_NO_MEMORY;
    default: return CZLIB_CORRUPT;
    }
}

const char *czlib_message(const czlib_stream *stream) {
    return stream->z.msg != NULL ? stream->z.msg : "no detail given";
}

void czlib_close(czlib_stream *stream) {
    if (stream == NULL) return;
    if (stream->deflates)
        libz.deflate_end(&stream->z);
    else
        libz.end(&stream->z);
    free(stream);
}
