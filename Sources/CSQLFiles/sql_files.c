#include "sql_files.h"
const struct sql_file sql_files[1] = {{0, 0, 0}};
const size_t sql_file_count = 0;
