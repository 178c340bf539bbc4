"""Runs in gdb: types the lines of $V8DBG_DRIVE and writes what each one printed (see ../debuggers.py)."""

import json
import os
import sys

import gdb


def probe(line):
    """A line "!module.function argument …" calls it with v8dbg's process in this debugger."""
    from v8dbg import gdb_host

    module, _, function = line[1:].split()[0].rpartition(".")
    return getattr(__import__(module), function)(gdb_host.GdbProcess(), *line.split()[1:])


def run(line):
    try:
        if line.startswith("!"):
            return {"text": json.dumps(probe(line))}
        return {"text": gdb.execute(line, to_string=True)}
    except gdb.error as error:
        return {"text": "", "error": str(error)}


job = json.loads(os.environ["V8DBG_DRIVE"])
sys.path.append(job["tests"])
answers = [run(line) for line in job["lines"]]
with open(job["answer"], "w") as file:
    json.dump(answers, file)
