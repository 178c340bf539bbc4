"""Shows where a field of a class lies, or says another offset for it until the debugger session ends.

    v8field CLASS            its fields            v8field CLASS FIELD OFFSET   it lies there, from now on
    v8field CLASS FIELD      one of them           v8field                      what was changed

For a V8 whose layout v8dbg does not know. OFFSET is in bytes from the untagged start. `v8layout` shows a changed offset
with the source `v8field`; `v8load auto` takes all changes back.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List

from ..classes import FieldInfo, all_fields
from ..errors import NotFound, Usage
from ..object_text import checked_class
from ..render import Line, Span
from ..session import Session


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("cls", nargs="?", default="", metavar="CLASS", help="a class of V8, such as JSFunction")
    parser.add_argument("field", nargs="?", default="", metavar="FIELD", help="one of its fields")
    parser.add_argument("offset", nargs="?", default="", metavar="OFFSET", help="where it lies, from now on")


def _fields(session: Session, args: argparse.Namespace) -> List[FieldInfo]:
    layout = session.layout
    if not args.cls:
        changed = {(cls, field) for cls, field, _ in layout.patched()}
        classes = sorted({cls for cls, _ in changed})
        return [each for cls in classes for each in all_fields(layout, cls) if (each.cls, each.name) in changed]
    cls = checked_class(session, args.cls)
    found = [each for each in all_fields(layout, cls) if not each.is_padding and args.field in ("", each.name)]
    if not found:
        raise NotFound(f"{cls} has no field {args.field}", f"`v8field {cls}` lists them")
    if args.offset:
        try:
            offset = int(args.offset, 0)
        except ValueError:
            raise Usage(f"v8field: {args.offset!r} is no offset") from None
        if not 0 <= offset < 1 << 16:
            raise Usage(f"v8field: an offset is from 0 to {(1 << 16) - 1}")
        layout.patch(found[0].cls, found[0].name, offset)
        session.forget()
        return [each for each in all_fields(layout, cls) if each.name == args.field]
    return found


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    keys = ("cls", "name", "offset", "size", "type", "source")
    rows = [{key: getattr(each, key) for key in keys} for each in _fields(session, args)]
    return {"fields": [{"class": row.pop("cls"), **row} for row in rows]}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    found = _fields(session, args)
    if not found:
        yield "no offset was changed"
    for each in found:
        name = f"{each.cls}.{each.name}"
        yield [Span("name", f"{name:<56} "), f"{each.offset:<6} {each.type:<24} ", Span("dim", each.source)]
