"""The file systems that are compared, and how a command is timed."""

import os
import statistics
import subprocess
import time


class Failed(Exception):
    """A command failed; the text says which and how."""


def run(command, cwd=None):
    """The output of a command, which must succeed; a text goes to the shell."""
    done = subprocess.run(command, cwd=cwd, shell=isinstance(command, str), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, errors="replace")
    if done.returncode:
        raise Failed(f"{command} in {cwd or '.'} exited {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def timed(command, cwd=None):
    """The seconds that a command took, and its output."""
    began = time.monotonic()
    out = run(command, cwd)
    return time.monotonic() - began, out


def drop_caches():
    """Empties the kernel's caches; False where only root may."""
    try:
        os.sync()
        with open("/proc/sys/vm/drop_caches", "w", encoding="ascii") as control:
            control.write("3\n")
        return True
    except OSError:
        return False


def median_of(rows):
    return {state: round(statistics.median(times), 6) for state, times in rows.items() if times}


def size_of(path, prefix=""):
    """The bytes of the files below a directory whose names begin with the prefix."""
    return sum(os.lstat(os.path.join(base, name)).st_size
               for base, _, names in os.walk(path) for name in names if name.startswith(prefix))


def table(head, rows):
    widths = [max(len(str(row[i])) for row in [head, *rows]) for i in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("  ".join(
        str(cell).ljust(width) if i == 0 else str(cell).rjust(width)
        for i, (cell, width) in enumerate(zip(line, widths))) for line in lines) + "\n"


class Directory:
    """Plain files."""

    def __init__(self, path):
        self.path = path

    def open(self):
        pass

    def close(self):
        pass


class Mounted(Directory):
    """A FUSE file system that is mounted afresh for each measurement."""

    def __init__(self, path):
        super().__init__(path)
        os.makedirs(path, exist_ok=True)

    def close(self):
        if os.path.ismount(self.path):
            done = subprocess.run(self.unmounting(), stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL, check=False)
            if done.returncode or os.path.ismount(self.path):
                subprocess.run(["fusermount3", "-u", "-z", self.path], check=False)

    def unmounting(self):
        return ["fusermount3", "-u", self.path]


class Bindfs(Mounted):
    """The exported files through bindfs: what a plain FUSE file system costs."""

    def __init__(self, source, path):
        super().__init__(path)
        self.source = source

    def open(self):
        run(["bindfs", "--no-allow-other", self.source, self.path])


class Dossier(Mounted):
    """The mount under test."""

    def __init__(self, binary, path, read_only=False):
        super().__init__(path)
        self.binary, self.store = binary, ""
        self.options = ["--read-only"] if read_only else []

    def open(self):
        """Mounts; the seconds until it was ready."""
        return timed([self.binary, "mount", self.path, "--store", self.store, *self.options])[0]

    def unmounting(self):
        return [self.binary, "unmount", self.path]

    def import_(self, corpus, store):
        """The seconds that an import took, its peak memory in MiB, and what it printed."""
        began = time.monotonic()
        process = subprocess.Popen(
            [self.binary, "import", corpus, "--store", store, "--account", "bench", "--kind",
             "interaction"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(f"import of {corpus} exited {process.returncode}: {out[-2000:]}")
        return seconds, usage.ru_maxrss // 1024, out.strip()[-2000:]

    def processes(self):
        """The ids of the mount's process; none when it is gone."""
        found = []
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as command:
                    words = command.read().decode(errors="replace").split("\0")
            except OSError:
                continue
            if os.path.basename(words[0]) == "dossier" and self.path in words:
                found.append(pid)
        return found

    def memory(self):
        """The memory of the mount's process."""
        for pid in self.processes():
            try:
                with open(f"/proc/{pid}/status", encoding="ascii") as status:
                    rows = dict(line.split(":", 1) for line in status if ":" in line)
            except OSError:
                continue
            return {"vmRSSMiB": round(int(rows["VmRSS"].split()[0]) / 1024, 1),
                    "rssAnonMiB": round(int(rows["RssAnon"].split()[0]) / 1024, 1)}
        return {"vmRSSMiB": None, "rssAnonMiB": None}
