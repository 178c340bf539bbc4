"""The stack as a JavaScript programmer reads it: one list, native and JavaScript frames mixed.

`walk` gives physical frames. Here each becomes one frame or several (functions that the
optimizing compilers inlined), with function, executing position, receiver and arguments,
as V8's Error.stack has them: src/execution/frames.cc (FrameSummary, JavaScriptFrame) and
src/execution/isolate.cc (which frames CallSites list).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, Optional, Union

from . import functions, limits, positions, scripts
from .async_stack import async_frames
from .deopt import OPTIMIZED_OUT, Slot, inlined_frames
from .errors import Corrupt, Error
from .functions import JSFunction, SharedFunctionInfo
from .isolate import Isolate
from .objects import HeapObject, is_smi, smi
from .process import Symbol, Thread
from .session import Session
from .walk import PhysicalFrame, Walk


@dataclass
class Argument:
    """One argument by its source name; `slot` is a tagged word, an unboxed number or OPTIMIZED_OUT."""

    name: str
    slot: Slot


@dataclass
class Frame:
    """One line of the stack."""

    index: int
    kind: str  # js, builtin, wasm, native, internal
    pc: int = 0
    fp: int = 0
    frame_type: str = ""  # V8's name of the frame's kind
    symbol: Optional[Symbol] = None
    tier: str = ""  # interpreted, baseline, maglev, turbofan, builtin, wasm
    function: Optional[str] = None  # CallSite.getFunctionName()
    display: str = ""  # the same or, where that is null, the inferred name
    closure: Optional[JSFunction] = None
    shared: Optional[SharedFunctionInfo] = None
    script: str = ""
    line: Optional[int] = None  # 1-based
    column: Optional[int] = None  # 1-based
    exact: bool = True  # False: the position is the nearest that V8 kept
    inlined: bool = False
    construct: bool = False
    is_async: bool = False
    receiver: Slot = OPTIMIZED_OUT
    arguments: List[Argument] = field(default_factory=list)
    context: Slot = OPTIMIZED_OUT
    notes: List[str] = field(default_factory=list)  # what could not be read, in sentences


@dataclass
class Stack:
    """The frames of one thread, innermost first."""

    thread: Thread
    frames: List[Frame]
    isolate: Optional[Isolate]
    warnings: List[str]

    @property
    def runs_javascript(self) -> bool:
        return any(frame.kind in ("js", "wasm", "builtin") and not frame.is_async for frame in self.frames)


def stack(session: Session, thread: Thread, depth: int = limits.MAX_FRAMES) -> Stack:
    """Walks one thread. What cannot be read is said in the frame's notes or in `warnings`."""
    walk = Walk(session, thread)
    found: List[Frame] = []
    warnings: List[str] = []
    for physical in walk:
        for frame in _expand(session, walk, physical):
            frame.index = len(found)
            found.append(frame)
        if len(found) >= depth:
            warnings.append(f"stopped after {len(found)} frames (--depth): there are more")
            del found[depth:]
            break
    else:
        warnings.extend(walk.warnings)
        if walk.isolate is not None:
            found.extend(_async(session, walk.isolate, len(found), warnings))
    return Stack(thread, found, walk.isolate, warnings)


def _expand(session: Session, walk: Walk, physical: PhysicalFrame) -> Iterator[Frame]:
    """The frames that one physical frame stands for, innermost first."""
    raise NotImplementedError


def _async(session: Session, isolate: Isolate, index: int, warnings: List[str]) -> Iterator[Frame]:
    raise NotImplementedError
