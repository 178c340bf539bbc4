"""Where the return address and the caller's frame pointer are at one instruction of generated code.

V8 keeps no unwind tables: a frame that was interrupted while it is built or torn down is told
by its instructions alone. This follows the code from its first instruction to the one asked for,
noting pushes, pops and moves of rsp and rbp. x86-64.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Dict, List, NamedTuple, Optional, Tuple

from .instructions import (
    Instruction,
    calls,
    decode,
    ends,
    is_move_at_rsp,
    is_push_at_rsp,
    jumps,
    may_branch,
    pushes_operand,
    reg,
    writes,
)

# the registers by their numbers in instructions
REGISTERS = "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split()
_MAX_STEPS = 1 << 16  # instructions of one function
_MAX_TAIL = 32  # instructions from where a frame is left to the end
_UNKNOWN = 1 << 20  # a depth that only its changes are of interest of


class State(NamedTuple):
    """What is true before an instruction.

    `own`: rbp is this code's frame pointer; otherwise it is still, or again, the caller's.
    `depth`: bytes from rsp up to the return address, None where that varies.
    `frame_depth`: what `depth` was when rbp was set. `in_register`: the number of the register that holds the
    return address when it is not on the stack, else -1. `loaded`: a register with a copy of it, else -1.
    `copied`: `depth` at the last copy of rsp to another register or to memory, from where a call of C restores it.
    `copy`: the register of that copy, -1 once it is written again.
    `shifted`: the register that was last subtracted from rsp to make room: what is on the stack is then moved down.
    `left`: there was a frame, and it is gone.
    `passed`: the return address was taken off, `depth` counts up to the one of the code that called this one.
    `dropped`: rsp was loaded from there, bytes from the root register: V8 dropped the frames above an exception's
    handler and is about to jump to it, None elsewhere."""

    own: bool
    depth: Optional[int]
    frame_depth: int = 8
    in_register: int = -1
    loaded: int = -1
    copied: Optional[int] = None
    copy: int = -1
    passed: bool = False
    shifted: int = -1
    left: bool = False
    outer: Optional[State] = None  # in a frame inside of the code's own frame: the state outside of it
    dropped: Optional[int] = None


_ENTRY = State(False, 0)
_RSP, _RBP, _ROOT = 4, 5, 13


class StackStates:
    """The states of one piece of code, given as its bytes and the address of the first."""

    def __init__(self, code: bytes, start: int, entered: bool = False, first_call_enters: bool = False) -> None:
        """`entered`: rbp is the code's own frame already when it begins (the deoptimizer's landing places).
        `first_call_enters`: the first call builds the frame (Sparkplug's code calls its prologue)."""
        self._code, self._start = code, start
        self._entry = State(True, None) if entered else _ENTRY
        self._first_call_enters = first_call_enters
        self._states: Dict[int, State] = {}
        self._follow(0, self._entry)
        self._follow_gaps()
        self._known = sorted(self._states)

    def at(self, pc: int) -> State:
        """The state before the instruction at `pc`."""
        number = bisect_right(self._known, pc - self._start) - 1
        return self._states[self._known[number]] if number >= 0 else self._entry

    def reached(self, pc: int) -> bool:
        """Was the instruction at `pc` found by following the code?"""
        return pc - self._start in self._states

    def _follow_gaps(self) -> None:
        """Follows what no jump leads to: targets of a table, handlers of exceptions. They run in the frame."""
        framed = next((state for state in self._states.values() if state.own and state.outer is None), None)
        if framed is None:
            return
        inside = State(True, None, framed.frame_depth)
        at, state = 0, self._entry
        while at < len(self._code):
            if at not in self._states:
                self._follow(at, state if state.own else inside._replace(depth=self._depth_where_joined(at)))
            state = self._states[at]
            instruction = decode(self._code, at)
            if instruction is None:
                return
            at += instruction.size

    def _depth_where_joined(self, start: int) -> Optional[int]:
        """The depth of the code that a handler of exceptions jumps to, None where it does not, or moves rsp before."""
        at, state = start, State(True, 0)
        while at not in self._states and state.depth == 0:
            instruction = decode(self._code, at)
            if instruction is None:
                return None
            at += instruction.size
            if jumps(instruction):
                joined = self._states.get(at + instruction.immediate)
                return joined.depth if joined is not None else None
            if ends(instruction):
                return None
            state = self._after(instruction, state)
        return None

    def _depth_before_its_end(self, start: int) -> Optional[int]:
        """The depth of code that has left its frame, by what it still takes off the stack before it jumps or returns.

        That is better than what was pushed before: what was called may have taken arguments off the stack."""
        at, state = start, State(False, _UNKNOWN)
        loaded: Dict[int, int] = {}  # register -> where on the stack its value is from, bytes from rsp at `start`
        moved: Dict[int, int] = {}
        for _ in range(_MAX_TAIL):
            instruction = decode(self._code, at)
            if instruction is None or state.depth is None:
                return None
            popped = _UNKNOWN - state.depth
            if ends(instruction):
                return moved.get(popped, popped)
            if may_branch(instruction) or calls(instruction):
                return None
            register = reg(instruction)
            if is_push_at_rsp(instruction):
                moved[popped - 8] = popped + instruction.displacement
            if is_move_at_rsp(instruction) and instruction.opcode == 0x89 and register in loaded:
                moved[popped + instruction.displacement] = loaded[register]
            loaded.pop(writes(instruction), None)
            if is_move_at_rsp(instruction) and instruction.opcode == 0x8B:
                loaded[register] = popped + instruction.displacement
            at, state = at + instruction.size, self._after(instruction, state)
        return None

    def _follow(self, start: int, first: State) -> None:
        work: List[Tuple[int, State]] = [(start, first)]
        code, states = self._code, self._states
        while len(states) < _MAX_STEPS:
            while work and (work[-1][0] in states or not 0 <= work[-1][0] < len(code)):
                work.pop()
            if not work:
                return
            at, state = work.pop()
            while 0 <= at < len(code) and at not in states:
                states[at] = state
                instruction = decode(code, at)
                if instruction is None:
                    break
                after = at + instruction.size
                framed, state = state.own, self._after(instruction, state)
                if framed and not state.own and instruction.opcode == 0x8B and state.in_register < 0:
                    known = self._depth_before_its_end(after)
                    state = state if known is None else state._replace(depth=known)
                table, opcode = instruction.map, instruction.opcode
                # The target of a jump before what follows it: the latter may be dead, behind a call that never returns.
                if not table and opcode == 0xE8 and 0 < after + instruction.immediate < len(code):
                    work.append((after + instruction.immediate, _push(state, -1)))  # a subroutine: regular expressions
                if may_branch(instruction):
                    work.append((after, state))
                    at = after + instruction.immediate
                elif jumps(instruction):
                    at = after + instruction.immediate
                elif ends(instruction):
                    break
                else:
                    at = after

    def _after(self, instruction: Instruction, state: State) -> State:
        """The state behind an instruction."""
        if instruction.map:
            return state
        written = writes(instruction)
        if written >= 0 and written == state.copy:
            state = state._replace(copy=-1)
        if written >= 0 and written == state.loaded:
            state = state._replace(loaded=-1)
        opcode, rex, modrm = instruction.opcode, instruction.rex, instruction.modrm
        wide, target = rex & 8, modrm & 7 | (rex & 1) << 3
        source = reg(instruction)
        if 0x50 <= opcode < 0x58:
            return _push(state, opcode & 7 | (rex & 1) << 3)
        if 0x58 <= opcode < 0x60:
            return _pop(state, opcode & 7 | (rex & 1) << 3)
        if not state.own and is_push_at_rsp(instruction) and instruction.displacement == state.depth:
            return state._replace(depth=0)
        if opcode in (0x68, 0x6A, 0x9C) or pushes_operand(instruction):
            return _push(state, -1)
        if opcode == 0x9D or opcode == 0x8F:
            return _pop(state, -1)
        if opcode == 0xC9:  # leave
            return _leave(state, state.frame_depth - 8)
        if calls(instruction):
            return State(True, None) if self._first_call_enters and not state.own else state
        if wide and modrm >> 6 == 3 and opcode in (0x89, 0x8B):
            to, frm = (target, source) if opcode == 0x89 else (source, target)
            if (to, frm) == (_RBP, _RSP):
                frame_depth = state.depth if state.depth is not None else 8
                return State(True, state.depth, frame_depth, outer=state if state.own else None)
            if (to, frm) == (_RSP, _RBP):
                return state._replace(depth=state.frame_depth if state.own else None)
            if frm == _RSP:
                return state._replace(copied=state.depth, copy=to)
            return state._replace(depth=None) if to == _RSP else state
        if not state.own and is_move_at_rsp(instruction):
            if opcode == 0x8B and instruction.displacement == state.depth:
                return state._replace(loaded=source)
            if opcode == 0x89 and source == state.loaded:  # below the arguments of a tail call
                return state._replace(depth=instruction.displacement)
        if wide and opcode == 0x8B and modrm >> 6 != 3 and source == _RSP:  # mov rsp, from memory
            dropped = instruction.displacement if target == _ROOT else None
            return state._replace(depth=state.copied, dropped=dropped)
        if wide and opcode == 0x8B and modrm >> 6 == 1 and target == _RBP and state.own:  # from memory at rbp
            if instruction.displacement == 8:
                return state._replace(loaded=source)
            if instruction.displacement == 0 and source == _RBP:
                return _leave(state, state.depth)
        if wide and modrm >> 6 == 3 and (opcode == 0x29 and target == _RSP or opcode == 0x2B and source == _RSP):
            return state._replace(shifted=source if opcode == 0x29 else target)
        if opcode in (0x81, 0x83) and modrm >> 6 == 3 and target == _RSP:
            delta = {0: -instruction.immediate, 5: instruction.immediate}.get(modrm >> 3 & 7)
            depth = state.depth + delta if state.depth is not None and delta is not None else None
            if depth == -8 and not state.own:  # the return address is dropped: it goes on in the place of its caller
                return state._replace(depth=0, passed=True)
            return state._replace(depth=depth)
        if opcode == 0x8D and source == _RSP:  # lea rsp
            if target == _RBP and state.own and modrm >> 6 != 3:
                return state._replace(depth=state.frame_depth - instruction.displacement)
            if target == _RSP and state.depth is not None:
                return state._replace(depth=state.depth - instruction.displacement)
            return state._replace(depth=None)
        return state


def _push(state: State, register: int) -> State:
    if state.in_register >= 0:
        if register == state.in_register:
            return State(state.own, 0, state.frame_depth)
        if register == _RBP:  # a new frame for the code that called this one
            return State(state.own, 8, passed=True)
        return state
    return state._replace(depth=state.depth + 8) if state.depth is not None else state


def _pop(state: State, register: int) -> State:
    if state.depth == 0 and not state.own:
        return State(False, None, 8, register)
    depth = state.depth - 8 if state.depth is not None else None
    if register == _RBP and state.own and state.depth == state.frame_depth:  # otherwise a copy, saved around a call
        return _leave(state, state.frame_depth - 8)
    return state._replace(depth=depth)


def _leave(state: State, depth: Optional[int]) -> State:
    """The state when rbp is that of the frame outside again: the caller's or, inside a frame of this code, its own."""
    if state.outer is not None:
        return state.outer._replace(depth=depth)
    return State(False, depth, 8, state.loaded if depth is None else -1, left=True)
