"""Prints what Node.js knows of its process: pid, versions, platform, title and command line.

-e adds the environment variables as they are now, -t asks a worker for what it was given.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator

from .. import node_process
from ..render import Line, Span
from ..session import Session
from . import _threads


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-e", dest="environment", action="store_true", help="with the environment variables")
    _threads.arguments(parser)


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    for thread in _threads.each(session, args):
        info = node_process.process_info(session, thread)
        row: dict[str, Any] = {"thread": thread.id, "object": f"{info.object.address:#x}", "pid": info.pid}
        row.update(title=info.title, version=info.version, versions=info.versions, arch=info.arch)
        row.update(platform=info.platform, argv=info.argv, execArgv=info.exec_argv, execPath=info.exec_path)
        if args.environment:
            row["env"] = node_process.environment_variables(session)
        found.append(row)
    return {"processes": found}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for number, thread in enumerate(_threads.each(session, args)):
        info = node_process.process_info(session, thread)
        if number:
            yield ""
        v8 = info.versions.get("v8")
        rows = [
            ("node", f"{info.version}, V8 {v8}, {info.platform} {info.arch}"),
            ("script", " ".join([*info.exec_argv, *info.argv[1:]])),
            ("process", f"{info.object.address:#x}"),
            ("pid", info.pid),
            ("title", info.title),
            ("executable", info.exec_path),
            ("versions", ", ".join(f"{k} {v}" for k, v in info.versions.items() if v and k not in ("node", "v8"))),
        ]
        for name, value in rows:
            yield [Span("name", f"{name:<12}"), "<unknown>" if value is None else str(value)]
        if args.environment:
            for name, value in node_process.environment_variables(session).items():
                yield [Span("name", f"{name}"), f"={value}"]
