"""Follows the log of an interaction with tail -f while its spans are sent one by one."""

import os
import subprocess
import sys
import time

import otlp_wire as otlp
from live_tree import wait

address, mount = sys.argv[1:3]
client = otlp.Client(address)
TRACE = "5e" * 16
LOG = os.path.join(mount, "live", TRACE[:8] + ".log")
COUNT = 200


def send(number):
    span = otlp.span(TRACE, f"{number + 1:016x}", "f" * 16, f"step {number}", number + 1, number + 2)
    assert client.post(otlp.protobuf([span]))[0] == 200


send(0)
wait("a log", lambda: os.path.exists(LOG))
tail = subprocess.Popen(
    ["tail", "-n", "+1", "-s", "0.01", "-f", LOG], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
try:
    for number in range(COUNT):
        line = tail.stdout.readline().decode()
        assert line.endswith("`\n") and f'"step {number}" ' in line, (number, line)
        assert b"\0" not in line.encode(), line
        # Whoever looks at it from time to time sees whole lines too.
        size = os.stat(LOG).st_size
        content = open(LOG, "rb").read()
        assert len(content) >= size and content.endswith(b"\n") and b"\0" not in content, content[-80:]
        if number + 1 < COUNT:
            send(number + 1)
finally:
    tail.kill()
    tail.wait()
print("followed")
