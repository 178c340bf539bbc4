"""Cores of a process that died while V8 collected garbage: objects have moved, references to them have not all.

A breakpoint stops it where the objects of a collection have been copied. gdb writes the core."""

import subprocess
import tempfile
from pathlib import Path

import debuggers
import nodes
import targets

PROGRAM = "heap_unswept"
WHERE = {  # functions that are gone through, the last one is where the core is written; in Node.js 12 to 26
    "scavenge": ["Scavenger::Finalize"],
    "mark-compact": ["GCExtension::GC", "MarkCompactCollector::UpdatePointersAfterEvacuation"],
}


def cores(version: str) -> dict:
    """{kind of collection: core}, made by one run of gdb and kept as targets.core keeps its cores."""
    program, node = targets.program(PROGRAM), nodes.node(version)
    folder = nodes.cache() / "cores" / version / f"stopped-{targets.key(program)}"
    with targets.lock(folder):
        if not folder.exists():
            make(program, node, folder)
    return {kind: folder / kind for kind in WHERE}


def make(program, node, folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder.parent) as scratch:
        scratch = Path(scratch)
        lines = ["set breakpoint pending off", "set startup-with-shell off", "starti"]
        for kind, functions in WHERE.items():
            for function in functions:
                lines += ["delete", f"break v8::internal::{function}", "continue"]
            lines.append(f"generate-core-file {scratch / kind}")
        argv = [*debuggers.gdb(), *(part for line in [*lines, "kill"] for part in ("-ex", line))]
        argv += ["--args", *targets.command(program, node)]
        done = subprocess.run(argv, cwd=scratch, env=targets.environment(scratch), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=targets.TIMEOUT)  # fmt: skip
        for kind in WHERE:
            if not (scratch / kind).exists():
                raise targets.NoCore(f"no core of a {kind}: {(done.stdout + done.stderr)[-500:]}")
            thin = scratch / "thin"
            subprocess.run(["cp", "--sparse=always", scratch / kind, thin], check=True)
            thin.rename(scratch / kind)
        scratch.rename(folder)
        scratch.mkdir()  # for the context manager to remove
