"""Replays recorded telemetry while a mount is read, and waits until all of it is over.

replay.py MOUNT otlp ADDRESS FILE...      the lines of each file are export requests, sent in turn
replay.py MOUNT grow TARGET SOURCE...     TARGET grows to what the last SOURCE is, by way of the others
"""

import os
import subprocess
import sys
import time

import otlp_wire as otlp
from live_tree import rows, wait

mount, how, where, *sources = sys.argv[1:]
index = os.path.join(mount, "live/index.tsv")

reader = subprocess.Popen(
    [sys.executable, os.path.join(os.path.dirname(__file__), "read_loop.py"), mount],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
assert reader.stdout.readline() == "started\n"


def send():
    client = otlp.Client(where)
    files = [open(source, "rb").read().splitlines() for source in sources]
    for number in range(max(map(len, files))):
        for lines in files:
            if number < len(lines):
                status, answer = client.post(lines[number], kind="application/json")
                assert status == 200 and answer == b"{}", (status, answer)
        time.sleep(0.2)


def grow():
    contents = sorted((open(source, "rb").read() for source in sources), key=len)
    whole = contents[-1]
    cuts = {len(content) for content in contents if whole.startswith(content)}
    # Between the checkpoints too, and in the middle of lines.
    cuts |= {len(whole) * part // 24 for part in range(1, 25)}
    with open(where, "ab") as target:
        for cut in sorted(cuts):
            target.write(whole[target.tell():cut])
            target.flush()
            time.sleep(0.2)


try:
    {"otlp": send, "grow": grow}[how]()
    wait("something is shown", lambda: os.listdir(os.path.join(mount, "interactions")) != ["index.tsv"])
    wait("all of it is over", lambda: all(row["status"] == "quiet" for row in rows(index)))
finally:
    reader.stdin.close()
    report = reader.stdout.read()
    status = reader.wait()
print(report)
sys.exit(status)
