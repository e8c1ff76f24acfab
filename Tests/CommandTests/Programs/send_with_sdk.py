"""Sends one interaction with a real SDK: send_with_sdk.py ADDRESS protobuf|json|openinference|openllmetry|langfuse."""

import http.server
import json
import sys
import threading

address, how = sys.argv[1:3]
endpoint = f"http://{address}/v1/traces"
QUESTION = f"Which disk is full, asks {how}?"
ANSWER = "The disk /dev/vdb is full."

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def provider(exporter):
    provider = TracerProvider(resource=Resource.create({"service.name": f"sdk-{how}"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider


def protobuf_exporter():
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint, compression=Compression.Gzip)


def json_exporter():
    from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(endpoint=endpoint)


class Model(http.server.BaseHTTPRequestHandler):
    """A model on this machine: answers every request of a chat with the same words."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps({
            "id": "chat-1", "object": "chat.completion", "created": 1795443200, "model": "some-model",
            "choices": [{"index": 0, "finish_reason": "stop",
                         "message": {"role": "assistant", "content": ANSWER}}],
            "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def ask_model():
    """Asks a model through OpenAI's client, which is what the instrumentations look at."""
    import openai

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = openai.OpenAI(api_key="none", base_url=f"http://127.0.0.1:{server.server_port}/v1")
    answer = client.chat.completions.create(
        model="some-model", messages=[{"role": "user", "content": QUESTION}])
    assert answer.choices[0].message.content == ANSWER
    server.shutdown()


def by_hand(exporter):
    made = provider(exporter)
    tracer = made.get_tracer("by-hand")
    messages = lambda role, text: json.dumps(
        [{"role": role, "parts": [{"type": "text", "content": text}]}])
    with tracer.start_as_current_span(
            "invoke_agent sdk", attributes={"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "sdk"}):
        with tracer.start_as_current_span(
                "chat some-model",
                attributes={"gen_ai.operation.name": "chat", "gen_ai.request.model": "some-model",
                            "gen_ai.input.messages": messages("user", QUESTION),
                            "gen_ai.output.messages": messages("assistant", ANSWER),
                            "gen_ai.usage.input_tokens": 11, "gen_ai.usage.output_tokens": 7}):
            pass
    assert made.force_flush()
    made.shutdown()


def instrumented(instrumentor):
    made = provider(protobuf_exporter())
    instrumentor.instrument(tracer_provider=made)
    ask_model()
    assert made.force_flush()
    made.shutdown()


if how == "protobuf":
    by_hand(protobuf_exporter())
elif how == "json":
    by_hand(json_exporter())
elif how == "openinference":
    from openinference.instrumentation.openai import OpenAIInstrumentor

    instrumented(OpenAIInstrumentor())
elif how == "openllmetry":
    from opentelemetry.instrumentation.openai import OpenAIInstrumentor

    instrumented(OpenAIInstrumentor())
elif how == "langfuse":
    from langfuse import Langfuse

    langfuse = Langfuse(public_key="pk-none", secret_key="sk-none", base_url=f"http://{address}")
    with langfuse.start_as_current_observation(name="ask", as_type="agent", input=QUESTION) as agent:
        with agent.start_as_current_observation(
                name="answer", as_type="generation", model="some-model", input=QUESTION) as generation:
            generation.update(output=ANSWER, usage_details={"input": 11, "output": 7})
        agent.update(output=ANSWER)
    langfuse.flush()
    langfuse.shutdown()
else:
    sys.exit(f"no way {how}")
