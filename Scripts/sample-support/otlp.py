"""Builds traces of agents as OTLP JSON, in the current GenAI conventions.

A scenario says what the agent said and what its tools answered; prompts, identities, times and
token counts follow from that, always the same.
"""

import base64
import datetime
import hashlib
import json
import random
import re

CLIPPED_BYTES = 6_000  # how much of a tool's answer an agent of this account shows its model


def text(content):
    return {"type": "text", "content": content}


def reasoning(content):
    return {"type": "reasoning", "content": content}


def image(png):
    return {"type": "blob", "modality": "image", "mime_type": "image/png",
            "content": base64.b64encode(png).decode()}


def nanoseconds(iso):
    moment = datetime.datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return int(moment.timestamp()) * 1_000_000_000 + moment.microsecond * 1_000


def compact(value):
    """JSON text; half a surrogate pair is written as an escape, which is what exporters do."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[\ud800-\udfff]", lambda half: "\\u%04x" % ord(half.group()), written)


def attribute_value(value):
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int):
        return {"intValue": str(value)}
    if isinstance(value, float):
        return {"doubleValue": value}
    if isinstance(value, list):
        return {"arrayValue": {"values": [attribute_value(v) for v in value]}}
    return {"stringValue": value}


def attributes(values):
    return [{"key": k, "value": attribute_value(v)} for k, v in values.items() if v is not None]


class AgentKind:
    """What all runs of one agent share."""

    def __init__(self, name, description, model, provider, system, tools):
        self.name, self.description = name, description
        self.model, self.provider, self.system = model, provider, system
        self.tools = [
            {"type": "function", "name": tool, "description": summary, "parameters": {
                "type": "object", "properties": {
                    field: {"type": kind} for field, kind in fields.items()}}}
            for tool, summary, fields in tools]


class Failure:
    """What a tool or a model answered instead of a result."""

    def __init__(self, kind, message, stack=None):
        self.kind, self.message, self.stack = kind, message, stack


class Call:
    """A tool call: what it answers, or the sub-agent that answers for it."""

    def __init__(self, name, arguments, answer=None, ms=300, below=(), run=None):
        self.name, self.arguments, self.answer = name, arguments, answer
        self.ms, self.below, self.run = ms, below, run


def http(method, host, path, status=200, ms=80):
    failed = Failure(str(status), f"{method} {host}{path} answered {status}")
    return (method, 3, {"http.request.method": method, "server.address": host,
                        "server.port": 443, "url.full": f"https://{host}{path}",
                        "http.response.status_code": status}, ms,
            failed if status >= 500 else None)


def sql(table, query, ms=25):
    return (f"SELECT {table}", 3, {
        "db.system.name": "postgresql", "db.namespace": "ploverdesk",
        "db.collection.name": table, "db.query.text": query}, ms, None)


class Trace:
    """One interaction."""

    def __init__(self, seed, at, service, environment="production"):
        self.seed, self.count = seed, 0
        self.clock = nanoseconds(at)
        self.id = hashlib.sha256(f"trace:{seed}".encode()).hexdigest()[:32]
        self.random = random.Random(seed).random
        self.spans, self.logs = [], []
        self.resource = {
            "service.name": service, "service.version": "2026.11.18-3",
            "service.instance.id": f"{service}-7c9d5f6b8-{self.new_id()[:5]}",
            "deployment.environment.name": environment, "telemetry.sdk.language": "python",
            "telemetry.sdk.name": "opentelemetry", "k8s.namespace.name": "assistants"}

    def new_id(self):
        self.count += 1
        return hashlib.sha256(f"{self.seed}:{self.count}".encode()).hexdigest()[:16]

    def wait(self, ms):
        """Lets so many milliseconds pass, and up to a twentieth more."""
        self.clock += int(ms * (1 + self.random() / 20) * 1_000_000)

    def begin(self, name, kind, parent, values):
        span = {"traceId": self.id, "spanId": self.new_id()}
        if parent:
            span["parentSpanId"] = parent["spanId"]
        span.update({"name": name, "kind": kind, "startTimeUnixNano": str(self.clock),
                     "endTimeUnixNano": "", "attributes": attributes(values)})
        self.wait(0.4)
        return span

    def end(self, span, values=None, failure=None):
        span["endTimeUnixNano"] = str(self.clock)
        span["attributes"] += attributes(values or {})
        if failure:
            span["attributes"] += attributes({"error.type": failure.kind})
            span.setdefault("events", []).append({
                "timeUnixNano": str(self.clock), "name": "exception",
                "attributes": attributes({
                    "exception.type": failure.kind, "exception.message": failure.message,
                    "exception.stacktrace": failure.stack})})
            span["status"] = {"code": 2, "message": failure.message}
        self.spans.append(span)

    def below(self, parent, rows):
        """Spans of transport inside another span, one after the other."""
        for name, kind, values, ms, failure in rows:
            span = self.begin(name, kind, parent, values)
            self.wait(ms)
            self.end(span, failure=failure)

    def server(self, name, values):
        """The HTTP request that started it all; ended by the caller."""
        return self.begin(name, 2, None, values)

    def agent(self, kind, asked, parent=None, conversation=None, name=None):
        return Run(self, kind, asked, parent, conversation, name)

    def evaluate(self, span, name, score, label, explanation):
        """An evaluation's result, as an event of the span that it judges."""
        span.setdefault("events", []).append({
            "timeUnixNano": str(self.clock + 90_000_000_000), "name": "gen_ai.evaluation.result",
            "attributes": attributes({
                "gen_ai.evaluation.name": name, "gen_ai.evaluation.score.value": score,
                "gen_ai.evaluation.score.label": label,
                "gen_ai.evaluation.explanation": explanation})})

    def log_evaluation(self, span, name, score, label, explanation):
        """The same as a log record, which is how another exporter sends it."""
        at = str(self.clock + 120_000_000_000)
        self.logs.append({
            "timeUnixNano": at, "observedTimeUnixNano": at, "severityNumber": 9,
            "eventName": "gen_ai.evaluation.result", "traceId": self.id,
            "spanId": span["spanId"], "attributes": attributes({
                "gen_ai.evaluation.name": name, "gen_ai.evaluation.score.value": score,
                "gen_ai.evaluation.score.label": label,
                "gen_ai.evaluation.explanation": explanation})})


