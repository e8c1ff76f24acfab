"""How often a tree shows one text, and how large it would be with every prompt in full."""

import glob
import os
import posixpath
import re

# One text of an interaction longer than this is in one place.
LONGEST_REPETITION = 200
# Places are remembered for pieces of this length: every longer repetition has one in it.
PIECE = LONGEST_REPETITION // 2
MOST_PLACES = 8
# These tell facts, each for its own directory.
ASIDE = {"metadata.json", "index.tsv"}
# Pages of many small values: each is a text of its own.
OUR_LISTS = re.compile(r"spans/|actions\.yaml$|annotations\.yaml$")
MEMBER = re.compile(rb" *(?:- )?(?:[\w.$-]+|\"[^\"]*\"):(?: |$)")
# Structured payloads refer to nothing, so that parsing them gives back the very value.
PAYLOAD = re.compile(r"tools/(?:inputs|results)/.*\.yaml$")

SHARED = re.compile(rb"- messages? (\d+)(?:-(\d+))?: as in ([^\n,]+?)(?:, messages? (\d+)(?:-\d+)?)?$")
SECTION = re.compile(rb"## (\d+) ")
TOOL = re.compile(rb"### tool (.*?)(?:: as in (\S+))?$")
TOOLS = re.compile(rb"- tools: \d+, as in (\S+)$")
RESULT = re.compile(rb"- (?:tool call|tool result|failed tool result)(?: [^:]*)?: (\.\./\S+)$")
FOLDED = re.compile(rb"\[(?:[\d,]+ lines, )?([\d,]+) bytes \".*?\": as in [^\]\n]+:[\d-]+\]")


def interactions(tree):
    """The directories of the interactions below a mounted or exported tree."""
    for kind in ("interactions", "investigations"):
        yield from sorted(glob.glob(os.path.join(glob.escape(tree), kind, "*", "*", "")))


def pages(directory):
    """The bytes of every listed file, by path; links and what is hidden aside."""
    found = {}
    for base, directories, names in os.walk(directory):
        directories[:] = sorted(name for name in directories if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(base, name)
            if not os.path.islink(path):
                with open(path, "rb") as file:
                    found[os.path.relpath(path, directory)] = file.read()
    return found


def shown_text(path, page):
    """The texts of a page without indentation, with something between them that no other page has."""
    shown = []

    def mark():
        return b"\0%s %d\0" % (path.encode(), len(shown))

    for line in page.split(b"\n"):
        text = line.lstrip(b" ")
        if path.startswith("llm/") and text == line:
            # What begins at the margin is ours: headings, and references to where a text is shown.
            continue
        if OUR_LISTS.match(path) and MEMBER.match(line):
            shown.append(mark())
        shown.append(FOLDED.sub(lambda _: mark(), text))
    return b"\n".join(shown)


def common_length(one, at, other, there):
    """How many bytes are the same from two places on."""
    length = 0
    while one[at + length:at + length + 64] == other[there + length:there + length + 64]:
        if at + length + 64 > len(one) or there + length + 64 > len(other):
            break
        length += 64
    while (at + length < len(one) and there + length < len(other)
           and one[at + length] == other[there + length]):
        length += 1
    return length


def repetitions(found):
    """What two listed files show: both paths, and the text."""
    texts, places = [], {}
    for path, page in found.items():
        if os.path.basename(path) in ASIDE or b"\0" in page[:4096]:
            continue
        text = shown_text(path, page)
        at = begin = 0
        while at + PIECE <= len(text):
            best = (0, 0, None)
            for number, there in places.get(text[at:at + PIECE], ()):
                other = texts[number][1]
                before = 0
                while (before < min(at - begin, there)
                       and text[at - before - 1] == other[there - before - 1]):
                    before += 1
                length = before + common_length(text, at, other, there)
                best = max(best, (length, before, texts[number][0]), key=lambda one: one[0])
            length, before, earlier = best
            if length > LONGEST_REPETITION:
                yield earlier, path, text[at - before:at - before + length]
                begin = at = at - before + length
            else:
                at += 1
        for offset in range(0, len(text) - PIECE + 1, PIECE):
            known = places.setdefault(text[offset:offset + PIECE], [])
            if len(known) < MOST_PLACES:
                known.append((len(texts), offset))
        texts.append((path, text))


class Prompts:
    """The sizes that the prompts of an interaction would have if each were shown in full."""

    def __init__(self, found):
        self.found, self.messages, self.tools, self.lists = found, {}, {}, {}
        self.full = {path: self.request(path) for path in sorted(found)
                     if path.startswith("llm/") and path.endswith("/request.md")}

    def resolved(self, path, reference):
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), reference.decode()))

    def request(self, path):
        """The bytes of a request with all its messages and tools; its answer is read too."""
        sections = self.sections(path)
        own = dict(sections)
        for line in self.found[path].split(b"\n"):
            shared, tools = SHARED.match(line), TOOLS.match(line)
            if shared:
                first, last = int(shared[1]), int(shared[2] or shared[1])
                there, begin = self.resolved(path, shared[3]), int(shared[4] or first)
                for number in range(first, last + 1):
                    own[number] = self.messages.get((there, begin + number - first), 0)
            elif tools:
                self.lists[path] = self.lists.get(self.resolved(path, tools[1]), 0)
        for number, size in own.items():
            self.messages[path, number] = size
        answer = path.replace("/request.md", "/response.md")
        for number, size in self.sections(answer).items() if answer in self.found else ():
            self.messages[answer, number] = size
        return sum(own.values()) + self.lists.get(path, 0)

    def sections(self, path):
        """The bytes of each message that a page shows, references replaced by what they stand for."""
        sizes, number, tool = {}, None, None
        for line in self.found[path].split(b"\n"):
            section = SECTION.match(line)
            if section:
                number = int(section[1])
            elif line == b"## tools":
                number = "tools"
            elif line.startswith(b"## "):
                number = None
            if number is None:
                continue
            size = len(line) + 1
            size += sum(int(folded[1].replace(b",", b"")) - len(folded[0])
                        for folded in FOLDED.finditer(line))
            result, defined = RESULT.match(line), TOOL.match(line)
            if result:
                size += len(self.found.get(self.resolved(path, result[1]), b""))
            if number == "tools" and defined:
                tool = defined[1]
                if defined[2]:
                    size += self.tools.get((self.resolved(path, defined[2]), tool), 0)
            if number == "tools":
                self.lists[path] = self.lists.get(path, 0) + size
                self.tools[path, tool] = self.tools.get((path, tool), 0) + size
            else:
                sizes[number] = sizes.get(number, 0) + size
        return sizes


def sizes(found):
    """The bytes of the listed files, and what they would be with every prompt in full."""
    listed = sum(map(len, found.values()))
    full = Prompts(found).full
    return listed, listed + sum(max(0, size - len(found[path])) for path, size in full.items())
