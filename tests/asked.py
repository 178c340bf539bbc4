"""A core whose objects `findjsobjects` is asked about."""

import json

import targets
from v8dbg import commands
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session


class Core:
    """`core`: another one than that of the program, a damaged copy of it."""

    def __init__(self, program, version, core=None):
        self.target = targets.core(program, version)
        self.session = Session(ElfCore(str(core or self.target.core), str(self.target.node)))

    def run(self, line, status=commands.OK):
        written = []
        found = commands.run(commands.split(line), lambda: self.session, Out(written.append))
        assert found == status, "".join(written)
        return "".join(written)

    def json(self, line, status=commands.OK):
        return json.loads(self.run(f"findjsobjects --json {line}", status))
