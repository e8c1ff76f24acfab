"""OTLP export requests in protobuf and JSON, encoded by hand, and a client that sends them."""

import gzip
import http.client
import json
import socket
import struct


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def field(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def fixed64(number, value):
    return varint(number << 3 | 1) + struct.pack("<Q", value)


def attribute(key, value):
    if isinstance(value, bool):
        encoded = varint(2 << 3) + varint(int(value))
    elif isinstance(value, int):
        encoded = varint(3 << 3) + varint(value & (1 << 64) - 1)
    else:
        encoded = field(1, str(value).encode())
    return field(1, key.encode()) + field(2, encoded)


def span(trace_id, span_id, parent_id, name, start, end, attributes=(), failed=None):
    """A span as a dictionary; ids in hex, times in nanoseconds."""
    return {
        "trace": trace_id, "id": span_id, "parent": parent_id, "name": name, "start": start,
        "end": end, "attributes": list(attributes), "failed": failed,
    }


def protobuf(spans, resource=(("service.name", "sender"),)):
    body = b"".join(field(2, protobuf_span(s)) for s in spans)
    group = field(1, b"".join(field(1, attribute(k, v)) for k, v in resource))
    return field(1, group + field(2, field(1, field(1, b"by hand")) + body))


def protobuf_span(s):
    out = field(1, bytes.fromhex(s["trace"])) + field(2, bytes.fromhex(s["id"]))
    if s["parent"]:
        out += field(4, bytes.fromhex(s["parent"]))
    out += field(5, s["name"].encode()) + varint(6 << 3) + varint(1)
    out += fixed64(7, s["start"]) + fixed64(8, s["end"])
    out += b"".join(field(9, attribute(k, v)) for k, v in s["attributes"])
    if s["failed"]:
        out += field(15, field(2, s["failed"].encode()) + varint(3 << 3) + varint(2))
    return out


def json_value(value):
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    return {"stringValue": str(value)}


def as_json(spans, resource=(("service.name", "sender"),)):
    pairs = lambda items: [{"key": k, "value": json_value(v)} for k, v in items]
    rows = []
    for s in spans:
        row = {
            "traceId": s["trace"], "spanId": s["id"], "name": s["name"], "kind": 1,
            "startTimeUnixNano": str(s["start"]), "endTimeUnixNano": str(s["end"]),
            "attributes": pairs(s["attributes"]),
        }
        if s["parent"]:
            row["parentSpanId"] = s["parent"]
        if s["failed"]:
            row["status"] = {"code": 2, "message": s["failed"]}
        rows.append(row)
    scope = {"scope": {"name": "by hand"}, "spans": rows}
    request = {"resourceSpans": [{"resource": {"attributes": pairs(resource)}, "scopeSpans": [scope]}]}
    return json.dumps(request).encode()


class Client:
    """One connection that is kept; `address` is HOST:PORT or unix:PATH."""

    def __init__(self, address, timeout=60):
        self.address = address
        self.timeout = timeout
        self.connection = None

    def connect(self):
        if self.address.startswith("unix:"):
            connection = http.client.HTTPConnection("localhost", timeout=self.timeout)
            connection.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.sock.settimeout(self.timeout)
            connection.sock.connect(self.address[len("unix:"):])
        else:
            host, port = self.address.rsplit(":", 1)
            connection = http.client.HTTPConnection(host, int(port), timeout=self.timeout)
        return connection

    def post(self, body, path="/v1/traces", kind="application/x-protobuf", compressed=False, headers=()):
        """Sends a body; answers the status and the body of the answer."""
        fields = {"Content-Type": kind}
        if compressed:
            body = gzip.compress(body, 1)
            fields["Content-Encoding"] = "gzip"
        fields.update(headers)
        for attempt in (1, 2):
            fresh = self.connection is None
            try:
                self.connection = self.connection or self.connect()
                self.connection.request("POST", path, body, fields)
                answer = self.connection.getresponse()
                content = answer.read()
                if answer.getheader("Connection", "").lower() == "close":
                    self.close()
                return answer.status, content
            except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                # A connection that was idle for too long is closed by the other side.
                self.close()
                if fresh:
                    raise
        raise AssertionError("unreachable")

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None
