"""Runs in gdb or lldb, on a process it has attached to: stops it at random and asks for the stack each time."""

import os
import random
import re
import signal
import threading
import time

COLLECTION = re.compile(r"Heap::CollectGarbage|Scavenge|MarkCompact")
EXPRESSIONS = ("global.named", "-l 3 global.kept", "process.version")


def interrupt(pid: int) -> None:
    """SIGINT after a moment that nobody knows."""
    threading.Timer(random.uniform(0.0005, 0.02), os.kill, (pid, signal.SIGINT)).start()


def in_gdb(process, count, seconds) -> list:
    import gdb

    gdb.execute("handle SIGINT stop print nopass", to_string=True)
    pid, found = gdb.selected_inferior().pid, []
    for _ in range(int(count)):
        interrupt(pid)
        gdb.execute("continue", to_string=True)
        main = min(gdb.selected_inferior().threads(), key=lambda thread: thread.num)
        main.switch()  # any thread may have taken the signal
        found.append(gdb.execute("jsstack --json", to_string=True))
    return found


def in_lldb(process, count, seconds) -> list:
    """Fewer stops where time is up."""
    import lldb

    debugger = lldb.debugger
    debugger.SetAsync(False)
    result = lldb.SBCommandReturnObject()
    interpreter = debugger.GetCommandInterpreter()
    interpreter.HandleCommand("process handle SIGINT --stop true --pass false --notify false", result)
    target = debugger.GetSelectedTarget().process
    found, end = [], time.monotonic() + float(seconds)
    for _ in range(int(count)):
        if time.monotonic() > end:
            break
        interrupt(target.GetProcessID())
        target.Continue()
        target.SetSelectedThread(target.GetThreadAtIndex(0))
        result = lldb.SBCommandReturnObject()
        interpreter.HandleCommand("jsstack --json", result)
        found.append(result.GetOutput() or result.GetError() or "")
    return found


def collecting(process, wanted, seconds) -> list:
    """[stack, what each of EXPRESSIONS prints] of stops inside a collection of garbage, as many as time allows."""
    import gdb

    gdb.execute("handle SIGINT stop print nopass", to_string=True)
    pid, found, end = gdb.selected_inferior().pid, [], time.monotonic() + float(seconds)
    while len(found) < int(wanted) and time.monotonic() < end:
        interrupt(pid)
        gdb.execute("continue", to_string=True)
        min(gdb.selected_inferior().threads(), key=lambda thread: thread.num).switch()
        stack = gdb.execute("jsstack", to_string=True)
        if COLLECTION.search(stack):
            found.append([stack, *(gdb.execute(f"jsprint --json {each}", to_string=True) for each in EXPRESSIONS)])
    return found
