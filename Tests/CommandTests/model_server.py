#!/usr/bin/env python3
"""A model server for tests: the OpenAI and the Anthropic protocol on a port of the loopback device.

It prints its port on a line, and serves until its standard input is closed. What it answers depends on
what it is asked, and on nothing else:

  a question with an answer form   a grade: how much the output sounds like a pirate, or whether the
                                   numbers and names of the input are still in it
  any other question               the last message, as a pirate would say it when the system message
                                   says so; without its numbers, unless it says to keep them

The first part of the path can make it behave like a bad day: /fail/STATUS/COUNT/NAME answers COUNT
requests with STATUS, /wait/SECONDS is slow, /garbage sends no JSON, /nograde grades nothing, /redirect
sends elsewhere. GET /count/NAME tells how often NAME was asked.
"""
import json
import os
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WORDS = {
    "hello": "ahoy", "hi": "ahoy", "friend": "matey", "my": "me", "you": "ye", "your": "yer",
    "is": "be", "are": "be", "the": "th'", "money": "doubloons", "boss": "cap'n", "yes": "aye",
}
PIRATE = re.compile(r"\b(ahoy|matey|me|ye|yer|be|doubloons|cap'n|aye|arr+)\b|\bth'", re.I)
FACT = re.compile(r"\d+|\b[A-Z][a-z]{2,}\b")

counts = {}
lock = threading.Lock()


def count(name):
    with lock:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]


def translation(system, text):
    if "pirate" not in system.lower():
        return text
    if "keep" not in system.lower():
        text = re.sub(r"\d+", "many", text)
    return re.sub(r"[A-Za-z]+", lambda m: WORDS.get(m[0].lower(), m[0]), text) + " Arr!"


def fenced(text, heading):
    """What stands in the block under a heading of a judge's question."""
    match = re.search(heading + r"[^\n]*\n+(`{3,}|~{3,})[^\n]*\n(.*?)\n\1", text, re.S | re.I)
    return match[2] if match else ""


def grade(question):
    rubric, output = question, fenced(question, "output")
    if "pirate" in rubric.lower().split("the input:")[0]:
        found = len(PIRATE.findall(output))
        score = min(4, 1 + found)
        return {"reason": f"{found} words of a pirate", "score": score}
    missing = [f for f in set(FACT.findall(fenced(question, "input"))) if f.lower() not in output.lower()
               and f.lower() not in WORDS]
    return {"reason": "missing: " + ", ".join(sorted(missing)) if missing else "nothing is missing",
            "score": 1 if missing else 4}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = self.path.rsplit("/", 1)[-1]
        self.send(200, {"count": counts.get(name, 0)})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        parts = self.path.strip("/").split("/")
        if parts[0] == "fail":
            status, limit, name = int(parts[1]), int(parts[2]), parts[3]
            if count(name) <= limit:
                return self.send(status, {"error": {"message": "on purpose"}}, {"retry-after-ms": "5"})
            parts = parts[4:]
        elif parts[0] == "wait":
            time.sleep(float(parts[1]))
            parts = parts[2:]
        elif parts[0] == "garbage":
            return self.send(200, None)
        elif parts[0] == "redirect":
            return self.send(307, {}, {"location": "/v1/chat/completions"})
        without_grade = parts[0] == "nograde"
        request = json.loads(body)
        if without_grade:
            parts = parts[1:]
        if parts[-1] == "completions":
            self.openai(request, without_grade)
        elif parts[-1] == "messages":
            self.anthropic(request, without_grade)
        else:
            self.send(404, {"error": {"message": "no such path"}})

    def openai(self, request, without_grade):
        if not self.authorized(self.headers.get("authorization"), "Bearer "):
            return
        messages = request["messages"]
        system = "\n".join(m["content"] for m in messages if m["role"] == "system")
        said = [m["content"] for m in messages if m["role"] != "system"][-1]
        if "response_format" in request:
            text = "no grade" if without_grade else json.dumps(grade(system + "\n" + said))
        else:
            text = translation(system, said)
        self.send(200, {
            "model": request["model"] + "-2026", "usage": {"prompt_tokens": 100, "completion_tokens": 10},
            "choices": [{"finish_reason": "stop", "message": {"role": "assistant", "content": text}}]})

    def anthropic(self, request, without_grade):
        if not self.authorized(self.headers.get("x-api-key"), ""):
            return
        if "max_tokens" not in request or not self.headers.get("anthropic-version"):
            return self.send(400, {"error": {"message": "max_tokens and anthropic-version are needed"}})
        system, said = request.get("system", ""), request["messages"][-1]["content"]
        if "tools" in request and not without_grade:
            content = {"type": "tool_use", "name": request["tools"][0]["name"],
                       "input": grade(system + "\n" + said)}
        else:
            content = {"type": "text", "text": "no grade" if "tools" in request
                       else translation(system, said)}
        self.send(200, {
            "model": request["model"] + "-2026", "usage": {"input_tokens": 100, "output_tokens": 10},
            "content": [content], "stop_reason": "end_turn"})

    def authorized(self, given, prefix):
        expected = os.environ.get("MODEL_SERVER_KEY")
        if expected and given != prefix + expected:
            self.send(401, {"error": {"message": "wrong key"}})
            return False
        return True

    def send(self, status, value, headers={}):
        body = b"<html>" if value is None else json.dumps(value).encode()
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
