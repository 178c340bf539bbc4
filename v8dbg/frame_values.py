"""What a stack frame knows by name: its receiver, its function, arguments and closure variables."""

from __future__ import annotations

from typing import List, Optional, Tuple

from . import frames
from .elements import Slot, is_hole_word
from .errors import NotFound
from .frames import Frame, Stack
from .isolate import oddball
from .members import Found, Key, Part, index_of, no_such, variable_value
from .primitives import MadeBigInt
from .process import Thread
from .scopes import Context, closure_variables
from .session import PerSession, Session
from .slots import Slot as FrameSlot

_stacks: PerSession[Tuple[int, int, Stack]] = PerSession()


def stack_of(session: Session, thread: Thread) -> Stack:
    """The stack of a thread, kept until the target runs or another thread is asked for."""
    epoch, lwp, kept = _stacks.get(session, (-1, 0, None))
    if kept is None or (epoch, lwp) != (session.process.epoch, thread.lwp):
        kept = frames.stack(session, thread)
        _stacks[session] = session.process.epoch, thread.lwp, kept
    return kept


def current_thread(session: Session) -> Thread:
    """The debugger's selected thread; of a core without one, the thread that the signal hit."""
    threads = session.process.threads()
    if not threads:
        raise NotFound("the target has no threads")
    return threads[0]


def thread_numbered(session: Session, number: int) -> Thread:
    """A thread by its number or its lwp, as `jsstack -t` takes it."""
    threads = session.process.threads()
    for attribute in ("id", "lwp"):
        for thread in threads:
            if getattr(thread, attribute) == number:
                return thread
    known = ", ".join(str(thread.id) for thread in threads[:20])
    raise NotFound(f"no thread {number}", f"there are {known}{' …' if len(threads) > 20 else ''}")


def frame_numbered(session: Session, thread: Thread, number: Optional[int]) -> FramePart:
    """Frame `number` of a thread as jsstack counts; None is the one that is selected in the debugger.

    Where that is no frame of JavaScript, or nothing is selected, it is the innermost one of JavaScript."""
    found = stack_of(session, thread)
    if number is None:
        return FramePart(session, _selected(session, found))
    if not 0 <= number < len(found.frames):
        last = len(found.frames) - 1
        what = "no frames" if last < 0 else "only frame 0" if last == 0 else f"frames 0 to {last}"
        raise NotFound(f"there {'is' if last == 0 else 'are'} {what}", "`jsstack -a` lists them")
    return FramePart(session, found.frames[number])


def _selected(session: Session, found: Stack) -> Frame:
    mine = [frame for frame in found.frames if frame.kind in ("js", "builtin", "wasm")]
    if not mine:
        raise NotFound("no JavaScript is running on this thread", "`jsstack -t all` shows the others")
    place = session.process.selected_frame() if found.thread == current_thread(session) else None
    return next((frame for frame in mine if (frame.pc, frame.fp) == place and not frame.is_async), mine[0])


class FramePart(Part):
    """fN: where the text ends here, the function of the frame."""

    def __init__(self, session: Session, frame: Frame) -> None:
        self.session, self.frame = session, frame

    def whole(self) -> Slot:
        return self._function()

    def member(self, key: Key) -> Found:
        if not isinstance(key, str):
            raise NotFound("of a frame there are .this, .function and names of arguments and closure variables")
        if self.frame.kind in ("native", "internal") and not self.frame.arguments and self.frame.closure is None:
            raise NotFound(f"it is a frame of {self._native()}, which has no JavaScript values")
        if key == "this":
            return self._slot(self.frame.receiver)
        if key == "function":
            return self._function()
        return self._variable(key)

    def _native(self) -> str:
        if self.frame.kind == "internal":
            return f"V8's own ({self.frame.frame_type})"
        return self.frame.symbol.name if self.frame.symbol else "native code"

    def _function(self) -> Slot:
        if self.frame.closure is not None:
            return self.frame.closure
        if self.frame.kind in ("native", "internal"):
            raise NotFound(f"it is a frame of {self._native()}, which has no function of JavaScript")
        raise NotFound("the function is <optimized out>")

    def _slot(self, slot: FrameSlot) -> Slot:
        if slot.kind == "tagged":
            return self.session.value(slot.word)
        if slot.kind == "number":
            return slot.number
        if slot.kind == "bigint":
            return MadeBigInt(self.session, int(slot.number))
        if slot.kind == "boolean":
            return oddball(self.session, "true_value" if slot.number else "false_value")
        if slot.kind == "undefined":
            return oddball(self.session, "undefined_value")
        raise NotFound("<optimized out>: compiled code keeps this value nowhere")

    def _variable(self, name: str) -> Found:
        known: List[str] = []
        own = self._own_contexts()
        context = self._context()
        arguments = {argument.name: argument.slot for argument in self.frame.arguments}
        for each, word, depth in closure_variables(context) if context is not None else ():
            if depth < own:  # an argument that a closure uses lives here from the first line on
                known.append(each)
                uninitialized = isinstance(word, int) and is_hole_word(self.session, word)
                if each == name and not (uninitialized and name in arguments):
                    return variable_value(self.session, word)
        if name in arguments:
            return self._slot(arguments[name])
        if any(each.startswith(f"{name}[") for each in arguments) or name == "arguments":
            return RestArguments(self, name)
        outer = context if self.frame.closure is None else self.frame.closure.context
        for each, word, _ in closure_variables(outer) if outer is not None else ():
            if each == name:
                return variable_value(self.session, word)
            known.append(each)
        known = list(dict.fromkeys(["this", "function", *arguments, *known]))
        error = no_such("no argument or closure variable of that name", name, known)
        error.hint = error.hint or "a local variable that no closure uses has no name in memory"
        raise error

    def _context(self) -> Optional[Context]:
        if self.frame.context.kind != "tagged" or self.frame.kind != "js":
            return None
        found = self.session.value(self.frame.context.word)
        return found if isinstance(found, Context) else None

    def _own_contexts(self) -> int:
        """How many contexts of the chain the call itself made."""
        context = self._context()
        if context is None or self.frame.closure is None:
            return 0
        chain = list(context.chain())
        outer = self.frame.closure.context
        return chain.index(outer) if outer in chain else 0

    def numbered(self, index: int, rest: str) -> Slot:
        """Argument `index`; of a rest parameter the element."""
        name = f"{rest}[{index}]"
        if rest == "arguments":
            if not 0 <= index < len(self.frame.arguments):
                raise NotFound(f"no such argument: there are {len(self.frame.arguments)}")
            return self._slot(self.frame.arguments[index].slot)
        for argument in self.frame.arguments:
            if argument.name == name:
                return self._slot(argument.slot)
        raise NotFound("no such argument")

    def count(self, rest: str) -> int:
        """How many arguments there are, or elements of a rest parameter."""
        every = self.frame.arguments
        return len(every) if rest == "arguments" else sum(a.name.startswith(f"{rest}[") for a in every)


class RestArguments(Part):
    """`arguments`, or a rest parameter: the words on the stack that the array was made of."""

    def __init__(self, frame: FramePart, name: str) -> None:
        self.frame, self.name = frame, name

    def member(self, key: Key) -> Found:
        index = index_of(key)
        if index is not None:
            return self.frame.numbered(index, self.name)
        if key == "length":
            return self.frame.count(self.name)
        raise NotFound("arguments are given by number")

    def whole(self) -> Slot:
        last = self.frame.count(self.name) - 1
        raise NotFound(f"these arguments lie on the stack one by one: {self.name}[0] to [{last}]")
