"""Sends traces as fast as it can until the receiver is gone; writes down which were acknowledged."""

import os
import sys
import threading

import otlp_wire as otlp

address, path = sys.argv[1:3]
output = open(path, "w", encoding="ascii")
lock = threading.Lock()
print("started")


def send(worker):
    client = otlp.Client(address)
    number = 0
    while True:
        number += 1
        traces = [f"{worker + 1:08x}{number:012x}{index:012x}" for index in range(10)]
        spans = [
            otlp.span(trace, f"{step + 1:016x}", None if step == 0 else f"{1:016x}", "run", 10**18,
                      10**18 + 9)
            for trace in traces for step in range(5)]
        try:
            status, _ = client.post(otlp.protobuf(spans))
        except OSError:
            return
        if status != 200:
            continue
        with lock:
            output.write("".join(trace + "\n" for trace in traces))
            output.flush()


workers = [threading.Thread(target=send, args=(worker,)) for worker in range(4)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
os.fsync(output.fileno())
