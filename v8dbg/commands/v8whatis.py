"""Tells what lies at an address: which object of V8's heap holds it and as what, or whose stack, code, buffer,
symbol or file it is.

ADDR is a hexadecimal address, tagged or not, $REGISTER, (EXPRESSION), or any VALUE, which stands for its own address.
-v also tells the page and who owns the object: the array of an array's store, the object of its properties.
-d BYTES only takes an object that begins at most so many bytes before the address.
"""

from __future__ import annotations

import argparse
from typing import Any, Iterator, List, Tuple

from ..errors import Error, NotFound, Usage
from ..expressions import evaluate
from ..objects import HeapObject
from ..preview import value_json
from ..render import Line, Span
from ..session import Session
from ..whatis import Found, follow, object_text, what_is


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("addresses", nargs="+", metavar="ADDR", help="an address, $register, (expression) or VALUE")
    parser.add_argument("-v", dest="verbose", action="store_true", help="with its page and the objects that own it")
    parser.add_argument("-d", dest="window", type=int, default=0, metavar="BYTES", help="how far back to look (any)")


def _address(session: Session, text: str) -> int:
    if text[:2].lower() == "0x":
        try:
            return int(text, 16)
        except ValueError:
            pass
    if text[:1] in "($":
        return session.process.evaluate(text)
    value = evaluate(session, text)
    if not isinstance(value, HeapObject):
        raise Usage(f"{text} is a number and lies nowhere", "give an address in hexadecimal")
    return value.start


def _found(session: Session, args: argparse.Namespace) -> Iterator[Tuple[str, Found]]:
    for text in args.addresses:
        try:
            found = what_is(session, _address(session, text), args.window)
            yield text, found
        except Error as error:
            if len(args.addresses) == 1:
                raise
            session.warn(f"{error}; {error.hint}" if error.hint else str(error))


def _chain(session: Session, found: Found, args: argparse.Namespace) -> None:
    if args.verbose:
        try:
            follow(session, found)
        except NotFound as error:
            session.warn(f"who owns it was not searched: {error}")


def document(session: Session, args: argparse.Namespace) -> dict[str, Any]:
    shown: List[dict[str, Any]] = []
    for _, found in _found(session, args):
        _chain(session, found, args)
        one: dict[str, Any] = {"address": f"{found.address:#x}", "kind": found.kind}
        if found.start:
            one.update(start=f"{found.start:#x}", offset=found.offset)
        if found.size:
            one["size"] = found.size
        if found.object is not None:
            one["object"] = value_json(session, found.object)
        if found.space:
            one.update(space=found.space, page=f"{found.page:#x}")
        if found.part:
            one["part"] = found.part
        if found.text:
            one["text"] = found.text
        if args.verbose:
            one["chain"] = [{"part": link.part, "owner": value_json(session, link.owner)} for link in found.chain]
        shown.append(one)
    return {"found": shown}


def lines(session: Session, args: argparse.Namespace) -> Iterator[Line]:
    for _, found in _found(session, args):
        yield from _lines(session, found, args)


def _lines(session: Session, found: Found, args: argparse.Namespace) -> Iterator[Line]:
    head: List[Any] = [Span("address", f"{found.address:#x}"), ": "]
    if found.object is None:
        yield [*head, found.text]
        return
    what = object_text(found.object) + (f" of {found.text}" if found.part and found.text else "")
    named: List[Any] = [Span("address", f"{found.object.address:#x}"), f" ({what})"]
    if found.kind == "buffer":
        yield [*head, found.text + " ", *named]
        return
    if found.part:
        head += [found.part, " of "]
    inside = f", {found.offset} bytes into its {found.size}" if found.part else f", {found.size} bytes"
    yield [*head, *named, f"{inside}, in the {found.space}"]
    if not args.verbose:
        return
    _chain(session, found, args)
    for link in found.chain:
        yield ["    ", link.part, " of ", Span("address", f"{link.owner.address:#x}"), f" ({object_text(link.owner)})"]
    yield f"    on the page at {found.page:#x} of the {found.space}"
