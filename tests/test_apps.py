"""Real applications, dumped at random instants: every frame is known, every position lies inside its script."""

import json
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

import nodes
import packages
import targets
from v8dbg import commands, scripts
from v8dbg.elf_core import ElfCore
from v8dbg.frames import stack
from v8dbg.render import Out
from v8dbg.session import Session

APPS = Path(__file__).parent / "apps"
NAMES = ("eslint", "fastify", "tsc", "webpack")
VERSIONS = [v for v in nodes.versions() if v.split(".")[0] in ("20", "24", "26")]
DUMPS = int(os.environ.get("V8DBG_DUMPS") or 3)  # of each application on each release
KINDS = ("js", "builtin", "wasm", "native", "internal")
STARTED = 2.5  # seconds after which every one is at work


def installed() -> Path:
    """The folder in the cache that has the applications."""
    return packages.installed(APPS / "package.json", "apps")


def dump(name: str, version: str, scratch: Path, started: float = STARTED) -> Path:
    """A core of an application that has run for a while."""
    root = installed()
    shutil.copy(APPS / f"{name}.js", root)
    argv = [str(nodes.node(version)), str(root / f"{name}.js"), str(root)]
    with open(scratch / "stderr", "wb") as err:
        process = subprocess.Popen(argv, cwd=scratch, preexec_fn=targets.allow_core, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=err)
        try:
            time.sleep(started + random.random())
            process.send_signal(signal.SIGABRT)
            process.wait(60)
        finally:
            process.kill()
    found = sorted(scratch.glob("core*"))
    assert found, (scratch / "stderr").read_text()[-500:]
    return found[0]


def check(core: Path, node: Path) -> int:
    """Number of JavaScript frames of all threads, each checked."""
    session = Session(ElfCore(str(core), str(node)))
    session.begin()
    javascript = 0
    for thread in session.process.threads():
        found = stack(session, thread)
        assert not found.warnings, found.warnings
        for frame in found.frames:
            assert frame.kind in KINDS
            assert not frame.notes, f"{frame.display or frame.symbol}: {frame.notes}"
            if frame.kind != "js":
                continue
            javascript += 1
            assert frame.callee is not None and (frame.script or frame.callee.eval_origin), frame
            known = frame.line is not None and frame.column is not None
            assert known, f"{frame.display} in {frame.script} has no position"
            text = scripts.source_line(frame.callee.source, frame.line)
            assert frame.column <= len(text.encode("utf-16-le")) // 2 + 1, f"{frame.script}:{frame.line}:{frame.column}"
    return javascript


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("version", VERSIONS)
def test_application(version, name):
    counts = []
    # a server that answered everything waits in epoll: dump again
    while len(counts) < DUMPS or not any(counts) and len(counts) < 5 * DUMPS:
        with tempfile.TemporaryDirectory(prefix="v8dbg-app-") as scratch:
            core = dump(name, version, Path(scratch))
            text = []
            session = Session(ElfCore(str(core), str(nodes.node(version))))
            status = commands.run(["jsstack", "--json", "-t", "all"], lambda session=session: session, Out(text.append))
            assert status == 0, json.loads("".join(text))["warnings"]
            counts.append(check(core, nodes.node(version)))
    print(f"{name} on {version}: {counts} JavaScript frames")
    assert any(counts)
