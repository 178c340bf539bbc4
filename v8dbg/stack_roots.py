"""Roots on the stacks of an isolate's threads, each with the frame that holds it and as what.

A frame of an interpreted function, and most of V8's own frames, hold tagged words alone: each is a root, as in
StackFrame::Iterate (src/execution/frames.cc). Optimized code and stubs hold raw words too: what leads to an object
there is taken for a reference, and said to be found by a search. C++ code holds objects by handles, not on the stack.
"""

from __future__ import annotations

from typing import Dict, Iterator, NamedTuple, Optional

from .frames import Frame, Reader
from .heap import Heap
from .isolate import isolate_of_thread
from .isolate_members import instance_type, references
from .process import Thread
from .walk import PhysicalFrame, Walk

_TAGGED = ("interpreted", "baseline")
# their words are all tagged, whatever code builds them: TypedFrame, InternalFrame::Iterate, ConstructFrame, exit frames
_TAGGED_TYPES = (
    "EntryFrame", "ConstructEntryFrame", "InternalFrame", "ConstructFrame", "FastConstructFrame", "BuiltinExitFrame",
    "ExitFrame", "ApiCallbackExitFrame", "ApiAccessorExitFrame", "ArgumentsAdaptorFrame", "BuiltinFrame",
)
_ARGUMENTS = 16  # where they begin, from the frame pointer


class StackRoot(NamedTuple):
    """`name`: "frame 3 count: this". `exact`: V8 takes the word for a reference too."""

    place: int
    word: int
    name: str
    exact: bool


def stack_roots(heap: Heap) -> Iterator[StackRoot]:
    """What the stacks of all threads hold that have entered the isolate."""
    session = heap.session
    threads = [each for each in session.process.threads() if isolate_of_thread(session, each) == heap.isolate]
    for thread in threads:
        prefix = f"thread {thread.id} " if len(threads) > 1 else ""
        yield from _of_thread(heap, thread, prefix)


class _Named(NamedTuple):
    """A frame of V8's, what it is called, and what its words are: receiver and arguments by what they hold."""

    physical: PhysicalFrame
    name: str
    words: Dict[int, str]
    arguments_end: int  # behind its receiver and arguments, which its caller has pushed


def _of_thread(heap: Heap, thread: Thread, prefix: str) -> Iterator[StackRoot]:
    walk, reader = Walk(heap.session, thread), Reader(heap.session)
    index = 0
    current: Optional[_Named] = None
    called: Optional[_Named] = None
    for physical in walk:
        if current is not None:
            yield from _of_frame(heap, current, called, physical.sp)
        if physical.kind == "cut":
            break
        found = reader.frames(physical)
        index += len(found)
        called = current
        current = _named(physical, found[-1], f"{prefix}frame {index - 1}") if physical.is_v8 else None
    for text in walk.warnings:
        heap.session.warn(f"roots on the stack of thread {thread.id} may be missing: {text}")


def _named(physical: PhysicalFrame, frame: Frame, name: str) -> _Named:
    is_function = frame.kind in ("js", "builtin")
    what = frame.display or ("(anonymous)" if is_function else frame.builtin or frame.frame_type)
    words: Dict[int, str] = {}
    if frame.receiver.kind == "tagged":
        words[frame.receiver.word] = "this"
    for argument in frame.arguments:
        if argument.slot.kind == "tagged":
            words.setdefault(argument.slot.word, f"argument {argument.name}")
    count = 1 + len(frame.arguments) if is_function else 0
    return _Named(physical, f"{name} {what}".rstrip(), words, physical.fp + _ARGUMENTS + 8 * count)


def _of_frame(heap: Heap, frame: _Named, called: Optional[_Named], end: int) -> Iterator[StackRoot]:
    physical = frame.physical
    exact = physical.kind in _TAGGED or physical.frame_type in _TAGGED_TYPES
    for place, word in references(heap.session, physical.sp, end):
        if instance_type(heap.session, word) < 0:
            continue
        if called is not None and place < called.arguments_end:
            yield StackRoot(place, word, f"{called.name}: {called.words.get(word, 'argument')}", True)
            continue
        what = _fixed(heap, physical, place) or frame.words.get(word, "") or ("value" if exact else "word")
        yield StackRoot(place, word, f"{frame.name}: {what}", exact or place >= physical.fp)


def _fixed(heap: Heap, frame: PhysicalFrame, place: int) -> str:
    """What the slots around a frame pointer are."""
    layout, offset = heap.session.layout, place - frame.fp
    if offset >= _ARGUMENTS:
        return "argument"
    if frame.kind in ("interpreted", "baseline", "optimized", "builtin"):
        if offset == layout.offset("StandardFrame", "function"):
            return "function"
        if offset == layout.constant("frame", "context_or_type_offset"):
            return "context"
    if frame.kind in _TAGGED:
        fixed = layout.offsets("InterpretedFrame")
        for field, at in fixed.items():
            if at == offset:
                return field.replace("_", " ")
        first = min(fixed.values()) - 8
        if offset <= first:
            return f"register r{(first - offset) // 8}"
    return ""
