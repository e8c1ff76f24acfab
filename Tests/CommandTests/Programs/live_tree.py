"""What programs that look at a live tree share."""

import os
import time


def wait(what, condition, seconds=30):
    """Waits until a condition holds, and gives what it gave."""
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"never: {what}"


def read(*parts):
    with open(os.path.join(*parts), encoding="utf-8") as file:
        return file.read()


def rows(path):
    """The rows of an index.tsv as dictionaries."""
    lines = read(path).splitlines()
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"))) for line in lines[1:]]
