"""Sends an interaction span by span, and looks at each state of it in the mounted tree."""

import os
import sys

import otlp_wire as otlp
from live_tree import read, rows, wait

address, mount = sys.argv[1:3]
client = otlp.Client(address)
TRACE = "3f9a2c1d" + "0" * 24
LIVE = os.path.join(mount, "live", "3f9a2c1d")
SECOND = 10**9
START = 1795443200 * SECOND
ROOT, TOOL, MODEL = "a" * 16, "b" * 16, "c" * 16


def send(*spans):
    assert client.post(otlp.protobuf(spans))[0] == 200


def status_of(path):
    found = [row for row in rows(os.path.join(mount, path)) if row["path"].endswith("3f9a2c1d")]
    return found[0]["status"] if found else None


assert rows(os.path.join(mount, "live/index.tsv")) == []
send(otlp.span(TRACE, TOOL, ROOT, "execute_tool search", START + SECOND, START + 2 * SECOND,
               [("gen_ai.operation.name", "execute_tool"), ("gen_ai.tool.name", "search"),
                ("gen_ai.tool.call.arguments", '{"query":"needle in a haystack"}')]))

# Without its root it has a directory in live, and no place yet.
wait("a directory in live", lambda: os.path.isdir(LIVE) and not os.path.islink(LIVE))
# Each page is told to the kernel by itself, within moments of the others.
wait("its row", lambda: status_of("live/index.tsv") == "running")
assert sorted(os.listdir(os.path.join(mount, "live"))) == ["3f9a2c1d", "3f9a2c1d.log", "index.tsv"]
assert os.listdir(os.path.join(mount, "interactions")) == ["index.tsv"]
assert f"(span {ROOT}: not seen yet)" in read(LIVE, "trace.md"), read(LIVE, "trace.md")
assert "status: running" in read(LIVE, "README.md")
tool = [name for name in os.listdir(os.path.join(LIVE, "tools/inputs"))]
assert len(tool) == 1 and "needle" in read(LIVE, "tools/inputs", tool[0])
old = os.path.join(LIVE, "tools/inputs", tool[0])
opened = open(os.path.join(LIVE, "README.md"), encoding="utf-8")

# An earlier step that comes later moves the numbers; who has listed the old names finds them still.
send(otlp.span(TRACE, MODEL, ROOT, "chat", START + SECOND // 2, START + SECOND,
               [("gen_ai.operation.name", "chat"), ("gen_ai.request.model", "some-model")]))
wait("two actions", lambda: "chat" in read(LIVE, "trace.md"))
moved = os.listdir(os.path.join(LIVE, "tools/inputs"))
assert len(moved) == 1 and moved != tool, (moved, tool)
assert "needle" in open(old, encoding="utf-8").read()
assert "model calls: 0" in opened.read(), "an open file does not keep its bytes"

# With its root it gets its place, once and for all.
send(otlp.span(TRACE, ROOT, None, "invoke_agent planner", START, START + 3 * SECOND,
               [("gen_ai.operation.name", "invoke_agent"), ("gen_ai.agent.name", "planner")]))
wait("a link", lambda: os.path.islink(LIVE))
place = os.readlink(LIVE)
day = "2026-11-24" if "2026-11-24" in place else place.split("/")[2]
assert place.startswith("../interactions/") and place.endswith("-planner-3f9a2c1d"), place
assert "needle" in read(LIVE, "tools/inputs", moved[0])
wait("its row", lambda: status_of(f"interactions/{day}/index.tsv") == "running")
wait("the root", lambda: "not seen yet" not in read(LIVE, "trace.md"))
wait("its lines", lambda: read(mount, "live/3f9a2c1d.log").count("\n") >= 3)
log = read(mount, "live/3f9a2c1d.log").splitlines()
assert len(log) == 3 and all(" ended " in line for line in log), log
# The path of a line stays, whatever came after it.
for line, span, name in zip(log, (TOOL, MODEL, ROOT), ("search", "chat", "planner")):
    path = line.rsplit("`", 2)[1]
    assert path == f".raw/{span}.jsonl", line
    assert name in read(LIVE, path), (line, read(LIVE, path))

# A while after the last span it is complete, and leaves.
wait("it leaves", lambda: os.listdir(os.path.join(mount, "live")) == ["index.tsv"])
wait("its row says complete", lambda: status_of(f"interactions/{day}/index.tsv") == "complete")
assert os.path.islink(LIVE), "who has listed the name does not find it"
permanent = os.path.normpath(os.path.join(mount, "live", place))
wait("it says so", lambda: "status: complete" in read(permanent, "README.md"))

# A late span makes a new revision, in the same place.
send(otlp.span(TRACE, "d" * 16, ROOT, "late", START + SECOND, START + 4 * SECOND))
wait("it runs again", lambda: "status: running" in read(permanent, "README.md"))
assert os.readlink(LIVE) == place
wait("it is complete again", lambda: "status: complete" in read(permanent, "README.md"))
wait("the late span", lambda: "late" in read(permanent, "trace.md"))
print("lived")
