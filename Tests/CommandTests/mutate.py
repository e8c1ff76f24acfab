"""Tries every mutating system call on every kind of node below a mount but in `evals`; each must be refused.

Prints what succeeded, or failed with another error than a refusal, and last `refused N`.
"""

import ctypes
import errno
import os
import stat
import sys

root = sys.argv[1]
libc = ctypes.CDLL(None, use_errno=True)
allowed = {errno.EROFS, errno.EACCES, errno.EPERM}
# These say that the call means nothing here, which changes nothing either.
meaningless = {errno.ENOTSUP, errno.EISDIR, errno.ENOTDIR, errno.EINVAL, errno.ELOOP,
               errno.EEXIST, errno.ENOTEMPTY, errno.EXDEV, errno.EBUSY, errno.ENXIO,
               errno.ENODATA, errno.EBADF, errno.ENOTTY}
refused = 0


def attempt(name, path, action):
    global refused
    try:
        action()
    except OSError as error:
        if error.errno in allowed or error.errno in meaningless:
            refused += 1
            return
        print(f"{name} {path}: {errno.errorcode.get(error.errno, error.errno)}")
        return
    print(f"{name} {path}: succeeded")


def call(function, *arguments):
    if getattr(libc, function)(*arguments) != 0:
        raise OSError(ctypes.get_errno(), function)


def overwrite(path, flags):
    """Root may open what nobody may write; writing is what must be refused then."""
    file = os.open(path, flags)
    try:
        os.write(file, b"x")
    finally:
        os.close(file)


def nodes():
    """Every directory, and a few files and links of each."""
    for directory, names, files in os.walk(root):
        if directory == root:
            names.remove("evals")
            yield os.path.join(root, "evals")
        yield directory
        for name in (names + files)[:4]:
            yield os.path.join(directory, name)
        hidden = os.path.join(directory, ".raw")
        if os.path.isdir(hidden):
            yield hidden
            yield os.path.join(hidden, os.listdir(hidden)[0])


for path in nodes():
    mode = os.lstat(path).st_mode
    raw = os.fsencode(path)
    # What is made in `evals` is a suite.
    is_writable = path == os.path.join(root, "evals")
    directory = path if stat.S_ISDIR(mode) and not is_writable else os.path.dirname(path)
    new = os.path.join(directory, "new-name")
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_WRONLY | os.O_TRUNC, os.O_WRONLY | os.O_APPEND,
                  os.O_RDWR | os.O_CREAT):
        if not stat.S_ISLNK(mode):
            attempt("open", path, lambda: overwrite(path, flags))
    if not stat.S_ISLNK(mode):
        attempt("truncate", path, lambda: os.truncate(path, 0))
        attempt("chmod", path, lambda: os.chmod(path, 0o777))
        attempt("setxattr", path, lambda: os.setxattr(path, "user.x", b"1"))
        attempt("removexattr", path, lambda: os.removexattr(path, "user.x"))
    attempt("chown", path, lambda: os.lchown(path, 1, 1))
    attempt("utime", path, lambda: os.utime(path, (1, 1), follow_symlinks=False))
    attempt("unlink", path, lambda: os.unlink(path))
    attempt("rmdir", path, lambda: os.rmdir(path))
    attempt("rename", path, lambda: os.rename(path, new))
    attempt("rename onto", path, lambda: os.rename(os.path.join(root, "README.md"), path))
    attempt("exchange", path, lambda: call(
        "renameat2", -100, raw, -100, os.fsencode(os.path.join(root, "README.md")), 2))
    attempt("link", path, lambda: os.link(path, new, follow_symlinks=False))
    attempt("symlink", path, lambda: os.symlink("x", new))
    attempt("mkdir", path, lambda: os.mkdir(new))
    attempt("mkfifo", path, lambda: os.mkfifo(new))
    attempt("mknod", path, lambda: os.mknod(new, stat.S_IFREG | 0o644))
    attempt("create", path, lambda: os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY)))
    attempt("tmpfile", path, lambda: os.close(os.open(directory, os.O_TMPFILE | os.O_WRONLY)))
    if stat.S_ISREG(mode):
        reader = os.open(path, os.O_RDONLY)
        attempt("write", path, lambda: os.write(reader, b"x"))
        attempt("ftruncate", path, lambda: os.ftruncate(reader, 0))
        attempt("fallocate", path, lambda: os.posix_fallocate(reader, 0, 10))
        attempt("fchmod", path, lambda: os.fchmod(reader, 0o777))
        os.close(reader)
print(f"refused {refused}")
