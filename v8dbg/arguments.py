"""Receiver and arguments of a physical JavaScript frame, from the stack above it.

Since V8 9.0 the caller pushes arguments last first, so the receiver lies right above the
return address, and the frame keeps the actual count; before, first first, and a call with
another count than the declared one goes through an arguments adaptor frame, which keeps
them all (src/execution/frames.cc, src/execution/frame-constants.h).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from . import limits
from .errors import Corrupt
from .objects import is_smi, smi
from .session import Session

CALLER_SP = 16  # above the saved fp and the return address: CommonFrameConstants::kCallerSPOffset


def stack_arguments(session: Session, fp: int, formal: Optional[int], copied: int = 0) -> Tuple[int, List[int]]:
    """(receiver, arguments) as tagged words, as many as the caller passed and at least those declared.

    `formal` is the declared count without the receiver, None for a builtin that takes any. `copied`: how far from the
    stack the frame is; its copy has the declared arguments alone."""
    if session.layout.has("frame", "argc_offset"):
        return _reversed(session, fp, formal, copied)
    return _adapted(session, fp, formal)


def _check(count: int, fp: int) -> int:
    if not 0 <= count <= limits.MAX_ARGUMENTS:
        raise Corrupt(f"the frame at {fp:#x} claims {count} arguments")
    return count


def _reversed(session: Session, fp: int, formal: Optional[int], copied: int) -> Tuple[int, List[int]]:
    layout, read = session.layout, session.process.u64
    count = read(fp + layout.constant("frame", "argc_offset")) - layout.constant("frame", "argc_receiver")
    # a call with fewer arguments than declared is filled up with undefined
    count = max(_check(count, fp), formal or 0)
    inside = min(count, formal) if copied and formal is not None else count
    words = list(session.process.words(fp + CALLER_SP, 1 + inside))
    if inside < count:
        words += session.process.words(fp - copied + CALLER_SP + 8 * (1 + inside), count - inside)
    return words[0], words[1:]


def _adapted(session: Session, fp: int, formal: Optional[int]) -> Tuple[int, List[int]]:
    layout, read = session.layout, session.process.u64
    caller = read(fp)
    extra: List[int] = []
    marker = read(caller + layout.constant("frame", "context_or_type_offset"))
    if is_smi(marker) and marker >> 1 == layout.constant("frame_type", "ArgumentsAdaptorFrame"):
        word = read(caller + layout.constant("frame", "adaptor_length_offset"))
        if not is_smi(word):
            raise Corrupt(f"the arguments adaptor frame at {caller:#x} has no length")
        actual = _check(smi(word), caller)
        words = session.process.words(caller + CALLER_SP, actual + 1)[::-1]
        if formal is None:
            return words[0], list(words[1:])
        extra = list(words[1 + formal :])
    count = _check(formal or 0, fp)
    words = session.process.words(fp + CALLER_SP, count + 1)[::-1]
    return words[0], [*words[1:], *extra]


@dataclass
class ExitArguments:
    """What a frame that called into C++ keeps of the call, as tagged words."""

    target: int  # a JSFunction, or the FunctionTemplateInfo of an API callback
    construct: bool
    receiver: int
    arguments: List[int]


def exit_arguments(session: Session, frame_type: str, fp: int) -> ExitArguments:
    """The call that a BuiltinExitFrame or ApiCallbackExitFrame at `fp` stands for.

    Both lie right above the C++ code that they call: src/execution/frame-constants.h."""
    layout, read = session.layout, session.process.u64
    target = read(fp + layout.offset(frame_type, "target"))
    new_target = read(fp + layout.offset(frame_type, "new_target")) if layout.has(frame_type, "new_target") else 0
    # undefined where there is no new.target
    construct = bool(new_target & 1) and not session.heap_object(new_target).type_name == "ODDBALL_TYPE"
    if layout.has(frame_type, "raw_argc"):
        count = read(fp + layout.offset(frame_type, "raw_argc"))
    else:
        word = read(fp + layout.offset(frame_type, "argc"))
        if not is_smi(word):
            raise Corrupt(f"the {frame_type} at {fp:#x} has no argument count")
        count = smi(word)
    if frame_type == "BuiltinExitFrame":
        count -= layout.constant("frame", "builtin_exit_extra_arguments")
    _check(count, fp)
    first = fp + layout.offset(frame_type, "first_argument")
    words = session.process.words(first, count + 1)
    if not layout.has("frame", "argc_offset"):
        words = words[::-1]
    return ExitArguments(target, construct, words[0], list(words[1:]))


def argument_names(names: Sequence[str], count: int) -> List[str]:
    """A name for each of `count` arguments: the declared ones, rest[0] …, arguments[i] beyond."""
    found = []
    rest = next((i for i, name in enumerate(names) if name.startswith("...")), None)
    for i in range(count):
        if rest is not None and i >= rest:
            found.append(f"{names[rest][3:]}[{i - rest}]")
        elif i < len(names):
            found.append(names[i])
        else:
            found.append(f"arguments[{i}]")
    return found
