// SPDX-License-Identifier: Apache-2.0
// libpq, and the three Linux calls that the Glibc module does not show.
#pragma once
#include <libpq-fe.h>
#include <pthread.h>
#include <sys/eventfd.h>

/// Names the calling thread as debuggers and `top -H` show it (15 bytes at most).
static inline void clibpq_name_thread(const char *name) {
    pthread_setname_np(pthread_self(), name);
}

/// Makes an eventfd: a counter in the kernel that `poll` can wait for.
static inline int clibpq_make_event(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}
