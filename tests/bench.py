"""Seconds that jsstack adds to a debugger with a core: whole commands with and without it, in turns, in one run.

python3 tests/bench.py [-r ROUNDS] [VERSION …]"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import targets

ROOT = Path(__file__).parents[1]

PROGRAMS = {"classes": 0.4, "recursion": 1.5}  # and the seconds to stay under
LLDB = ROOT / "scripts" / "lldb"


def commands(target) -> dict:
    """{host: (command without jsstack, command with it)}"""
    node, core = str(target.node), str(target.core)
    gdb = ["gdb", "-nx", "-q", "-batch", node, core]
    lldb = [str(LLDB), "--no-lldbinit", "--batch", "-c", core, node]
    plugin = ROOT / "v8dbg.py"
    return {
        "gdb": (gdb, [*gdb, "-ex", f"source {plugin}", "-ex", "jsstack"]),
        "lldb": (lldb, [*lldb, "-o", f"command script import {plugin}", "-o", "jsstack"]),
        "none": ([sys.executable, "-c", ""], [sys.executable, "-m", "v8dbg", "-e", node, core, "jsstack"]),
    }


def timed(argv: list) -> tuple:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    done = subprocess.run(argv, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout + done.stderr


def measure(without: list, with_it: list, rounds: int) -> tuple:
    """(median without, median with, frames that were printed)"""
    _, text = timed(with_it)  # the first run fills the page cache and writes .pyc files
    frames = sum(line.lstrip().startswith("#") for line in text.splitlines())
    if not frames:
        raise SystemExit(f"no frame from: {' '.join(with_it)}\n{text[-2000:]}")
    pairs = [(timed(without)[0], timed(with_it)[0]) for _ in range(rounds)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), frames


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=5)
    parser.add_argument("versions", nargs="*", default=["16.20.2", "24.21.0"])
    args = parser.parse_args()
    print(f"{'Node.js':9} {'host':5} {'program':10} {'frames':>6} {'without':>8} {'with':>8} {'added':>8}   aim")
    for version in args.versions:
        for name, aim in PROGRAMS.items():
            for host, (without, with_it) in commands(targets.core(name, version)).items():
                before, after, frames = measure(without, with_it, args.rounds)
                row = f"{version:9} {host:5} {name:10} {frames:6} {before:7.2f}s {after:7.2f}s {after - before:7.2f}s"
                print(f"{row}   {'under' if after - before < aim else 'OVER'} {aim} s", flush=True)


if __name__ == "__main__":
    main()
