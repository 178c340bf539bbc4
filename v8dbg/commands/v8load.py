"""Says whose layout of objects is in use, or forces that of another V8 until the debugger session ends.

    v8load            what is loaded          v8load 12.4     the tables of V8 12.4, the binary's own symbols unheard
    v8load auto       the target's own again, changes by `v8field` taken back

For a binary without metadata whose version is told wrong, and for builds of V8 that are none of Node.js.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, Iterator

from ..errors import Usage
from ..layout import tables
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", nargs="?", default="", metavar="VERSION", help="MAJOR.MINOR of a V8, or auto")


def _load(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    if args.version == "auto":
        session.load(None)
        session.begin()
    elif args.version:
        match = re.fullmatch(r"v?(\d+)\.(\d+)(\.\d+)*", args.version)
        if not match:
            raise Usage(f"v8load: {args.version!r} is no version of V8", "such as 12.4, or auto")
        session.load((int(match[1]), int(match[2])))
        session.begin()
    known = sorted({version for versions in tables().values() for version in versions})
    facts = session.layout.facts()
    return {
        "node": session.versions.node,
        "v8": session.versions.v8_full,
        "loaded": "%d.%d" % session.layout.version,
        "forced": session.forced is not None,
        "symbols": sum(1 for fact in facts if fact[4].startswith("v8dbg_")),
        "facts": len(facts),
        "changed": len(session.layout.patched()),
        "known": ["%d.%d" % version for version in known],
    }


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    return _load(session, args)


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    found = _load(session, args)
    node = f", Node.js {found['node']}" if found["node"] else ""
    yield f"target:  V8 {found['v8']}{node}"
    how = "forced" if found["forced"] else f"{found['symbols']} of them from the binary's own symbols"
    yield [f"layout:  V8 {found['loaded']}, ", Span("name", f"{found['facts']} facts"), f", {how}"]
    if found["changed"]:
        yield f"changed: {found['changed']} offsets (`v8field`)"
    yield f"tables:  {' '.join(found['known'])}"
