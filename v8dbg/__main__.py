"""The command line, without a debugger: v8dbg [-e NODE] CORE COMMAND [ARGUMENTS]."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Optional

from . import __version__, commands
from .elf_core import ElfCore
from .malloc import keep_what_is_freed
from .render import Out
from .session import Session

_USAGE = """\
usage: v8dbg [-e NODE] CORE COMMAND [ARGUMENTS]
       v8dbg COMMAND -h

Reads JavaScript state out of the core file of a Node.js process, with no debugger.

  -e NODE, --executable NODE  the program that left the core, if it is not where it was
  -h, --help                  this text; after a COMMAND: its flags
  --version                   v8dbg's version
  --plugin-path               the file to `source` in gdb, to `command script import` in lldb

commands:
"""


class _Wrong(Exception):
    """The command line cannot be understood."""


def _overview() -> str:
    known = commands.names()
    width = max(map(len, known), default=0)
    return _USAGE + "".join(
        f"  {name:{width}}  {text.strip().splitlines()[0]}\n" for name, text in known.items() if text
    ) + "  v8 NAME …  by llnode's names: v8 bt, v8 inspect, v8 print, v8 nodeinfo, …\n"


def _options(arguments: list[str]) -> tuple[str, list[str]]:
    """The executable ("" if none is given) and what follows the options."""
    executable = ""
    rest = list(arguments)
    while rest and rest[0].startswith("-") and rest[0] != "-":
        option = rest.pop(0)
        if option == "--":
            break
        if option in ("-e", "--executable"):
            if not rest:
                raise _Wrong(f"{option} needs the path of the program that left the core")
            executable = rest.pop(0)
        elif option.startswith("--executable="):
            executable = option.partition("=")[2]
        elif option.startswith("-e"):
            executable = option[2:]
        else:
            raise _Wrong(f"no option {option}; there are -e, -h, --version and --plugin-path")
    return executable, rest


def _terminal() -> tuple[bool, Optional[int]]:
    """Does standard output show colours, and how wide is it (None where it is no terminal)?"""
    if not sys.stdout.isatty():
        return False, None
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"
    return not plain, shutil.get_terminal_size().columns


def _run(arguments: list[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        (sys.stdout if arguments else sys.stderr).write(_overview())
        return commands.OK if arguments else commands.USAGE
    if arguments[0] == "--version":
        sys.stdout.write(f"v8dbg {__version__}\n")
        return commands.OK
    if arguments[0] == "--plugin-path":
        sys.stdout.write(os.path.dirname(os.path.realpath(__file__)) + ".py\n")
        return commands.OK
    executable, rest = _options(arguments)
    if rest and rest[0] in commands.names():
        if not {"-h", "--help"} & set(rest):
            raise _Wrong(f"name the core before the command: v8dbg [-e NODE] CORE {' '.join(rest)}")
        rest.insert(0, "")
    if len(rest) < 2:
        raise _Wrong(
            "name a core and a command: v8dbg [-e NODE] CORE COMMAND" if not rest else f"which command? {_known()}"
        )
    keep_what_is_freed()
    color, width = _terminal()
    out = Out(lambda text: (sys.stderr if out.failed else sys.stdout).write(text), color, width)
    return commands.run(rest[1:], lambda: Session(ElfCore(rest[0], executable)), out)


def _known() -> str:
    return "there are: " + " ".join(commands.names())


def main(arguments: Optional[list[str]] = None) -> int:
    """Runs one command; returns 0, 1 where something could not be read, 2 where the line is wrong."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
        return status
    except _Wrong as error:
        sys.stderr.write(f"v8dbg: {error}\n")
        return commands.USAGE
    except BrokenPipeError:
        # the reader has gone; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return commands.PARTIAL


if __name__ == "__main__":
    sys.exit(main())
