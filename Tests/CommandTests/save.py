"""Saves a file in the ways of real programs, on a plain directory and on a mount, and compares what is left.

    save.py PLAIN-DIRECTORY MOUNTED-DIRECTORY [NAME...]

Prints each difference, and last `N ways to save` when there is none.
"""

import fcntl
import os
import pty
import select
import shutil
import stat
import struct
import subprocess
import sys
import termios
import time

TEXT = 'name: greeting\ninput: "hello, world"\n# kept\n' + "".join(
    f"note-{number}: line {number} of hello\n" for number in range(60))
OLD = 1_500_000_000_123_456_789  # The time of the file before each way.
PATCH = """--- a/case.yaml
+++ b/case.yaml
@@ -1,3 +1,3 @@
 name: greeting
-input: "hello, world"
+input: "ahoy, world"
 # kept
"""
PYTHON_ATOMIC = """
import os
new = open('case.yaml').read().replace('hello', 'ahoy')
with open('case.yaml.tmp.77.ab12', 'x') as file:
    file.write(new); file.flush(); os.fsync(file.fileno())
os.chmod('case.yaml.tmp.77.ab12', os.stat('case.yaml').st_mode)
os.replace('case.yaml.tmp.77.ab12', 'case.yaml')
directory = os.open('.', os.O_RDONLY); os.fsync(directory); os.close(directory)
"""
PYTHON_MAP = """
import mmap
with open('case.yaml', 'r+b') as file, mmap.mmap(file.fileno(), 0) as memory:
    at = memory.find(b'hello'); memory[at:at + 5] = b'howdy'; memory.flush()
"""
NODE_ATOMIC = """
const fs = require('fs');
const text = fs.readFileSync('case.yaml', 'utf8').replaceAll('hello', 'ahoy');
const file = fs.openSync('case.yaml.tmp.5.f00d', 'wx', fs.statSync('case.yaml').mode);
fs.writeSync(file, text); fs.fsyncSync(file); fs.closeSync(file);
fs.renameSync('case.yaml.tmp.5.f00d', 'case.yaml');
"""
NODE_PLAIN = ("const fs = require('fs'); fs.writeFileSync('case.yaml', "
              "fs.readFileSync('case.yaml', 'utf8').replaceAll('hello', 'ahoy'))")
PAD = """
import os
file = os.open('case.yaml', os.O_RDWR)
os.posix_fallocate(file, 0, 9000); os.pwrite(file, b'end', 8997); os.close(file)
"""
RANGE = """
import os
source = os.open('case.yaml', os.O_RDONLY); target = os.open('copy.yaml', os.O_WRONLY | os.O_CREAT)
while os.copy_file_range(source, target, 4096): pass
os.close(target)
"""
TWO_APPENDERS = ("for i in 1 2; do (for n in $(seq 20); do flock case.yaml "
                 "sh -c \"echo $i: >> case.yaml\"; done) & done; wait; sort -o case.yaml case.yaml")


def python(code):
    return ["python3", "-c", code]


