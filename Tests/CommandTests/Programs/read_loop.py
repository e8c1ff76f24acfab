"""Reads a mounted tree over and over, as grep -r, tar c and stat do, until its input is closed.

Every listed name must be there, every size must be that of the bytes, and the bytes of an inode never change,
but that a log grows.
"""

import hashlib
import os
import select
import stat
import subprocess
import sys
import threading

mount = sys.argv[1]
is_over = threading.Event()
problems = []
digests = {}
passes = {"walk": 0, "grep": 0, "tar": 0}
# A directory or a log may change between two looks of tar; it says so and goes on.
HARMLESS = "file changed as we read it"


def check_file(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        before = os.fstat(descriptor)
        content = b""
        while piece := os.read(descriptor, 1 << 17):
            content += piece
        after = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    is_log = path.endswith(".log") and "/live/" in path
    if b"\0" in content:
        problems.append(f"{path}: holes")
    if not (before.st_size <= len(content) <= after.st_size if is_log else
            before.st_size == len(content) == after.st_size):
        problems.append(f"{path}: sizes {before.st_size} and {after.st_size}, {len(content)} bytes")
    if is_log:
        old = digests.get(before.st_ino, b"")
        if not content.startswith(old[:len(content)]) or content[-1:] not in (b"\n", b""):
            problems.append(f"{path}: the log did not only grow")
        digests[before.st_ino] = max(old, content, key=len)
        return
    digest = hashlib.sha256(content).digest()
    if digests.setdefault(before.st_ino, digest) != digest:
        problems.append(f"{path}: inode {before.st_ino} has other bytes now")


def check(directory):
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                check(path)
            elif stat.S_ISREG(status.st_mode):
                check_file(path)
            else:
                os.stat(path)
        except OSError as error:
            problems.append(f"{path}: {error}")


def walk():
    while not is_over.is_set():
        check(mount)
        passes["walk"] += 1


def run(what, command):
    while not is_over.is_set():
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in done.stderr.splitlines():
            if HARMLESS not in line:
                problems.append(f"{what}: {line}")
        passes[what] += 1


threads = [
    threading.Thread(target=walk),
    threading.Thread(target=run, args=("grep", ["grep", "-r", "nothing has this text", mount])),
    threading.Thread(target=run, args=("tar", ["tar", "-cf", "-", "-C", mount, "."])),
]
for thread in threads:
    thread.start()
sys.stdout.write("started\n")
sys.stdout.flush()
select.select([sys.stdin], [], [])
is_over.set()
for thread in threads:
    thread.join()
for problem in problems[:40]:
    print(problem)
print(f"{len(problems)} problems in {passes}, {len(digests)} inodes")
sys.exit(1 if problems or 0 in passes.values() else 0)
