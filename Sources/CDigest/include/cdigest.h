// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stddef.h>
#include <stdint.h>

// SHA-256 (FIPS 180-4), piece by piece. The processor's own instructions are used where it has them: a finished export is
// read once more for its checksum, and that should cost no more than the reading.

typedef struct {
    uint32_t state[8];
    uint64_t count;
    uint8_t block[64];
} cdigest_sha256;

/// Begins.
void cdigest_sha256_begin(cdigest_sha256 *digest);

/// Goes on with these bytes.
void cdigest_sha256_add(cdigest_sha256 *digest, const void *bytes, size_t count);

/// Ends; nothing can be added afterwards.
void cdigest_sha256_end(cdigest_sha256 *digest, uint8_t result[32]);

/// Does the same without the processor's instructions; for tests.
void cdigest_sha256_add_plainly(cdigest_sha256 *digest, const void *bytes, size_t count);
