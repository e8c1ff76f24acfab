"""Saves the same cases through a mount and by the command, each a number of times, and looks whether all saves are kept.

    two_writers.py DOSSIER STORE MOUNT-POINT SAVES

Prints what is missing, and last `N saves are revisions` when nothing is.
"""

import hashlib
import os
import sqlite3
import subprocess
import sys
import threading
import time

dossier, store, place = sys.argv[1:4]
saves = int(sys.argv[4])
suite = f"{place}/evals/pirate"
names = [f"case-{number}" for number in range(10)]
acknowledged = []
failures = []


def text(name, writer, number):
    return f"name: {name}\ninput: {writer} {number}\nexpect: ahoy\n".encode()


def through_mount():
    for number in range(saves):
        name = names[number * 7 % len(names)]
        path, new = f"{suite}/cases/{name}.yaml", text(name, "mount", number)
        if number % 3 == 0:
            temporary = f"{path}.tmp.{number}"
            with open(temporary, "wb", buffering=0) as file:
                file.write(new)
            os.rename(temporary, path)
        else:
            with open(path, "wb", buffering=0) as file:
                file.write(new)
                if number % 3 == 1:
                    os.fsync(file.fileno())
        acknowledged.append(new)


def by_command():
    for number in range(saves):
        name = names[number * 3 % len(names)]
        new = text(name, "command", number)
        outcome = subprocess.run([dossier, "eval", "replace", "pirate", name, "--store", store],
                                 input=new, capture_output=True)
        if outcome.returncode != 0:
            failures.append(f"replace {number}: {outcome.stderr.decode()}")
            continue
        acknowledged.append(new)


def digests():
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return {row[0] for row in database.execute("SELECT digest FROM fileRevision")}
    finally:
        database.close()


for name in names:
    with open(f"{suite}/cases/{name}.yaml", "wb") as file:
        file.write(text(name, "first", 0))
writers = [threading.Thread(target=through_mount), threading.Thread(target=by_command)]
for writer in writers:
    writer.start()
for writer in writers:
    writer.join()
# The last save of each case is a revision when it was left alone for a moment.
beside = [open(f"{suite}/cases/{name}", "rb").read() for name in os.listdir(f"{suite}/cases")]
deadline = time.monotonic() + 20
wanted = {hashlib.sha256(new).digest()[:16]: new for new in acknowledged}
while time.monotonic() < deadline and not set(wanted) <= digests() | {
        hashlib.sha256(found).digest()[:16] for found in beside}:
    time.sleep(0.05)
missing = set(wanted) - digests() - {hashlib.sha256(found).digest()[:16] for found in beside}
failures += [f"lost: {wanted[digest]}" for digest in missing]
gone = [name for name in names if not os.path.exists(f"{suite}/cases/{name}.yaml")]
failures += [f"gone: {name}" for name in gone]
for failure in failures[:20]:
    print(failure)
conflicts = [name for name in os.listdir(f"{suite}/cases") if ".conflict-" in name]
print(f"{len(conflicts)} other versions were kept beside their cases")
if not failures:
    print(f"{len(acknowledged)} saves are revisions")
