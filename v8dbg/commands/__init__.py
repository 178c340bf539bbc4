"""The registry of commands and the one way to run a line.

A command is a module here that has the command's name, whose docstring is its help, and

    arguments(parser)          declares its flags (argparse)
    document(session, args)    what --json prints
    lines(session, args)       what people read, an iterator of render.Line

It never prints and never computes: that is the library's.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import inspect
import pkgutil
import re
from typing import Any, Callable, Iterable, NoReturn, Optional

from .. import invariants
from ..errors import Error, Usage
from ..render import Out, Span
from ..session import Session
from ..workers import finish

OK, PARTIAL, USAGE = 0, 1, 2  # exit status for scripts
_QUOTES = b'"""'


class _Help(Exception):
    """-h was given; the text to print."""


class Bare:
    """A document that is printed as it is, with no "warnings" added: what it could not say stands in it."""

    def __init__(self, value: Any) -> None:
        self.value = value


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Usage(f"{self.prog}: {message}", f"`{self.prog} -h` explains the flags")

    def print_help(self, file: Any = None) -> None:
        raise _Help(self.format_help())


def names() -> dict[str, str]:
    """Every command's name and its docstring."""
    found = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: _docstring(name) for name in found}


def _docstring(name: str) -> str:
    """Read, not imported: a debugger that loads v8dbg should not load all that its commands need."""
    source = pkgutil.get_data(__name__, f"{name}.py") or b""
    end = source.find(_QUOTES, 3) + 3 if source.startswith(_QUOTES) else len(source)
    return ast.get_docstring(ast.parse(source[:end])) or ""  # of all the rest nothing is needed, and it is long


def _module(name: str) -> Any:
    return importlib.import_module(f"{__name__}.{name}")


def parser_for(name: str) -> argparse.ArgumentParser:
    """The argument parser of a command, the flags that all share included."""
    module = _module(name)
    parser = _Parser(
        prog=name,
        description=inspect.getdoc(module),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.arguments(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour the output")
    return parser


def flags(name: str) -> list[str]:
    """Every option string of a command, for completion and for the documentation's test."""
    return sorted(option for action in parser_for(name)._actions for option in action.option_strings)


_QUOTED = r"""\"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_PAREN = rf"""\((?:{_QUOTED}|[^()"']|%s)*\)"""
_TOKEN = re.compile(
    rf"""\s+|\[(?:{_QUOTED}|[^\]"'])*\]|{_PAREN % (_PAREN % (_PAREN % "(?!)"))}|"""
    r""""((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)|[^\s"'\\\[(]+|."""
)


def split(line: str) -> list[str]:
    """Words of a typed line, as a shell splits them; what is in brackets or parentheses keeps quotes and blanks."""
    words: list[str] = []
    current: Optional[str] = None
    for match in _TOKEN.finditer(line):
        text = match[0]
        if text.isspace():
            if current is not None:
                words.append(current)
            current = None
            continue
        if match[1] is not None:
            text = re.sub(r'\\(["\\])', r"\1", match[1])
        elif match[2] is not None:
            text = match[2]
        elif match[3] is not None:
            text = match[3]
        current = (current or "") + text
    if current is not None:
        words.append(current)
    return words


def run(argv: list[str], open_session: Callable[[], Session], out: Out) -> int:
    """Runs one command; returns its exit status. Errors are one line on `out`, never a traceback."""
    opened: list[Session] = []

    def opening() -> Session:
        opened.append(open_session())
        return opened[-1]

    try:
        status = _run(argv, opening, out)
        finish()
        return status
    except _Help as text:
        out.write(str(text))
        return OK
    except Usage as error:
        out.failed = True
        out.lines(_explain(error))
        return USAGE
    except Error as error:
        if "--json" in argv:
            message = f"{error} ({error.hint})" if error.hint else str(error)
            out.json({"error": message, "warnings": [message, *_warnings(opened)]})
        else:
            out.failed = True
            out.lines(_explain(error))
            out.lines(_warned(_warnings(opened)))
        return PARTIAL
    except KeyboardInterrupt as stop:
        so_far = "what was found so far is above" if out.wrote else "nothing was found yet"
        message = str(stop) or f"interrupted: {so_far}"
        if "--json" in argv:
            out.json({"error": message, "warnings": [message, *_warnings(opened)]})
        else:
            out.line(message)
            out.lines(_warned(_warnings(opened)))
        return PARTIAL


def _run_llnode(typed: list[str], known: Iterable[str], open_session: Callable[[], Session], out: Out) -> int:
    from . import _llnode, _values

    first, *others = _llnode.translate(typed, known)
    status = _run(first, open_session, out)
    for words in others:
        values = _values.functions(open_session(), words[1:])
        if values:
            status = max(status, _run([words[0], *values], open_session, out))
    return status


def _warnings(opened: list[Session]) -> list[str]:
    """What is wrong with the target as a whole, when a command has failed for it."""
    return opened[-1].warnings if opened else []


def _warned(warnings: Iterable[str]) -> Iterable[Any]:
    return ([Span("error", "warning: "), warning] for warning in warnings)


def _explain(error: Error) -> list[Any]:
    text = str(error)
    return [[Span("error", "v8dbg: "), f"{text}; {error.hint}" if error.hint else text]]


def _run(argv: list[str], open_session: Callable[[], Session], out: Out) -> int:
    known = names()
    if argv[:1] == ["v8"]:
        return _run_llnode(argv[1:], known, open_session, out)
    if not argv or argv[0] not in known:
        given = f"no command {argv[0]!r}" if argv else "no command given"
        raise Usage(f"{given}; there are: {' '.join(known)}")
    name = argv[0]
    args = parser_for(name).parse_args(argv[1:])
    if args.color != "auto":
        out.color = args.color == "always"
    args.width = out.width
    args.styled = out.color
    module = _module(name)
    session = open_session()
    session.begin()
    session.use_index = not getattr(args, "no_cache", False)
    for note in invariants.notes(session):
        session.warn(note)
    if args.json:
        document = module.document(session, args)
        if isinstance(document, Bare):
            out.json(document.value)
            return PARTIAL if session.warnings else OK
        document["warnings"] = session.warnings + document.get("warnings", [])
        out.json(document)
        return PARTIAL if document["warnings"] else OK
    out.lines(module.lines(session, args))
    out.lines(_warned(session.warnings))
    return PARTIAL if session.warnings else OK
