"""Kills the daemon of a mount at random moments while cases are saved, and looks at what is left each time.

    killed.py DOSSIER STORE MOUNT-POINT SEED ROUNDS

Prints what was lost, torn or emptied, and last `N kills, M saves` when nothing was.
"""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time

dossier, store, place = sys.argv[1:4]
seed, rounds = int(sys.argv[4]), int(sys.argv[5])
# So many that none is saved a thousand times: older revisions are forgotten then.
cases = [f"{place}/evals/killed/cases/case-{number}.yaml" for number in range(16)]
acknowledged = {path: b"" for path in cases}  # The latest content of which somebody was told that it is saved.
tried = {path: [] for path in cases}  # What was being saved when the daemon died, and may or may not be there.
saved = []  # The digests of everything that was acknowledged.
failures = []


def digest(content):
    return hashlib.sha256(content).digest()[:16]


def content(source):
    """A text that tells whether it is whole."""
    lines = "".join(f"  {source.random()}\n" for _ in range(int(10 ** source.uniform(0, 4.2))))
    body = f"input: |\n{lines}"
    return f"{body}check: {hashlib.sha256(body.encode()).hexdigest()}\n".encode()


def is_whole(found):
    body, _, check = found.rpartition(b"check: ")
    return check.decode(errors="replace").strip() == hashlib.sha256(body).hexdigest()


def in_place(path, new, parts, synchronize):
    """Writes in parts that end within a line: whole lines look as if they were all that was to come."""
    step = max(1, len(new) // parts)
    ends = [end - (new[end - 1:end] == b"\n") for end in range(step, step * parts, step)] + [len(new)]
    with open(path, "wb", buffering=0) as file:
        for start, end in zip([0] + ends, ends):
            piece = new[start:end]
            if file.write(piece) != len(piece):
                raise OSError("a write was cut short")
        if synchronize:
            os.fsync(file.fileno())


def beside(path, new, backup):
    temporary = f"{path}.tmp.{threading.get_ident()}"
    if backup:
        os.rename(path, path + "~")
        in_place(path, new, 1, True)
        return os.unlink(path + "~")
    with open(temporary, "wb", buffering=0) as file:
        file.write(new)
    os.rename(temporary, path)


# Whether the last step of a way tells that everything is saved: writing in parts without fsync does not.
WAYS = [
    (lambda path, new: in_place(path, new, 1, False), True),
    (lambda path, new: in_place(path, new, 1, True), True),
    (lambda path, new: in_place(path, new, 5, True), True),
    (lambda path, new: in_place(path, new, 3, False), False),
    (lambda path, new: beside(path, new, False), True),
    (lambda path, new: beside(path, new, True), True),
]


def save(paths, source, stop):
    while not stop.is_set():
        path, new = source.choice(paths), content(source)
        way, tells = source.choice(WAYS)
        tried[path].append(new)
        try:
            way(path, new)
        except OSError:
            return
        if tells:
            acknowledged[path] = new
            tried[path] = []
            saved.append(digest(new))


def serve():
    daemon = subprocess.Popen([dossier, "mount", "--foreground", "--store", store, place])
    while not os.path.isdir(f"{place}/evals"):
        if daemon.poll() is not None:
            sys.exit(f"the mount ended with {daemon.returncode}")
        time.sleep(0.005)
    return daemon


def look(number):
    for path in cases:
        try:
            with open(path, "rb") as file:
                found = file.read()
        except FileNotFoundError:
            failures.append(f"round {number}: {path} is gone")
            continue
        if found != acknowledged[path] and found not in tried[path]:
            what = "empty" if not found else "old" if is_whole(found) else "torn"
            failures.append(f"round {number}: {path} is {what}, {len(found)} bytes")
        acknowledged[path], tried[path] = found, []


def main():
    source = random.Random(seed)
    print(f"seed {seed}")
    daemon = serve()
    os.mkdir(f"{place}/evals/killed")
    for path in cases:
        new = content(source)
        in_place(path, new, 1, True)
        acknowledged[path] = new
    for number in range(rounds):
        stop = threading.Event()
        writers = [threading.Thread(target=save, args=(cases[half::2], random.Random(source.random()), stop))
                   for half in (0, 1)]
        for writer in writers:
            writer.start()
        time.sleep(source.uniform(0, 0.15))  # The moment of the kill is what is random here.
        daemon.send_signal(signal.SIGKILL)
        daemon.wait()
        stop.set()
        for writer in writers:
            writer.join()
        subprocess.run(["umount", "-l", place], check=True)
        daemon = serve()
        look(number)
    daemon.terminate()
    daemon.wait()
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    kept = {row[0] for row in database.execute("SELECT digest FROM fileRevision")}
    lost = [entry for entry in saved if entry not in kept]
    if lost:
        failures.append(f"{len(lost)} of {len(saved)} acknowledged saves are no revision")
    for failure in failures:
        print(failure)
    if not failures:
        print(f"{rounds} kills, {len(saved)} saves")


main()
