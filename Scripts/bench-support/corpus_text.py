"""Made-up text that looks like what agents read: prose, logs, code, JSON, YAML."""

import base64
import json
import struct
import zlib

ADJECTIVES = """stale slow failing partial idle healthy noisy degraded primary secondary upstream
downstream regional duplicate missing expired saturated blocked pending retried cached cold warm
unbounded malformed truncated orphaned skewed throttled paused leaked nested shared internal
external scheduled overdue recent earlier second-largest synthetic canary rolled-back read-only
misrouted half-open oversized unowned silent flapping recurring suspicious harmless""".split()
NOUNS = """queue replica deployment escalation schedule webhook ingester partition index cache
consumer migration connection pool gateway certificate token alert incident timeline subscriber
page component catalogue entry attribute workflow runbook dashboard metric histogram trace span
batch retry deadline semaphore lock transaction cursor snapshot checkpoint shard leader follower
router proxy balancer health-check rollout feature-flag experiment secret bucket object manifest
container pod node volume namespace quota limit budget window threshold baseline sample handler
scheduler worker heartbeat lease region zone hostname resolver payload schema column constraint
report postmortem hypothesis summary override rotation notification template digest""".split()
VERBS = """delays drops blocks exhausts retries overwrites shadows invalidates outlives duplicates
starves saturates precedes follows rejects accepts replays evicts drains throttles corrupts masks
explains contradicts confirms reopens reschedules bypasses pins releases truncates double-counts
misreads reorders quarantines""".split()
PREPOSITIONS = "behind above before after during without inside across beside under".split()
UNITS = "ms seconds minutes retries requests rows connections attempts MiB entries".split()
SERVICES = """alert-router escalation-engine status-pages catalogue-api schedule-service
webhook-relay incident-core notifier billing-sync audit-log search-indexer identity
mobile-push timeline-writer deploy-tracker graph-builder""".split()
LEVELS = ["INFO"] * 14 + ["DEBUG"] * 4 + ["WARN"] * 3 + ["ERROR"]
FRAMES = """postgres.pool.acquire http.client.send retry.policy.next cache.store.load
queue.consumer.poll schema.validate.walk otel.export.flush tls.handshake.read
json.decode.object router.dispatch.match worker.loop.tick lease.renew.attempt""".split()
ERRORS = [
    ("TimeoutError", "deadline of %d ms exceeded while waiting for %s"),
    ("HTTPStatusError", "status 500 after %d attempts from %s"),
    ("ConnectionResetError", "connection reset after %d bytes by %s"),
    ("RateLimitError", "429 too many requests: retry in %d s (%s)"),
    ("ValidationError", "field %d of the request to %s does not match its schema"),
    ("PermissionDenied", "role %d may not read %s"),
]


