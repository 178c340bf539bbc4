"""Runs in lldb: types the lines of $V8DBG_DRIVE and writes what each one printed (see ../debuggers.py)."""

import json
import os
import sys

import lldb


def probe(debugger, line):
    """A line "!module.function argument …" calls it with v8dbg's process in this debugger."""
    from v8dbg import lldb_host

    module, _, function = line[1:].split()[0].rpartition(".")
    process = lldb_host.LldbProcess(debugger.GetSelectedTarget().GetProcess())
    return getattr(__import__(module), function)(process, *line.split()[1:])


def run(debugger, line):
    if line.startswith("!"):
        return {"text": json.dumps(probe(debugger, line))}
    result = lldb.SBCommandReturnObject()
    thread = debugger.GetSelectedTarget().GetProcess().GetSelectedThread()
    # inside `command script import` a line would run in that command's frame, not in the one selected since
    context = lldb.SBExecutionContext(thread.GetSelectedFrame())
    debugger.GetCommandInterpreter().HandleCommand(line, context, result, False)
    error = (result.GetError() or "").rstrip("\n")
    failed = error if not result.Succeeded() else ""
    return {
        "text": (result.GetOutput() or ""),
        "error": failed[len("error: ") :] if failed.startswith("error: ") else failed,
    }


def __lldb_init_module(debugger, internal):
    job = json.loads(os.environ["V8DBG_DRIVE"])
    sys.path.append(job["tests"])
    answers = [run(debugger, line) for line in job["lines"]]
    with open(job["answer"], "w") as file:
        json.dump(answers, file)
