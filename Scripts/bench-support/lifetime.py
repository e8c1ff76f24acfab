"""What mounting again and again leaves behind, and how soon a killed mount is back."""

import os
import signal
import statistics
import time

from measure import Failed, run, table


def left_behind(dossier):
    """What outlives a mount if something leaks, of the whole machine."""
    connections = "/sys/fs/fuse/connections"
    with open("/proc/self/mountinfo", encoding="utf-8") as mounts, \
            open("/proc/sys/fs/file-nr", encoding="ascii") as files, \
            open("/proc/meminfo", encoding="ascii") as memory:
        available = next(line for line in memory if line.startswith("MemAvailable"))
        return {
            "mount points": len(mounts.readlines()),
            "FUSE connections": len(os.listdir(connections)) if os.path.isdir(connections) else 0,
            "processes of the mount": len(dossier.processes()),
            "files beside the store": sum(
                name.startswith(os.path.basename(dossier.store))
                for name in os.listdir(os.path.dirname(dossier.store))),
            "open files of all processes": int(files.read().split()[0]),
            "available memory, MiB": int(available.split()[1]) // 1024}


# These may not change at all; the rest belongs to everything that runs.
EXACT = ["mount points", "FUSE connections", "processes of the mount", "files beside the store"]


def cycle(dossier):
    """Mounts, looks at it, unmounts; what the process had meanwhile, and how long it took."""
    began = time.monotonic()
    dossier.open()
    run(["ls", dossier.path])
    (process,) = dossier.processes()
    held = {"descriptors of the mount": len(os.listdir(f"/proc/{process}/fd")),
            "memory of the mount, MiB": dossier.memory()["vmRSSMiB"]}
    dossier.close()
    deadline = time.monotonic() + 10
    while dossier.processes():
        if time.monotonic() > deadline:
            raise Failed("the process of a mount goes on after it was unmounted")
    return held, time.monotonic() - began


def cycles(dossier, count, say):
    """Mounts and unmounts so often, and compares what is there before and after."""
    dossier.close()
    cycle(dossier)
    before = left_behind(dossier)
    first, _ = cycle(dossier)
    seconds = []
    for _ in range(count - 1):
        last, took = cycle(dossier)
        seconds.append(took)
    after = left_behind(dossier)
    last = last if count > 1 else first
    say(f"\n{count:,} mounts and unmounts, {statistics.median(seconds or [0]) * 1000:.0f} ms each\n")
    rows = [[name, first[name], last[name]] for name in first]
    say(table(["", "before", "after"], rows + [[name, before[name], after[name]] for name in before]))
    leaks = [name for name in EXACT if before[name] != after[name]]
    if leaks or first["descriptors of the mount"] != last["descriptors of the mount"]:
        raise Failed(f"mounting leaks: {', '.join(leaks) or 'descriptors of the mount'}")
    return {"cycles": count, "before": {**first, **before}, "after": {**last, **after}}


def kills(dossier, count, say):
    """Kills the process of a mount while it is read, and mounts at the same place."""
    seconds = []
    for _ in range(count):
        dossier.close()
        dossier.open()
        run(["find", dossier.path, "-maxdepth", "3"])
        (process,) = dossier.processes()
        os.kill(int(process), signal.SIGKILL)
        while dossier.processes():
            pass
        try:
            os.listdir(dossier.path)
            raise Failed("a mount is read although its process was killed")
        except OSError:
            seconds.append(dossier.open())
        run(["ls", os.path.join(dossier.path, "interactions")])
    dossier.close()
    row = {"kills": count, "medianSeconds": round(statistics.median(seconds), 3),
           "largestSeconds": round(max(seconds), 3)}
    say(f"kill -9, then mounted at the same place: {row['medianSeconds']} s (median of {count}), "
        f"at most {row['largestSeconds']} s\n")
    return row
