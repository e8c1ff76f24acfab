"""Sends bombs, long bodies and slow bodies; every one has to be refused, and the receiver has to live on."""

import gzip
import socket
import sys
import time
import zlib

import otlp_wire as otlp

address = sys.argv[1]
host, port = address.rsplit(":", 1)
MIB = 1 << 20


def expect(what, answer, *statuses):
    assert answer[0] in statuses, (what, answer)


def post(body, **options):
    return otlp.Client(address).post(body, **options)


# A compressed body that becomes much more than it is.
stream = zlib.compressobj(9, zlib.DEFLATED, 31)
bomb = b"".join(stream.compress(bytes(MIB)) for _ in range(400)) + stream.flush()
expect("bomb", post(bomb, headers={"Content-Encoding": "gzip"}), 413)
expect("bomb in a bomb", post(gzip.compress(bomb), headers={"Content-Encoding": "gzip"}), 400)
expect("hidden bomb", post(bomb), 400)

# Two bytes that become a value.
bare = otlp.span("1" * 32, "2" * 16, None, "n", 1, 2)
record = otlp.protobuf_span(bare) + otlp.field(9, b"") * (4 * MIB)
expect("many attributes", post(otlp.field(1, otlp.field(2, otlp.field(2, record)))), 413)
expect("many groups", post(otlp.field(1, b"") * (4 * MIB)), 413)
expect("many elements", post(b"[" + b"1," * (4 * MIB) + b"1]", kind="application/json"), 413)
spans = [otlp.span("3" * 32, f"{n + 1:016x}", "4" * 16, "n", 1, 2) for n in range(50_001)]
expect("many spans", post(otlp.protobuf(spans)), 413)

# Lengths that lie, and nesting without end.
expect("length", post(b"\x0a\xff\xff\xff\xff\x0f"), 200, 400)
deep = b""
for _ in range(20_000):
    deep = otlp.field(5, otlp.field(1, deep))
record = otlp.protobuf_span(bare) + otlp.field(9, otlp.field(1, b"k") + otlp.field(2, deep))
expect("deep", post(otlp.field(1, otlp.field(2, otlp.field(2, record)))), 200, 400)
expect("deep JSON", post(b"[" * 100_000, kind="application/json"), 400)


def answer_of(connection):
    """The status line; empty when the connection is closed without one."""
    connection.settimeout(50)
    try:
        return connection.recv(64)
    except ConnectionResetError:
        return b""


def connect(text):
    connection = socket.create_connection((host, int(port)))
    connection.sendall(text.encode())
    return connection


head = f"POST /v1/traces HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/x-protobuf\r\n"
too_long = connect(f"{head}Content-Length: {21 * MIB}\r\n\r\n")
assert b" 413 " in answer_of(too_long)

chunked = connect(f"{head}Transfer-Encoding: chunked\r\n\r\n")
try:
    for _ in range(22):
        chunked.sendall(b"%x\r\n" % MIB + bytes(MIB) + b"\r\n")
    raise AssertionError("a body of 22 MiB was taken")
except (ConnectionResetError, BrokenPipeError):
    # Either the connection is closed under the sender, or the answer came before.
    pass
except AssertionError:
    if b" 413 " not in answer_of(chunked):
        raise

# A head that never ends, and a body that never does.
start = time.monotonic()
slow_head = connect("POST /v1/traces HTTP/1.1\r\n")
slow_body = connect(f"{head}Content-Length: 100\r\n\r\n")
for _ in range(4):
    slow_head.sendall(b"X: y\r\n")
    time.sleep(1)
assert answer_of(slow_head) == b"", "the slow head was answered"
assert time.monotonic() - start < 9, "the slow head was waited for"
late = answer_of(slow_body)
assert b" 408 " in late, late
assert 25 < time.monotonic() - start < 40, time.monotonic() - start

# The head of a later request has as little time, from its first byte on.
small = otlp.protobuf([bare])
later = connect(f"{head}Content-Length: {len(small)}\r\n\r\n")
later.sendall(small)
assert b" 200 " in later.recv(4096)
start = time.monotonic()
later.sendall(b"POST /v1/traces HTTP/1.1\r\n")
try:
    for _ in range(20):
        later.sendall(b"X: y\r\n")
        time.sleep(0.5)
    raise SystemExit("the slow head of a later request was waited for")
except (ConnectionResetError, BrokenPipeError):
    assert 4 < time.monotonic() - start < 9, time.monotonic() - start

expect("afterwards", post(otlp.protobuf([bare])), 200)
print("refused all")
