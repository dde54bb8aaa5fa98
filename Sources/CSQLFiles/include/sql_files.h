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
