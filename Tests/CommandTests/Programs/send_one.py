"""Sends the one span of an interaction: send_one.py ADDRESS TRACE, the trace in up to 32 hex digits."""

import sys

import otlp_wire as otlp

address, trace = sys.argv[1:3]
span = otlp.span(trace.rjust(32, "0"), "1".rjust(16, "0"), None, "run", 10**18, 10**18 + 5)
status, answer = otlp.Client(address).post(otlp.protobuf([span]))
assert status == 200, (status, answer)
