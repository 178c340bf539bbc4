"""How one frame is shown, as text and as JSON: shared by jsstack and jsframe."""

from __future__ import annotations

import argparse
import math
from typing import Any, Iterator, List

from ..errors import Error
from ..frames import Frame
from ..jsnumbers import number_text
from ..preview import preview, preview_number, value_json
from ..render import Line, Span, highlight
from ..scopes import Context, closure_variables
from ..scripts import lines, source_line
from ..session import Session
from ..slots import Slot

OUT = "<optimized out>"
MAX_LINE = 500  # characters of a source line shown: bundles have lines of megabytes


def header_json(session: Session) -> dict[str, Any]:
    return {"node": session.versions.node, "v8": session.versions.v8_full}


def slot_text(session: Session, slot: Slot) -> str:
    """One line for a value of a frame."""
    if slot.kind == "tagged":
        return preview(session, slot.word)
    if slot.kind in ("number", "bigint"):
        return number_text(slot.number) + ("n" if slot.kind == "bigint" else "")
    if slot.kind == "boolean":
        return "true" if slot.number else "false"
    if slot.kind == "undefined":
        return "undefined"
    return OUT  # captured: an object that optimized code never allocated


def slot_json(session: Session, slot: Slot) -> dict[str, Any]:
    """The same as VALUE in JSON; "optimized_out" says that nobody knows the value."""
    if slot.kind == "tagged":
        return value_json(session, slot.word)
    found: dict[str, Any] = {"type": slot.kind, "preview": slot_text(session, slot)}
    if slot.kind == "boolean":
        found["value"] = bool(slot.number)
    elif slot.kind in ("optimized_out", "captured"):
        found["optimized_out"] = True
    elif slot.kind == "number" and math.isfinite(slot.number) and found["preview"] != "-0":
        found["value"] = slot.number
    return found


def frame_json(session: Session, frame: Frame) -> dict[str, Any]:
    found: dict[str, Any] = {"index": frame.index, "kind": frame.kind}
    if frame.kind == "native":
        found["symbol"] = frame.symbol.name if frame.symbol else None
    elif frame.kind == "internal":
        found["frame_type"] = frame.frame_type
        if frame.builtin:
            found["builtin"] = frame.builtin
        if frame.function:
            found["function"] = frame.function
    else:
        found.update(
            function=frame.function,
            script=frame.script,
            line=frame.line,
            column=frame.column,
            tier=frame.tier,
            inlined=frame.inlined,
            construct=frame.construct,
        )
        found["async"] = frame.is_async
        if frame.callee is not None and frame.callee.eval_origin:
            found["eval_origin"] = frame.callee.eval_origin
        if frame.closure is not None:
            found["closure"] = f"{frame.closure.address:#x}"
        found["receiver"] = slot_json(session, frame.receiver)
        found["arguments"] = [
            {"name": argument.name, "value": slot_json(session, argument.slot)} for argument in frame.arguments
        ]
        if not frame.exact:
            found["exact"] = False
    if not frame.is_async:
        found["fp"] = f"{frame.fp:#x}"
        found["pc"] = f"{frame.pc:#x}"
    if frame.notes:
        found["notes"] = frame.notes
    return found


def frame_lines(session: Session, frame: Frame, args: argparse.Namespace) -> Iterator[Line]:
    line: List[Any] = [f"#{frame.index:<3} "]
    if args.all and not frame.is_async:
        line.append(Span("address", f"{frame.pc:#x} "))
    if frame.kind == "native" or frame.kind == "internal":
        line.extend(_native(frame))
    else:
        line.extend(_javascript(session, frame, args))
    if args.all:
        line.append(Span("dim", _details(frame)))
    yield line
    for note in frame.notes:
        yield [Span("error", f"       {note}")]
    if args.verbose and frame.kind in ("js", "builtin", "wasm"):
        yield from _verbose(session, frame, args)


def _native(frame: Frame) -> Iterator[Any]:
    if frame.kind == "internal":
        yield Span("dim", f"<{frame.frame_type}>")
        if frame.function:
            yield f" {frame.function}"
        elif frame.builtin:
            yield f" {frame.builtin}"
    elif frame.symbol:
        yield frame.symbol.name
        yield Span("dim", f"+{frame.symbol.offset:#x}" if frame.symbol.offset else "")
    else:
        yield Span("dim", f"{frame.pc:#x} (no symbol)")


def _javascript(session: Session, frame: Frame, args: argparse.Namespace) -> Iterator[Any]:
    if frame.is_async:
        yield Span("dim", "async ")
    if frame.construct:
        yield "new "
    yield Span("function", frame.display or "(anonymous)")
    if not frame.is_async:
        yield "("
        if not args.verbose:
            for number, argument in enumerate(frame.arguments):
                yield ", " if number else ""
                yield Span("name", argument.name)
                yield f"={slot_text(session, argument.slot)}"
        yield ")"
    if frame.line is not None:
        yield " at " if frame.exact else " near "
        yield Span("file", f"{_script(frame)}:{frame.line}:{frame.column}")
    elif frame.script:
        yield " in "
        yield Span("file", frame.script)
    elif frame.kind == "builtin":
        yield Span("dim", " (builtin)")


def _script(frame: Frame) -> str:
    if frame.script is None and frame.callee is not None and frame.callee.eval_origin:
        return f"<{frame.callee.eval_origin}>"
    return frame.script or "<anonymous>"


def _details(frame: Frame) -> str:
    parts = [] if frame.is_async else [f"fp={frame.fp:#x}"]
    if frame.closure is not None:
        parts.append(f"closure={frame.closure.address:#x}")
    if frame.tier:
        parts.append(frame.tier)
    if frame.inlined:
        parts.append("inlined")
    return "  [" + " ".join(parts) + "]" if parts else ""


def _verbose(session: Session, frame: Frame, args: argparse.Namespace) -> Iterator[Line]:
    if not frame.is_async:
        yield ["       this: ", slot_text(session, frame.receiver)]
        for argument in frame.arguments:
            yield ["       ", Span("name", argument.name), f": {slot_text(session, argument.slot)}"]
    yield from _closure(session, frame)
    if args.lines > 0 and frame.callee is not None and frame.line is not None:
        yield from _source(frame, args)


def _closure(session: Session, frame: Frame) -> Iterator[Line]:
    if frame.context.kind != "tagged" or frame.kind != "js":
        return
    try:
        context = session.value(frame.context.word)
        if not isinstance(context, Context):
            return
        for name, word, depth in closure_variables(context):
            shown = preview(session, word) if isinstance(word, int) else preview_number(word)
            yield ["       ", Span("dim", "closure " if depth == 0 else f"closure+{depth} "), Span("name", name),
                   f": {shown}"]  # fmt: skip
    except Error as error:
        yield [Span("error", f"       closure variables not read: {error}")]


def _source(frame: Frame, args: argparse.Namespace) -> Iterator[Line]:
    assert frame.callee is not None and frame.callee.source is not None and frame.line is not None
    script = frame.callee.source
    try:
        every = lines(script)
        first = max(frame.line - args.lines // 2, every.start)
        shown = range(first, min(first + args.lines, every.stop))
        source = [source_line(script, number)[:MAX_LINE] for number in shown]
    except Error as error:
        yield [Span("error", f"       source not read: {error}")]
        return
    for number, text in zip(shown, highlight(source) if args.styled else source):
        current = number == frame.line
        yield ["    ", Span("mark", "=> " if current else "   "), Span("dim", f"{number:>5} "), Span("ansi", text)]