class Run:
    """One run of an agent: a loop of model calls and tool calls."""

    def __init__(self, trace, kind, asked, parent, conversation, name):
        self.trace, self.kind, self.conversation = trace, kind, conversation
        self.messages = [m if "role" in m else {"role": "user", "parts": [m]} for m in asked]
        self.calls = 0
        self.span = trace.begin(name or f"invoke_agent {kind.name}", 1, parent, {
            "gen_ai.operation.name": "invoke_agent", "gen_ai.provider.name": kind.provider,
            "gen_ai.agent.name": kind.name, "gen_ai.agent.description": kind.description,
            "gen_ai.conversation.id": conversation,
            "gen_ai.input.messages": compact([self.messages[-1]])})

    def model(self, parts, finish, ms, failure=None):
        """One model call with the whole prompt so far."""
        trace, kind = self.trace, self.kind
        prompt = compact(self.messages)
        span = trace.begin(f"chat {kind.model}", 3, self.span, {
            "gen_ai.operation.name": "chat", "gen_ai.provider.name": kind.provider,
            "gen_ai.request.model": kind.model, "gen_ai.request.temperature": 0.2,
            "gen_ai.request.max_tokens": 8192, "gen_ai.conversation.id": self.conversation,
            "gen_ai.system_instructions": compact([text(kind.system)]),
            "gen_ai.tool.definitions": compact(kind.tools) if kind.tools else None,
            "gen_ai.input.messages": prompt})
        host = f"api.{kind.provider}.example"
        if failure:
            trace.below(span, [http("POST", host, "/v1/messages", int(failure.kind), ms)])
            trace.end(span, failure=failure)
            return
        trace.below(span, [http("POST", host, "/v1/messages", 200, ms)])
        answer = {"role": "assistant", "parts": parts, "finish_reason": finish}
        cached = len(prompt) // 5 if self.calls else 0
        self.calls += 1
        trace.end(span, {
            "gen_ai.response.model": kind.model, "gen_ai.response.id": f"msg_{trace.new_id()}",
            "gen_ai.response.finish_reasons": [finish],
            "gen_ai.usage.input_tokens": (len(prompt) + len(kind.system)) // 4 + 800,
            "gen_ai.usage.cache_read.input_tokens": cached,
            "gen_ai.usage.output_tokens": len(compact(parts)) // 4 + 9,
            "gen_ai.output.messages": compact([answer])})
        self.messages.append({"role": "assistant", "parts": parts})

    def call(self, words, *calls, thought=None, ms=3_200):
        """The model says something and calls tools, which run at the same time."""
        trace = self.trace
        ids = ["call_" + trace.new_id()[:12] for _ in calls]
        parts = ([reasoning(thought)] if thought else []) + ([text(words)] if words else [])
        parts += [{"type": "tool_call", "id": i, "name": c.name, "arguments": c.arguments}
                  for i, c in zip(ids, calls)]
        self.model(parts, "tool_calls", ms)
        start, latest = trace.clock, trace.clock
        for call_id, call in zip(ids, calls):
            trace.clock = start
            shown = self.tool(call_id, call)
            latest = max(latest, trace.clock)
            self.messages.append({"role": "tool", "parts": [
                {"type": "tool_call_response", "id": call_id, "response": shown}]})
            start += 1_300_000
        trace.clock = latest

    def tool(self, call_id, call):
        trace = self.trace
        span = trace.begin(f"execute_tool {call.name}", 1, self.span, {
            "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": call.name,
            "gen_ai.tool.type": "function", "gen_ai.tool.call.id": call_id,
            "gen_ai.tool.call.arguments": call.arguments if isinstance(call.arguments, str)
            else compact(call.arguments)})
        begun = trace.clock
        trace.below(span, call.below)
        answer = call.run(trace, span) if call.run else call.answer
        trace.wait(max(0.2, call.ms - (trace.clock - begun) / 1_000_000))
        if isinstance(answer, Failure):
            trace.end(span, failure=answer)
            return f"{answer.kind}: {answer.message}"
        whole = answer if isinstance(answer, str) else compact(answer)
        trace.end(span, {"gen_ai.tool.call.result": whole})
        if len(whole) <= CLIPPED_BYTES:
            return answer
        return f"{whole[:CLIPPED_BYTES]}\n[{len(whole) - CLIPPED_BYTES} more characters not shown]"

    def fail_model(self, status, message, ms=900):
        """A model call that answers with an error."""
        self.model([], "error", ms, Failure(str(status), message))
        self.trace.wait(1_500)

    def answer(self, words, ms=6_500, thought=None):
        """The last answer; ends the run and returns the answer's text."""
        self.model(([reasoning(thought)] if thought else []) + [text(words)], "stop", ms)
        self.trace.end(self.span, {"gen_ai.output.messages": compact(
            [{"role": "assistant", "parts": [text(words)], "finish_reason": "stop"}])})
        return words

    def give_up(self, failure):
        """Ends the run without an answer."""
        self.trace.end(self.span, failure=failure)


def request(traces):
    """An ExportTraceServiceRequest (with the log records beside it), one span a line."""
    lines = ['{"resourceSpans":[']
    for index, trace in enumerate(traces):
        spans = ",\n".join(compact(span) for span in trace.spans)
        lines.append('%s{"resource":%s,"scopeSpans":[{"scope":{"name":"ploverdesk.assistants",'
                     '"version":"3.2.0"},"spans":[\n%s\n]}]}' % (
                         "," if index else "",
                         compact({"attributes": attributes(trace.resource)}), spans))
    lines.append("]")
    for trace in traces:
        if trace.logs:
            lines.append(',"resourceLogs":[{"resource":%s,"scopeLogs":[{"scope":{"name":'
                         '"ploverdesk.graders","version":"1.0.0"},"logRecords":[\n%s\n]}]}]' % (
                             compact({"attributes": attributes(trace.resource)}),
                             ",\n".join(compact(record) for record in trace.logs)))
    return "\n".join(lines) + "}\n"