# Each is a shell command or words, or `keys` of an editor. `../new.yaml` is another text, with a time and mode of its own.
WAYS = {
    "vim": "vim -Nu NONE -es -c '%s/hello/ahoy/g' -c wq case.yaml",
    "vim with backup": "vim -Nu NONE -es -c 'set backup' -c '%s/hello/ahoy/g' -c wq case.yaml",
    "vim by copying": "vim -Nu NONE -es -c 'set backupcopy=yes' -c '%s/hello/ahoy/g' -c wq case.yaml",
    "neovim": "nvim --headless -u NONE -c '%s/hello/ahoy/g' -c wq case.yaml",
    "emacs": ["emacs", "--batch", "-Q", "case.yaml", "--eval",
              '(progn (while (search-forward "hello" nil t) (replace-match "ahoy")) (save-buffer))'],
    "emacs by copying": ["emacs", "--batch", "-Q", "case.yaml", "--eval",
                         '(progn (setq backup-by-copying t) (while (search-forward "hello" nil t) '
                         '(replace-match "ahoy")) (save-buffer))'],
    "nano": ("nano -I case.yaml", "greeting", [b"# ahoy\r", b"\x13", b"\x18"]),
    "micro": ("micro case.yaml", "greeting", [b"# ahoy\r", b"\x13", b"\x11"]),
    "joe": ("joe case.yaml", "greeting", [b"\x0bu", b"# ahoy\r", b"\x0bx"]),
    "ed": "printf ',s/hello/ahoy/g\\nw\\nq\\n' | ed -s case.yaml",
    "sed -i": "sed -i s/hello/ahoy/ case.yaml",
    "sed -i with backup": "sed -i.bak s/hello/ahoy/ case.yaml",
    "perl -pi": "perl -pi -e s/hello/ahoy/ case.yaml",
    "perl -pi with backup": "perl -pi.bak -e s/hello/ahoy/ case.yaml",
    "tee": "tee case.yaml < ../new.yaml > /dev/null",
    "tee -a": "tee -a case.yaml < ../new.yaml > /dev/null",
    ">": "cat ../new.yaml > case.yaml",
    ">>": "for i in 1 2 3; do echo \"more: $i\" >> case.yaml; done",
    "cp": "cp ../new.yaml case.yaml",
    "cp -a": "cp -a ../new.yaml case.yaml",
    "cp --remove-destination": "cp --remove-destination ../new.yaml case.yaml",
    "cp to a new name": "cp -p ../new.yaml another.yaml && cp another.yaml third.yaml",
    "mv": "cp -p ../new.yaml ../moved.yaml && mv ../moved.yaml case.yaml",
    "mv in place": "cp -p ../new.yaml other.yaml && mv other.yaml case.yaml",
    "mv -n": "cp -p ../new.yaml other.yaml && mv -n other.yaml case.yaml; mv -n other.yaml free.yaml",
    "mv with backup": "cp -p ../new.yaml other.yaml && mv -b other.yaml case.yaml",
    "rm": "rm case.yaml",
    "install": "install -m 600 ../new.yaml case.yaml",
    "tar x": "tar -C ../ -cf - --transform s/new/case/ new.yaml | tar -xf -",
    "tar x over": "tar -C ../ -cf - --transform s/new/case/ new.yaml | tar -xf - --overwrite",
    "rsync": "rsync ../new.yaml case.yaml",
    "rsync -a": "rsync -a ../new.yaml case.yaml",
    "rsync -a twice": "rsync -a ../new.yaml case.yaml && rsync -a --out-format=%n ../new.yaml case.yaml",
    "rsync --inplace": "rsync -t --inplace ../new.yaml case.yaml",
    "rsync a directory": "rsync -rt --delete --exclude=keep ../tree/ .",
    "patch": "patch -s -p1 < ../change.patch",
    "patch with backup": "patch -s -b -p1 < ../change.patch",
    "git apply": "git apply ../change.patch",
    "git checkout": "git --git-dir=../repository --work-tree=. checkout -q -- case.yaml",
    "dd": "dd if=../new.yaml of=case.yaml status=none",
    "dd into the middle": "printf XY | dd of=case.yaml bs=1 seek=20 conv=notrunc status=none",
    "dd by bytes": "head -c 300 ../new.yaml | dd of=case.yaml bs=1 status=none",
    "dd beyond the end": "printf XY | dd of=case.yaml bs=1 seek=70000 conv=notrunc status=none",
    "truncate": "truncate -s 20 case.yaml",
    "truncate longer": "truncate -s 100000 case.yaml",
    "touch": "touch case.yaml",
    "touch a time": "touch -d '2001-02-03 04:05:06.789' case.yaml",
    "touch a new file": "touch new-one.yaml",
    "chmod": "chmod 604 case.yaml",
    "chown to oneself": "chown $(id -u):$(id -g) case.yaml",
    "mmap": python(PYTHON_MAP),
    "fallocate": python(PAD),
    "copy_file_range": python(RANGE),
    "python": python("text = open('case.yaml').read(); open('case.yaml', 'w').write(text * 500)"),
    "python, atomic": python(PYTHON_ATOMIC),
    "node": ["node", "-e", NODE_PLAIN],
    "node, atomic": ["node", "-e", NODE_ATOMIC],
    "sqlite": "sqlite3 data.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1), (2); UPDATE t SET x = x + 1' "
              "&& sqlite3 data.db .dump && rm data.db",
    "sqlite, write-ahead log": "sqlite3 data.db 'PRAGMA journal_mode = WAL; CREATE TABLE t (x); "
                               "INSERT INTO t VALUES (1)' && sqlite3 data.db .dump && rm data.db*",
    "flock": TWO_APPENDERS,
    "link": "ln -s case.yaml link.yaml && echo 'more: 1' >> link.yaml && rm link.yaml",
    "xargs in parallel": "seq 40 | xargs -P 8 -I{} sh -c 'echo \"n{}: {}\" > case-{}.yaml'",
}


def prepare(directory):
    """Leaves nothing in the directory but the case."""
    for name in os.listdir(directory):
        path = os.path.join(directory, name)
        shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)
    path = os.path.join(directory, "case.yaml")
    with open(path, "w") as file:
        file.write(TEXT)
    os.chmod(path, 0o640)
    os.utime(path, ns=(OLD, OLD))


