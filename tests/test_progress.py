"""Progress on a terminal, and Ctrl-C: what there is so far, in the command line and in gdb and lldb."""

import json
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
from v8dbg import commands
from v8dbg.census import census
from v8dbg.elf_core import ElfCore
from v8dbg.heap import heaps
from v8dbg.objects import HEAP_TAG
from v8dbg.process import Process
from v8dbg.progress import Progress
from v8dbg.render import Out
from v8dbg.session import Session

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


# Takes two seconds for the first page, and then a while for each
WAITING = """
import time, v8dbg.census as census
walk, calls = census.objects_of, []
def slow(*args):
    if not calls:
        print('begun', flush=True)
    time.sleep(0.3 if calls else 2)
    calls.append(args)
    return walk(*args)
census.objects_of = slow
"""


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
def stopped(walk):
    first = []
    def slow(*args):
        if not first:
            first.append(os.kill(os.getpid(), signal.SIGINT))
        return walk(*args)
    return slow
census.objects_of = stopped(census.objects_of)
"""


def test_command_line():
    target = targets.core("heap", ONE)
    code = SLOW + "import sys, v8dbg.__main__ as main; sys.exit(main.main(sys.argv[1:]))"
    argv = [sys.executable, "-c", code, "-e", str(target.node), str(target.core), "findjsobjects", "--top", "2"]
    more = {"cwd": debuggers.ROOT, "env": debuggers.clean_env(), "timeout": 120}
    done = subprocess.run(argv, capture_output=True, text=True, **more)
    assert done.returncode == 1 and "warning: partial: interrupted after" in done.stdout and not done.stderr
    assert "total" in done.stdout


# A part of what they print would be wrong: Ctrl-C ends them
WHOLE = ["jsretainers global.process", "jsdominators", "jsleaks", "findjsobjects --live", "jssnapshot FILE"]
# What each does when it is at its end
LAST = ["retainers.tree", "retained.tree", "suspects.classes_of", "heap_table.live", "snapshot_writer._Writer._strings"]


def check_ended(line, text, folder):
    (ended,) = text.splitlines()
    said = ["a part of the answer would be wrong", "nothing was found yet"]  # the latter when the heap had been read
    said = ["was not written"] if "jssnapshot" in line else said
    assert ended.startswith("interrupted") and any(each in ended for each in said), line
    assert not [each for each in folder.iterdir() if "snapshot" in each.name], line


@pytest.mark.parametrize("host", ["gdb", "lldb"])
def test_debuggers(host, tmp_path):
    target = targets.core("reach", ONE)
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    load = f"source {script}" if host == "gdb" else f"command script import {script}"
    whole = [line.replace("FILE", f"{tmp_path}/a.heapsnapshot") for line in WHOLE]
    (heap,) = heaps(Session(ElfCore(str(target.core), str(target.node))))
    first = int(census(heap).addresses[0]) | HEAP_TAG  # what lies further may be left out
    lines = ["findjsobjects --top 2", f"jsfindrefs {first:#x}", *whole]
    stopped = [each for line in lines for each in (load, line)]  # each once
    *outputs, after = debuggers.run(host, target, [*stopped, "v8types JS_MAP_TYPE"]).outputs
    rows, references, *ended = outputs[1::2]
    assert "warning: partial: interrupted after" in rows.text and "total" in rows.text
    assert "warning: partial: interrupted after" in references.text
    for line, output in zip(whole, ended):
        check_ended(line, output.text, tmp_path)
    assert after.text and not after.error


@pytest.mark.parametrize("last", [False, True])
def test_what_has_no_honest_part(last, tmp_path, monkeypatch):
    """Interrupted when they begin, or when they are nearly done: one sentence, no half of a file."""
    target = targets.core("reach", ONE)
    session = Session(ElfCore(str(target.core), str(target.node)))
    for line, name in zip(WHOLE, LAST):
        words = line.replace("FILE", f"{tmp_path}/a.heapsnapshot").split()
        for more in ([], ["--json"]):
            text = []
            with monkeypatch.context() as patched:
                place = f"v8dbg.{name if last else 'census.objects_of'}"
                patched.setattr(place, lambda *_: signal.raise_signal(signal.SIGINT))
                assert commands.run(words + more, lambda: session, Out(text.append)) == commands.PARTIAL
            check_ended(line, json.loads("".join(text))["error"] if more else "".join(text), tmp_path)


@pytest.mark.parametrize("line", ["findjsobjects --top 2", "jsfindrefs global.process", *WHOLE])
def test_on_a_terminal(line, tmp_path):
    """A real one: Ctrl-C typed at it ends the command with what there is."""
    target = targets.core("reach", ONE)
    words = line.replace("FILE", f"{tmp_path}/a.heapsnapshot").split()
    code = WAITING + "import sys, v8dbg.__main__ as main; sys.exit(main.main(sys.argv[1:]))"
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(debuggers.ROOT)
        argv = [sys.executable, "-c", code, "-e", str(target.node), str(target.core), *words]
        os.execve(sys.executable, argv, debuggers.clean_env())
    text, typed, end = b"", False, time.monotonic() + 60
    while time.monotonic() < end and select.select([terminal], [], [], 60)[0]:
        try:
            text += os.read(terminal, 4096)
        except OSError:
            break
        # those that give what there is show how far they are when they are asked; the others when they go on
        if b"begun" in text and not typed and (line not in WHOLE or b" left (Ctrl-C" in text):
            os.write(terminal, b"\x03")
            typed = True
    os.waitpid(pid, 0)
    os.close(terminal)
    assert b"MB/s" in text and b" s left (Ctrl-C" in text and b"interrupted after" in text, text
    assert not list(tmp_path.iterdir())
