"""Sends one span in each encoding, plain and compressed; four spans in all."""

import sys

import otlp_wire as otlp

client = otlp.Client(sys.argv[1])
for number, (encode, kind, compressed) in enumerate(
    (encode, kind, compressed)
    for encode, kind in (
        (otlp.protobuf, "application/x-protobuf"), (otlp.as_json, "application/json; charset=utf-8"))
    for compressed in (False, True)
):
    span = otlp.span(f"{number + 1:032x}", f"{number + 1:016x}", None, "run", 10**18, 10**18 + 5)
    status, answer = client.post(encode([span]), kind=kind, compressed=compressed)
    assert status == 200 and answer in (b"", b"{}"), (status, answer)
