#pragma once
#include <stddef.h>
/* One file of sql/, embedded at build time. The name is the path under sql/. */
struct sql_file {
    const char *name;
    const unsigned char *bytes;
    size_t count;
};
extern const struct sql_file sql_files[];
extern const size_t sql_file_count;
/* For callers that cannot see an array of unknown length, such as Swift. The index must be below sql_file_count. */
static inline const struct sql_file *sql_file_at(size_t index) {
    return &sql_files[index];
}
