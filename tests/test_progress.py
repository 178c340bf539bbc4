"""Progress on a terminal, and Ctrl-C: what there is so far, in the command line and in gdb and lldb."""

import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest

import debuggers
import nodes
import targets
from v8dbg.process import Process
from v8dbg.progress import Progress

ONE = nodes.versions()[-1]


class Clock:
    def __init__(self):
        self.now = 100.0

    def monotonic(self):
        return self.now


class Terminal:
    def __init__(self):
        self.text = ""

    def isatty(self):
        return True

    def write(self, text):
        self.text += text

    def flush(self):
        pass


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr("v8dbg.progress.time", found)
    return found


def test_line_after_a_second(clock, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(Process(), "heap", shown=True) as progress:
        clock.now += 0.9
        assert not progress(90 << 20, 1000 << 20) and not terminal.text
        clock.now += 1.1
        assert not progress(200 << 20, 1000 << 20)
        assert terminal.text.startswith("\rheap: 200 of 1000 MB, 100 MB/s, 8 s left")
        clock.now += 0.1
        progress(210 << 20, 1000 << 20)
        assert terminal.text.count("heap:") == 1  # not more often than one can read
    assert terminal.text.endswith("\r\x1b[K") and not progress.partial


def test_nothing_where_nobody_looks(clock, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(Process(), "heap") as progress:
        clock.now += 5
        progress(1, 2)
    assert not terminal.text


def test_first_and_second_interrupt():
    with Progress(Process(), "heap") as progress:
        assert not progress(10, 100)
        signal.raise_signal(signal.SIGINT)
        assert progress(30, 100) and progress.stopped
        assert progress.partial == "partial: interrupted after 30 % of the heap"
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


# Stops the work as a terminal's Ctrl-C does, while it is at its first pages
SLOW = """
import os, signal, v8dbg.census as census
walk, first = census.objects_of, []
def slow(*args):
    if not first:
        first.append(os.kill(os.getpid(), signal.SIGINT))
    return walk(*args)
census.objects_of = slow
"""


def test_command_line():
    target = targets.core("heap", ONE)
    code = SLOW + "import sys, v8dbg.__main__ as main; sys.exit(main.main(sys.argv[1:]))"
    argv = [sys.executable, "-c", code, "-e", str(target.node), str(target.core), "findjsobjects", "--top", "2"]
    more = {"cwd": debuggers.ROOT, "env": debuggers.clean_env(), "timeout": 120}
    done = subprocess.run(argv, capture_output=True, text=True, **more)
    assert done.returncode == 1 and "warning: partial: interrupted after" in done.stdout and not done.stderr
    assert "total" in done.stdout


@pytest.mark.parametrize("host", ["gdb", "lldb"])
def test_debuggers(host, tmp_path):
    target = targets.core("heap", ONE)
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    load = f"source {script}" if host == "gdb" else f"command script import {script}"
    result = debuggers.run(host, target, [load, "findjsobjects --top 2", "v8types JS_MAP_TYPE"])
    assert "warning: partial: interrupted after" in result.outputs[1].text, result
    assert "total" in result.outputs[1].text and not result.outputs[2].error


def test_on_a_terminal():
    """A real one: Ctrl-C typed at it ends the command with what there is."""
    target = targets.core("heap", ONE)
    begun = "first.append(1); import time; print('begun', flush=True); time.sleep(3)"
    slow = SLOW.replace("first.append(os.kill(os.getpid(), signal.SIGINT))", begun)
    code = slow + "import sys, v8dbg.__main__ as main; sys.exit(main.main(sys.argv[1:]))"
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(debuggers.ROOT)
        argv = [sys.executable, "-c", code, "-e", str(target.node), str(target.core), "findjsobjects", "--top", "2"]
        os.execve(sys.executable, argv, debuggers.clean_env())
    text, typed, end = b"", False, time.monotonic() + 60
    while time.monotonic() < end and select.select([terminal], [], [], 60)[0]:
        try:
            text += os.read(terminal, 4096)
        except OSError:
            break
        if b"begun" in text and not typed:
            os.write(terminal, b"\x03")
            typed = True
    os.waitpid(pid, 0)
    os.close(terminal)
    assert b"MB/s" in text and b"partial: interrupted after" in text, text
