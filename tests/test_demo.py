"""`make demo` shows what it promises: a live stack in two debuggers, and the same stack of a core in three hosts."""

import subprocess
from pathlib import Path

import pytest

import nodes

DEMO = Path(__file__).parents[1] / "demo"


@pytest.mark.slow
@pytest.mark.live
def test_demo():
    nodes.node("24.21.0")
    done = subprocess.run([DEMO / "demo.sh"], capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
    text = done.stdout
    assert done.returncode == 0, text[-3000:] + done.stderr
    for title in ("live in gdb", "live in lldb", "the core in gdb", "the core in lldb", "the core with no debugger"):
        shown = text.split(f"== {title}")[1].split("\n", 1)[1].split("\x1b")[0]
        assert "service.js:" in shown or "no JavaScript is running" in shown, f"{title}: {shown}"
    assert text.count("(the three are the same)") >= 1
