"""`make demo` shows what it promises: a live stack in two debuggers, and the same stack of a core in three hosts."""

import re
import subprocess
from pathlib import Path

import pytest

import nodes

DEMO = Path(__file__).parents[1] / "demo"
# A function with its place; the service is stopped where it happens to be, in its own code or in Node's
STACK = re.compile(r"^#\d+ .* at \S+:\d+:\d+$|no JavaScript is running", re.M)


@pytest.mark.slow
@pytest.mark.live
def test_demo():
    nodes.node("24.21.0")
    done = subprocess.run([DEMO / "demo.sh"], capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL)
    text = done.stdout
    assert done.returncode == 0, text[-3000:] + done.stderr
    for title in ("live in gdb", "live in lldb", "the core in gdb", "the core in lldb", "the core with no debugger"):
        shown = text.split(f"== {title}")[1].split("\n", 1)[1].split("\x1b")[0]
        assert STACK.search(shown), f"{title}: {shown}"
    assert text.count("(the three are the same)") >= 1
