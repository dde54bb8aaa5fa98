// SPDX-License-Identifier: Apache-2.0

#include "cdigest.h"

#include <string.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#define HAS_SHA_CODE 1
#endif

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t rotate(uint32_t word, int by) { return (word >> by) | (word << (32 - by)); }

static void compress_plainly(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
    while (blocks-- > 0) {
        uint32_t w[64];
        for (int i = 0; i < 16; i++) {
            w[i] = (uint32_t)bytes[4 * i] << 24 | (uint32_t)bytes[4 * i + 1] << 16 | (uint32_t)bytes[4 * i + 2] << 8
                | (uint32_t)bytes[4 * i + 3];
        }
        for (int i = 16; i < 64; i++) {
            uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
            uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
        uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < 64; i++) {
            uint32_t one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
            uint32_t two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            h = g, g = f, f = e, e = d + one, d = c, c = b, b = a, a = one + two;
        }
        state[0] += a, state[1] += b, state[2] += c, state[3] += d;
        state[4] += e, state[5] += f, state[6] += g, state[7] += h;
        bytes += 64;
    }
}

#ifdef HAS_SHA_CODE
static int has_sha_instructions(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 19)) || !(c & (1u << 9))) return 0;  // SSE4.1, SSSE3
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 29));
}

// Four rounds an iteration; the message schedule runs three iterations ahead, as the instructions want it.
__attribute__((target("sha,sse4.1,ssse3"))) static void compress_with_instructions(
    uint32_t state[8], const uint8_t *bytes, size_t blocks) {
    const __m128i order = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[0]), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)&state[4]), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
    while (blocks-- > 0) {
        __m128i abef_before = abef, cdgh_before = cdgh, words[4];
        for (int i = 0; i < 4; i++) {
            words[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * i)), order);
        }
        // Unrolled, so that the schedule stays in registers: a third less time.
#pragma clang loop unroll(full)
        for (int i = 0; i < 16; i++) {
            __m128i now = words[i & 3];
            __m128i sum = _mm_add_epi32(now, _mm_loadu_si128((const __m128i *)&round_constants[4 * i]));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            // The four words that stand 16 places on: from those at 0, 1 and the last two of this round of four.
            __m128i next = words[(i + 1) & 3], third = words[(i + 2) & 3], last = words[(i + 3) & 3];
            __m128i made = _mm_sha256msg1_epu32(now, next);
            made = _mm_add_epi32(made, _mm_alignr_epi8(last, third, 4));
            words[i & 3] = _mm_sha256msg2_epu32(made, last);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
        bytes += 64;
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)&state[0], _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)&state[4], _mm_alignr_epi8(high, low, 8));
}
#endif

static void compress(uint32_t state[8], const uint8_t *bytes, size_t blocks, int plainly) {
#ifdef HAS_SHA_CODE
    // Asking costs a hundred nanoseconds, once for each 256 KiB; a cached answer would be shared by threads.
    if (!plainly && blocks > 0 && has_sha_instructions()) return compress_with_instructions(state, bytes, blocks);
#endif
    (void)plainly;
    compress_plainly(state, bytes, blocks);
}

void cdigest_sha256_begin(cdigest_sha256 *digest) {
    static const uint32_t first[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    memcpy(digest->state, first, sizeof first);
    digest->count = 0;
    memset(digest->block, 0, sizeof digest->block);
}

static void add(cdigest_sha256 *digest, const void *bytes, size_t count, int plainly) {
    const uint8_t *next = bytes;
    size_t held = digest->count % 64;
    digest->count += count;
    if (held > 0) {
        size_t taken = count < 64 - held ? count : 64 - held;
        memcpy(digest->block + held, next, taken);
        next += taken, count -= taken, held += taken;
        if (held < 64) return;
        compress(digest->state, digest->block, 1, plainly);
    }
    compress(digest->state, next, count / 64, plainly);
    if (count % 64 > 0) memcpy(digest->block, next + count / 64 * 64, count % 64);
}

void cdigest_sha256_add(cdigest_sha256 *digest, const void *bytes, size_t count) {
    if (count > 0) add(digest, bytes, count, 0);
}

void cdigest_sha256_add_plainly(cdigest_sha256 *digest, const void *bytes, size_t count) {
    if (count > 0) add(digest, bytes, count, 1);
}

void cdigest_sha256_end(cdigest_sha256 *digest, uint8_t result[32]) {
    uint64_t bits = digest->count * 8;
    uint8_t padding[72] = {0x80};
    size_t held = digest->count % 64, length = (held < 56 ? 56 : 120) - held;
    for (int i = 0; i < 8; i++) padding[length + i] = (uint8_t)(bits >> (56 - 8 * i));
    add(digest, padding, length + 8, 0);
    for (int i = 0; i < 32; i++) result[i] = (uint8_t)(digest->state[i / 4] >> (24 - 8 * (i % 4)));
}
