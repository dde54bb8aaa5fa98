// SPDX-License-Identifier: Apache-2.0
/* Written by Scripts/embed-sql. In order of application: migrations, functions of job, tracker, catalog. */
#include "sql_files.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char f1[] = {
#embed "../../sql/migrations/0001_job_schema.sql"
};
const struct sql_file sql_files[] = {
    {"migrations/0001_job_schema.sql", f1, sizeof f1},
};
const size_t sql_file_count = sizeof sql_files / sizeof sql_files[0];
