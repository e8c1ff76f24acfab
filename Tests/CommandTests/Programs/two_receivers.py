"""Sends the spans of one trace in turn to two processes, and looks at them in the mount of one."""

import os
import sys

import otlp_wire as otlp
from live_tree import read, wait

*addresses, mount = sys.argv[1:]
clients = [otlp.Client(address) for address in addresses]
TRACE = "7b" * 16
LIVE = os.path.join(mount, "live", TRACE[:8])
for number in range(20):
    span = otlp.span(TRACE, f"{number + 1:016x}", "f" * 16, f"step-{number}", number + 1, number + 2)
    assert clients[number % 2].post(otlp.protobuf([span]))[0] == 200
    wait("the step", lambda: os.path.exists(LIVE) and f"step-{number} " in read(LIVE, "trace.md"))
print("both seen")