class Text:
    """Text made from one random generator."""

    agent_names = """investigator status-writer on-call-helper deploy-reviewer catalogue-guide
alert-triager postmortem-drafter schedule-planner""".split()
    tool_names = """query_logs get_metrics read_file kubectl_describe run_sql search_docs
http_request list_incidents get_incident list_alerts lookup_catalogue get_deploy diff_deploys
search_code get_dashboard page_on_call post_update trace_lookup grep_repository get_runbook
describe_schema explain_query list_pods read_config""".split()
    fields = """service query start end limit environment incident_id path pattern cursor region
severity owner team namespace""".split()

    def __init__(self, rng):
        self.rng = rng
        self.rnd = rng.random

    def pick(self, values):
        return values[int(self.rnd() * len(values))]

    def number(self, top):
        return int(self.rnd() * top)

    def identifier(self):
        return "%s_%s" % (self.pick(NOUNS).replace("-", "_"), self.pick(VERBS).replace("-", "_"))

    def joined(self, make, size, separator):
        parts, length = [], 0
        while length < size:
            part = make()
            parts.append(part)
            length += len(part) + len(separator)
        return separator.join(parts)[:size]

    def sentence(self):
        kind = self.number(6)
        a, n, v = self.pick(ADJECTIVES), self.pick(NOUNS), self.pick(VERBS)
        b, m, p = self.pick(ADJECTIVES), self.pick(NOUNS), self.pick(PREPOSITIONS)
        if kind == 0:
            return f"The {a} {n} {v} the {m} {p} the {b} {self.pick(NOUNS)}."
        if kind == 1:
            return (f"After {self.number(900)} {self.pick(UNITS)} the {n} of {self.pick(SERVICES)} "
                    f"{v} every {b} {m}, which {self.pick(VERBS)} the {self.pick(NOUNS)}.")
        if kind == 2:
            return f"I checked `{self.identifier()}` and the {a} {n} {v} nothing {p} the {m}."
        if kind == 3:
            return (f"Between {self.number(24):02d}:{self.number(60):02d} and "
                    f"{self.number(24):02d}:{self.number(60):02d} UTC the {a} {m} {v} the {b} {n} "
                    f"on {self.pick(SERVICES)}-{self.number(40)}.")
        if kind == 4:
            return f"If the {n} is {a}, the {m} {v} it; otherwise look {p} the {b} {m}."
        return f"One {a} {m} is not evidence — the {b} {n} also {v} the {self.pick(NOUNS)}."

    def paragraph(self):
        return " ".join(self.sentence() for _ in range(2 + self.number(4)))

    def prose(self, size):
        return self.joined(self.paragraph, size, "\n\n" if size > 600 else " ")

    def question(self, size):
        if size < 400:
            return (f"Why does the {self.pick(ADJECTIVES)} {self.pick(NOUNS)} of "
                    f"{self.pick(SERVICES)} {self.prose(size)}")[:max(size, 24)]
        return f"{self.paragraph()}\n\nHere is what I see:\n\n{self.logs(size)}"

    def instructions(self, size):
        def block():
            title = f"## {self.pick(ADJECTIVES)} {self.pick(NOUNS)}".title()
            rules = "\n".join(f"- {self.sentence()}" for _ in range(3 + self.number(5)))
            return f"{title}\n\n{self.paragraph()}\n\n{rules}"
        return self.joined(block, size, "\n\n")

    def logs(self, size):
        state = [self.number(80_000) + 0.0]

        def line():
            state[0] += self.rnd() * 1.5
            at = state[0]
            return "2026-11-%02dT%02d:%02d:%06.3fZ %-5s %s-%08x [%s] %s" % (
                1 + at // 86_400 % 28, at // 3600 % 24, at // 60 % 60, at % 60,
                self.pick(LEVELS), self.pick(SERVICES), self.number(1 << 32),
                self.pick(FRAMES), self.event())
        return self.joined(line, size, "\n")

    def event(self):
        kind = self.number(5)
        if kind == 0:
            return "request_id=%016x status=%d duration_ms=%d bytes=%d" % (
                self.rng.getrandbits(64), self.pick((200, 200, 201, 204, 404, 500)),
                self.number(900), self.number(90_000))
        if kind == 1:
            return f"{self.pick(ADJECTIVES)} {self.pick(NOUNS)} {self.pick(VERBS)} " \
                   f"{self.pick(NOUNS)} attempt={self.number(6)}"
        if kind == 2:
            return "GET /v2/%ss/%d/%ss 10.%d.%d.%d" % (
                self.pick(NOUNS), self.number(1 << 20), self.pick(NOUNS),
                self.number(256), self.number(256), self.number(256))
        if kind == 3:
            return f"committed offset {self.number(1 << 30)} of {self.pick(NOUNS)}-{self.number(64)}"
        return f"gc pause {self.number(90)} ms heap {self.number(4096)} MiB"

    def code(self, size):
        def line():
            kind, depth = self.number(6), "    " * self.number(4)
            if kind == 0:
                return f"{depth}func {self.identifier()}({self.pick(NOUNS)} int) error {{"
            if kind == 1:
                return f"{depth}if err := {self.identifier()}({self.number(64)}); err != nil {{"
            if kind == 2:
                return f"{depth}return fmt.Errorf(\"{self.pick(NOUNS)} %d: %w\", id, err)"
            if kind == 3:
                return f"{depth}// {self.sentence()}"
            if kind == 4:
                return f"{depth}{self.pick(NOUNS)} := s.{self.identifier()}(ctx, {self.number(99)})"
            return depth + "}"
        return self.joined(line, size, "\n")

    def rows(self, size):
        """A JSON answer of about a size."""
        items, length = [], 0
        while length < size:
            item = {"id": "%08x" % self.number(1 << 32), "name": self.identifier(),
                    "service": self.pick(SERVICES), "value": round(self.rnd() * 1000, 3),
                    "updated_at": 1_792_627_200 + self.number(2_592_000),
                    "note": self.sentence() if self.number(3) == 0 else None}
            items.append(item)
            length += 150 if item["note"] is None else 230
        return json.dumps({"total": len(items), "items": items}, ensure_ascii=False)

    def description(self, size):
        def block():
            return "%s:\n  owner: %s\n  image: registry.internal/%s:%x\n  restarts: %d\n" \
                   "  memory: %dMi\n  conditions:\n  - %s %s\n  - last %s at %d" % (
                       self.identifier(), self.pick(SERVICES), self.pick(SERVICES),
                       self.number(1 << 28), self.number(9), self.number(4096),
                       self.pick(ADJECTIVES), self.pick(NOUNS), self.pick(NOUNS),
                       self.number(1 << 30))
        return self.joined(block, size, "\n")

    def tool_result(self, name, size):
        if name in ("query_logs", "grep_repository", "trace_lookup"):
            return self.logs(size)
        if name in ("read_file", "search_code", "diff_deploys"):
            return self.code(size)
        if name in ("kubectl_describe", "read_config", "list_pods"):
            return self.description(size)
        if name in ("search_docs", "get_runbook"):
            return self.prose(size)
        return self.rows(size)

    def arguments(self, size):
        values = {self.pick(self.fields): self.pick(SERVICES)}
        if size > 60:
            values["limit"] = self.number(500)
            values["query"] = (f"select {self.identifier()} from {self.pick(NOUNS)} where id = "
                               f"{self.number(9999)}") if size < 400 else self.code(size - 60)
        return values

    def error(self):
        kind, pattern = self.pick(ERRORS)
        message = pattern % (self.number(30_000), self.pick(SERVICES))
        frames = "\n".join(
            f'  File "/srv/{self.pick(SERVICES)}/{self.pick(NOUNS)}.py", line {self.number(900)}, '
            f"in {self.identifier()}\n    {self.identifier()}({self.pick(NOUNS)})"
            for _ in range(4 + self.number(14)))
        return kind, message, f"Traceback (most recent call last):\n{frames}\n{kind}: {message}"

    def transport(self):
        kind = self.number(4)
        service = self.pick(SERVICES)
        if kind == 0:
            return "POST", [("http.request.method", "POST"), ("server.address", service),
                            ("url.path", f"/v1/{self.pick(NOUNS)}s"),
                            ("http.response.status_code", 200)]
        if kind == 1:
            return f"{service}/{self.pick(NOUNS)}.Get", [
                ("rpc.system", "grpc"), ("rpc.service", service),
                ("rpc.grpc.status_code", 0), ("net.peer.port", 8000 + self.number(900))]
        if kind == 2:
            table = self.pick(NOUNS)
            return f"SELECT {table}", [
                ("db.system.name", "postgresql"), ("db.collection.name", table),
                ("db.query.text", f"SELECT * FROM {table} WHERE id = $1 LIMIT {self.number(99)}")]
        return "GET", [("http.request.method", "GET"), ("server.address", service),
                       ("url.path", f"/internal/{self.pick(NOUNS)}/{self.number(1 << 20)}"),
                       ("http.response.status_code", 204)]

    def picture(self):
        """A small noisy PNG, as base64."""
        width, height = 160, 120
        rows = b"".join(b"\0" + bytes(
            (x * y + self.number(32)) & 255 for x in range(width)) for y in range(height))

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(
                ">I", zlib.crc32(kind + body))
        header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(
            b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")).decode()
