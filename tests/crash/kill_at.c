/* Loaded into a program that is to be killed: it dies before the call number KILL_AT of those that change what is on the disk. Without
   KILL_AT it lives, and the number of such calls is written to the file KILL_COUNT. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static void count(void) {
    const char* at = getenv("KILL_AT");
    if (__atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST) == (at ? atol(at) : -1)) kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void) {
    const char* name = getenv("KILL_COUNT");
    FILE* out = name ? fopen(name, "w") : NULL;
    if (!out) return;
    fprintf(out, "%ld\n", calls);
    fclose(out);
}

#define COUNTED(result, name, parameters, arguments)                                \
    result name parameters {                                                        \
        static result(*real) parameters;                                            \
        if (!real) real = (result(*) parameters)dlsym(RTLD_NEXT, #name);            \
        count();                                                                    \
        return real arguments;                                                      \
    }

COUNTED(int, fsync, (int file), (file))
COUNTED(int, fdatasync, (int file), (file))
COUNTED(int, rename, (const char* from, const char* to), (from, to))
COUNTED(int, unlink, (const char* file), (file))
COUNTED(int, rmdir, (const char* folder), (folder))
COUNTED(int, remove, (const char* file), (file))
COUNTED(int, mkdir, (const char* folder, mode_t mode), (folder, mode))
COUNTED(int, ftruncate64, (int file, off64_t size), (file, size))
COUNTED(ssize_t, write, (int file, const void* bytes, size_t size), (file, bytes, size))
COUNTED(ssize_t, pwrite64, (int file, const void* bytes, size_t size, off64_t at), (file, bytes, size, at))
COUNTED(ssize_t, sendfile64, (int out, int in, off64_t* at, size_t size), (out, in, at, size))
COUNTED(ssize_t, copy_file_range, (int in, off64_t* in_at, int out, off64_t* out_at, size_t size, unsigned flags), (in, in_at, out, out_at, size, flags))

#define OPENED(name)                                                                \
    int name(const char* file, int flags, ...) {                                    \
        static int (*real)(const char*, int, ...);                                  \
        if (!real) real = (int (*)(const char*, int, ...))dlsym(RTLD_NEXT, #name);  \
        va_list more;                                                               \
        va_start(more, flags);                                                      \
        const mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;             \
        va_end(more);                                                               \
        if (flags & (O_CREAT | O_TRUNC)) count();                                   \
        return real(file, flags, mode);                                             \
    }

OPENED(open)
OPENED(open64)
