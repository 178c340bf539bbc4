"""Where the return address and the caller's frame pointer are at one instruction of generated code.

V8 keeps no unwind tables: a frame that was interrupted while it is built or torn down is told
by its instructions alone. This follows the code from its first instruction to the one asked for,
noting pushes, pops and moves of rsp and rbp. x86-64; lengths of instructions as in the Intel 64
manual, volume 2, chapter 2 and appendix A.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Dict, List, NamedTuple, Optional, Tuple

# the registers by their numbers in instructions
REGISTERS = "rax rcx rdx rbx rsp rbp rsi rdi r8 r9 r10 r11 r12 r13 r14 r15".split()
_MAX_STEPS = 1 << 16  # instructions of one function

# opcodes of the first map that a ModRM byte follows
_MODRM = {op for row in range(0x00, 0x40, 8) for op in range(row, row + 4)}
_MODRM |= {0x63, 0x69, 0x6B, *range(0x80, 0x90), 0xC0, 0xC1, 0xC6, 0xC7, *range(0xD0, 0xD4), *range(0xD8, 0xE0)}
_MODRM |= {0xF6, 0xF7, 0xFE, 0xFF}
_IMM8 = set(range(0x04, 0x40, 8)) | {0x6A, 0x6B, *range(0x70, 0x81), 0x82, 0x83, 0xA8, *range(0xB0, 0xB8)}
_IMM8 |= {0xC0, 0xC1, 0xC6, 0xCD, *range(0xE0, 0xE8), 0xEB}
_IMM32 = set(range(0x05, 0x40, 8)) | {0x68, 0x69, 0x81, 0xA9, *range(0xB8, 0xC0), 0xC7, 0xE8, 0xE9}
_PREFIXES = {0x66, 0xF2, 0xF3, 0xF0, 0x2E, 0x36, 0x3E, 0x26, 0x64, 0x65, 0x67}
# of the second map (after 0F): without a ModRM byte, and with a byte of data
_PLAIN_0F = {0x05, 0x06, 0x08, 0x09, 0x0B, 0x0E, *range(0x30, 0x38), 0x77, *range(0x80, 0x90), 0xA0, 0xA1, 0xA2}
_PLAIN_0F |= {0xA8, 0xA9, 0xAA, *range(0xC8, 0xD0)}
_IMM8_0F = {*range(0x70, 0x74), 0xA4, 0xAC, 0xBA, 0xC2, 0xC4, 0xC5, 0xC6}


def is_call(code: bytes) -> bool:
    """Do the 7 bytes before an address end in a call instruction? (Looked at backwards: sometimes yes by chance.)"""
    if code[2] == 0xE8:  # call rel32
        return True
    for size in (2, 3, 4, 6, 7):  # call through a register or memory
        found = decode(code, 7 - size)
        if found and found.size == size and not found.map and found.opcode == 0xFF and found.modrm & 0x38 == 0x10:
            return True
    return False


class Instruction(NamedTuple):
    """One instruction, as far as it matters here. `map`: 0 one-byte opcodes, 1 those after 0F, 2 and 3 further ones."""

    size: int
    map: int
    opcode: int
    rex: int
    modrm: int  # 0 where there is none
    sib: int  # 0 where there is none
    displacement: int
    immediate: int


def decode(code: bytes, at: int) -> Optional[Instruction]:
    """The instruction at `at`; None where it is cut off or none that V8 emits."""
    try:
        return _decode(code, at)
    except IndexError:
        return None


def _decode(code: bytes, begin: int) -> Optional[Instruction]:
    at, wide16, rex = begin, False, 0
    while code[at] in _PREFIXES:
        wide16 |= code[at] == 0x66
        at += 1
    if code[at] & 0xF0 == 0x40:
        rex = code[at]
        at += 1
    opcode, table = code[at], 0
    at += 1
    if opcode in (0xC4, 0xC5, 0x62):  # VEX and EVEX: the map is in the prefix
        width = {0xC5: 1, 0xC4: 2, 0x62: 3}[opcode]
        table = 1 if opcode == 0xC5 else code[at] & (0x1F if opcode == 0xC4 else 7)
        opcode = code[at + width]
        at += width + 1
    elif opcode == 0x0F:
        opcode, table = code[at], 1
        at += 1
        if opcode in (0x38, 0x3A):
            table = 2 if opcode == 0x38 else 3
            opcode = code[at]
            at += 1
    if table == 0:
        has_modrm = opcode in _MODRM
    else:
        has_modrm = table > 1 or opcode not in _PLAIN_0F
    modrm = sib = displacement = 0
    if has_modrm:
        modrm = code[at]
        at += 1
        mode, base = modrm >> 6, modrm & 7
        if mode != 3 and base == 4:
            sib = code[at]
            base = sib & 7
            at += 1
        size = 1 if mode == 1 else 4 if mode == 2 or mode == 0 and base == 5 else 0
        displacement = int.from_bytes(code[at : at + size], "little", signed=True)
        at += size
    size = _immediate_size(table, opcode, modrm, rex, wide16)
    immediate = int.from_bytes(code[at : at + size], "little", signed=True)
    at += size
    if at > len(code):
        return None
    return Instruction(at - begin, table, opcode, rex, modrm, sib, displacement, immediate)


def _immediate_size(table: int, opcode: int, modrm: int, rex: int, wide16: bool) -> int:
    if table == 1:
        return 4 if 0x80 <= opcode < 0x90 else 1 if opcode in _IMM8_0F else 0
    if table:
        return 1 if table == 3 else 0
    if opcode in _IMM8:
        return 1
    if opcode in _IMM32:
        if 0xB8 <= opcode < 0xC0 and rex & 8:
            return 8
        return 2 if wide16 and opcode not in (0xE8, 0xE9) else 4
    if opcode in (0xF6, 0xF7) and modrm & 0x38 < 0x10:  # test
        return 1 if opcode == 0xF6 else 2 if wide16 else 4
    return {0xC2: 2, 0xC8: 3, 0xA0: 8, 0xA1: 8, 0xA2: 8, 0xA3: 8}.get(opcode, 0)


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
_AT_RSP = 0x24  # the SIB byte of [rsp + displacement]


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
            if not instruction.map and instruction.opcode in (0xE9, 0xEB):
                joined = self._states.get(at + instruction.immediate)
                return joined.depth if joined is not None else None
            if self._ends(instruction):
                return None
            state = self._after(instruction, state)
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
                state = self._after(instruction, state)
                table, opcode = instruction.map, instruction.opcode
                # The target of a jump before what follows it: the latter may be dead, behind a call that never returns.
                if not table and opcode == 0xE8 and 0 < after + instruction.immediate < len(code):
                    work.append((after + instruction.immediate, _push(state, -1)))  # a subroutine: regular expressions
                if table < 2 and opcode & 0xF0 == (0x80 if table else 0x70):
                    work.append((after, state))
                    at = after + instruction.immediate
                elif not table and opcode in (0xE9, 0xEB):
                    at = after + instruction.immediate
                elif self._ends(instruction):
                    break
                else:
                    at = after

    @staticmethod
    def _ends(instruction: Instruction) -> bool:
        """Does the instruction never go on to the next one?"""
        if instruction.map == 1:
            return instruction.opcode == 0x0B
        if instruction.opcode == 0xFF:
            return instruction.modrm & 0x38 == 0x20  # jmp through a register or memory
        return instruction.map == 0 and instruction.opcode in (0xE9, 0xEB, 0xC3, 0xC2, 0xCC, 0xF4)

    def _after(self, instruction: Instruction, state: State) -> State:
        """The state behind an instruction."""
        if instruction.map:
            return state
        if state.copy >= 0 and _writes(instruction) == state.copy:
            state = state._replace(copy=-1)
        if state.loaded >= 0 and _writes(instruction) == state.loaded:
            state = state._replace(loaded=-1)
        opcode, rex, modrm = instruction.opcode, instruction.rex, instruction.modrm
        wide, target = rex & 8, modrm & 7 | (rex & 1) << 3
        source = modrm >> 3 & 7 | (rex & 4) << 1
        if 0x50 <= opcode < 0x58:
            return _push(state, opcode & 7 | (rex & 1) << 3)
        if 0x58 <= opcode < 0x60:
            return _pop(state, opcode & 7 | (rex & 1) << 3)
        if opcode in (0x68, 0x6A, 0x9C) or opcode == 0xFF and modrm & 0x38 == 0x30:
            return _push(state, -1)
        if opcode == 0x9D or opcode == 0x8F:
            return _pop(state, -1)
        if opcode == 0xC9:  # leave
            return _leave(state, state.frame_depth - 8)
        if opcode == 0xE8 or opcode == 0xFF and modrm & 0x38 == 0x10:
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
        if wide and opcode in (0x89, 0x8B) and modrm >> 6 != 3 and instruction.sib == _AT_RSP and not rex & 3:
            if not state.own and opcode == 0x8B and instruction.displacement == state.depth:
                return state._replace(loaded=source)
            if not state.own and opcode == 0x89 and source == state.loaded:  # below the arguments of a tail call
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


def _writes(instruction: Instruction) -> int:
    """The register that a lea or a load writes, -1 of other instructions."""
    if instruction.map or instruction.opcode not in (0x8B, 0x8D):
        return -1
    return instruction.modrm >> 3 & 7 | (instruction.rex & 4) << 1


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