def sources(parent):
    """What the ways copy from stands beside the directory."""
    new = os.path.join(parent, "new.yaml")
    with open(new, "w") as file:
        file.write('name: greeting\ninput: "good day"\n' + "# filler\n" * 20_000)
    os.chmod(new, 0o644)
    os.utime(new, ns=(OLD + 5, OLD + 1_000_000_005))
    tree = os.path.join(parent, "tree")
    os.makedirs(tree, exist_ok=True)
    for name in ("case.yaml", "extra.yaml"):
        shutil.copy2(new, os.path.join(tree, name))
    with open(os.path.join(parent, "change.patch"), "w") as file:
        file.write(PATCH)
    repository = os.path.join(parent, "repository")
    work = os.path.join(parent, "work")
    os.makedirs(work, exist_ok=True)
    with open(os.path.join(work, "case.yaml"), "w") as file:
        file.write("from: git\n")
    git = ["git", f"--git-dir={repository}", f"--work-tree={work}", "-c", "user.name=a", "-c",
           "user.email=a@example.com"]
    subprocess.run(["git", "init", "-q", "--bare", repository], check=True)
    subprocess.run(git + ["config", "core.bare", "false"], check=True)
    subprocess.run(git + ["add", "-A"], check=True)
    subprocess.run(git + ["commit", "-q", "-m", "a case"], check=True)


def type_keys(command, shown, keys, directory):
    """Runs an editor in a terminal: waits until it shows a text, then types; gives its exit status."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(directory)
        os.environ.update(TERM="xterm", LINES="30", COLUMNS="90", MICRO_TRUECOLOR="off")
        os.execvp("sh", ["sh", "-c", "exec " + command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 90, 0, 0))
    seen, deadline, sent = b"", time.monotonic() + 40, 0
    while time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.3)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), ""
        elif shown.encode() in seen and sent < len(keys):
            # The editor has nothing more to show: it waits for keys.
            os.write(terminal, keys[sent])
            sent += 1
    os.kill(process, 9)
    os.waitpid(process, 0)
    return -9, ""


def run(way, directory):
    if isinstance(way, tuple):
        return type_keys(*way, directory)
    words = ["bash", "-c", way] if isinstance(way, str) else way
    outcome = subprocess.run(words, cwd=directory, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return outcome.returncode, outcome.stdout.decode(errors="replace")


def state(directory, began):
    """Names, content, modes and times; a time since the way began is just `now`."""
    found = {}
    for name in sorted(os.listdir(directory)):
        status = os.lstat(os.path.join(directory, name))
        content = b""
        if stat.S_ISREG(status.st_mode):
            with open(os.path.join(directory, name), "rb") as file:
                content = file.read()
            if len(content) != status.st_size:
                content = f"{status.st_size} bytes told, {len(content)} read".encode()
        changed = "now" if status.st_mtime_ns >= began else status.st_mtime_ns
        found[name] = (oct(status.st_mode), changed, content)
    return found


def main():
    plain, mounted = (os.path.abspath(path) for path in sys.argv[1:3])
    scratch = os.path.dirname(plain)
    names = sys.argv[3:] or list(WAYS)
    failures = 0
    os.environ["HOME"] = os.path.join(scratch, "home")
    os.makedirs(os.environ["HOME"], exist_ok=True)
    sources(scratch)
    for name in names:
        way = WAYS[name]
        words = way[0] if isinstance(way, tuple) else way
        program = words.split()[0] if isinstance(words, str) else words[0]
        if program in ("vim", "nvim", "nano", "micro", "joe", "emacs", "node") and not shutil.which(program):
            failures += 1
            print(f"{name}: {program} is missing; run Scripts/install-dependencies")
            continue
        outcomes = []
        for directory in (plain, mounted):
            prepare(directory)
            here = way
            if directory == mounted:
                # What stands beside the plain directory is named by its path.
                move = lambda text: text.replace("../", scratch + "/")
                here = (tuple([move(way[0]), way[1], way[2]]) if isinstance(way, tuple)
                        else move(way) if isinstance(way, str) else [move(word) for word in way])
            # The clock of file times may lag behind the clock of the system by a tick.
            began = time.time_ns() - 20_000_000
            status, output = run(here, directory)
            outcomes.append((status, state(directory, began), output))
        (status, expected, _), (got_status, got, output) = outcomes
        if status != 0 and name not in ("mv -n",):
            failures += 1
            print(f"{name}: ends with {status} on the plain directory: {outcomes[0][2]}")
        if (got_status, got) != (status, expected):
            failures += 1
            print(f"{name}: ended with {got_status} for {status}: {output}")
            for file in sorted(set(expected) | set(got)):
                if expected.get(file) != got.get(file):
                    show = lambda entry: entry and (entry[0], entry[1], len(entry[2]), entry[2][:60])
                    print(f"    {file}: {show(got.get(file))} for {show(expected.get(file))}")
    if failures == 0:
        print(f"{len(names)} ways to save")


main()
