/*
 * Preloaded into a process (LD_PRELOAD): appends every write, truncation and sync of a file under
 * POWER_CUT_DIR to the file POWER_CUT_NOTES, in the order in which they happened. The write
 * POWER_CUT_FAIL_WRITE and the sync POWER_CUT_FAIL_SYNC of the database, counted from 1, fail as on a
 * broken disk.
 *
 * A note is 24 bytes, little-endian: what (1: 'w', 't', 's', 'f' a sync that failed), 3 unused, length of the path (4),
 * offset or new size (8), length of the data (4), 4 unused; then the path and the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int notes = -1;

static int noted(int fd, char *path) {
  const char *dir = getenv("POWER_CUT_DIR");
  char link[64];
  if (!dir) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, dir, strlen(dir)) == 0;
}

/* Whether this is the one that is to fail. */
static int fails(const char *path, const char *which, int *count) {
  const char *at = getenv(which);
  if (!at || !strstr(path, "parley.db")) return 0;
  return ++*count == atoi(at);
}

static int writes = 0;
static int syncs = 0;

static void note(char what, const char *path, int64_t at, const void *data, uint32_t length) {
  if (notes < 0) {
    const char *file = getenv("POWER_CUT_NOTES");
    notes = (int)syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  }
  uint32_t size = (uint32_t)strlen(path);
  unsigned char head[24] = {0};
  head[0] = (unsigned char)what;
  memcpy(head + 4, &size, 4);
  memcpy(head + 8, &at, 8);
  memcpy(head + 16, &length, 4);
  struct iovec parts[3] = {{head, 24}, {(void *)path, size}, {(void *)data, length}};
  if (syscall(SYS_writev, notes, parts, length ? 3 : 2) < 0) abort();
}

#define REAL(name, type) static type real; if (!real) real = (type)dlsym(RTLD_NEXT, name)

static ssize_t put(ssize_t (*real)(int, const void *, size_t, off_t), int fd, const void *data,
                   size_t length, off_t at) {
  char path[PATH_MAX];
  if (!noted(fd, path)) return real(fd, data, length, at);
  pthread_mutex_lock(&lock);
  if (fails(path, "POWER_CUT_FAIL_WRITE", &writes)) {
    pthread_mutex_unlock(&lock);
    errno = EIO;
    return -1;
  }
  ssize_t done = real(fd, data, length, at);
  if (done > 0) note('w', path, at, data, (uint32_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

typedef ssize_t (*putting)(int, const void *, size_t, off_t);

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
  REAL("pwrite", putting);
  return put(real, fd, data, length, at);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) {
  REAL("pwrite64", putting);
  return put(real, fd, data, length, at);
}

ssize_t write(int fd, const void *data, size_t length) {
  typedef ssize_t (*writing)(int, const void *, size_t);
  REAL("write", writing);
  char path[PATH_MAX];
  if (!noted(fd, path)) return real(fd, data, length);
  pthread_mutex_lock(&lock);
  off_t at = lseek(fd, 0, SEEK_CUR);
  ssize_t done = real(fd, data, length);
  if (done > 0) note('w', path, at, data, (uint32_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

static int cut(int (*real)(int, off_t), int fd, off_t size) {
  char path[PATH_MAX];
  if (!noted(fd, path)) return real(fd, size);
  pthread_mutex_lock(&lock);
  int done = real(fd, size);
  if (done == 0) note('t', path, size, "", 0);
  pthread_mutex_unlock(&lock);
  return done;
}

typedef int (*cutting)(int, off_t);

int ftruncate(int fd, off_t size) {
  REAL("ftruncate", cutting);
  return cut(real, fd, size);
}

int ftruncate64(int fd, off_t size) {
  REAL("ftruncate64", cutting);
  return cut(real, fd, size);
}

/* Only what was written before it began is on the disk after it: writes wait meanwhile. */
static int synced(int (*real)(int), int fd) {
  char path[PATH_MAX];
  if (!noted(fd, path)) return real(fd);
  pthread_mutex_lock(&lock);
  if (fails(path, "POWER_CUT_FAIL_SYNC", &syncs)) {
    note('f', path, 0, "", 0);
    pthread_mutex_unlock(&lock);
    errno = EIO;
    return -1;
  }
  int done = real(fd);
  if (done == 0) note('s', path, 0, "", 0);
  pthread_mutex_unlock(&lock);
  return done;
}

typedef int (*syncing)(int);

int fsync(int fd) {
  REAL("fsync", syncing);
  return synced(real, fd);
}

int fdatasync(int fd) {
  REAL("fdatasync", syncing);
  return synced(real, fd);
}
