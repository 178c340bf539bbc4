"""Seconds and memory of questions about a whole heap: the first one of a core, further ones, and without the index;
and how many times as long as reading the core once they take. With a Python that has numba (V8DBG_PYTHON) dominators
take a third of the time that numpy needs for them.

python3 tests/bench_heap.py [MEGABYTES …]"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import bench
import targets

ROOT = Path(__file__).parents[1]
VERSION = "24.21.0"
CASES = [  # (what it is, command, seconds to stay under; 0: none are set)
    ("first", "jsretainers global.kept", 30),
    ("first", "jsdominators --top 5", 30),
    ("first", "jsleaks", 30),
    ("second", "jsretainers global.kept", 2),
    ("second", "jsdominators --top 5", 2),
    ("second", "jsdominators global.kept", 2),
    ("second", "jsleaks", 2),
    ("no index", "jsdominators --top 5 --no-cache", 0),
    ("no index", "findjsobjects --duplicates --top 5", 15),
]


def timed(argv: list, cache: str) -> tuple:
    """(seconds, of processor time, megabytes at most)"""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, "-c", _PEAK, *argv]
    environment = {**os.environ, "XDG_CACHE_HOME": cache, "V8DBG_CACHE": str(targets.nodes.cache())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # nobody compiles v8dbg each time
    done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if "v8dbg: " in done.stdout + done.stderr:
        raise SystemExit(done.stdout + done.stderr)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, busy, int(done.stderr.split()[-1])


_PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "v8dbg", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10, file=sys.stderr)
"""


def main() -> None:
    print(f"{'heap':>8} {'':8} {'seconds':>8} {'busy':>8} {'memory':>9} {'x read':>7}  command")
    for size in [int(word) for word in sys.argv[1:]] or [100, 600, 2000]:
        target = targets.core(f"bench/heap_{size}", VERSION)
        read = [sys.executable, "-c", bench.READ, str(target.core)]
        base = min(bench.whole(read).seconds for _ in range(3))  # the first one fills the page cache
        cache = tempfile.mkdtemp(prefix="v8dbg-bench-")
        try:
            for what, command, aim in CASES:
                argv = ["-e", str(target.node), str(target.core), *command.split()]
                seconds, busy, memory = timed(argv, cache)
                verdict = f"   {'under' if seconds < aim else 'OVER'} {aim} s" if aim else ""
                row = f"{size:5} MB {what:8} {seconds:7.1f}s {busy:7.1f}s {memory:6} MB {seconds / base:7.1f}"
                print(f"{row}  {command}{verdict}", flush=True)
        finally:
            shutil.rmtree(cache)


if __name__ == "__main__":
    main()
