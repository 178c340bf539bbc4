"""The frame of optimized code while the deoptimizer takes it apart.

An exit of the code calls a builtin. That has the frame copied, takes it off the stack, and calls C++ again to make the
frames that replace it (Generate_DeoptimizationEntry in src/builtins/x64/builtins-x64.cc): that call's own frames then
lie where the frame was. The copy is whole, with arguments and return address (Deoptimizer::input_ in
src/deoptimizer/deoptimizer.h, FrameDescription).
"""

from __future__ import annotations

import re
from typing import Iterable, Optional, Tuple

from . import limits
from .builtins import Builtin
from .codespace import CodeSpace, Place
from .process import Process

_FROM = re.compile(rb"[\x48\x4c]\x8b[\x84\x8c\x94]\x24(....)", re.S)  # mov reg, [rsp + disp32]: the return address
_INPUT = bytes.fromhex("488b58")  # mov rbx, [rax + disp8]: Deoptimizer::input_
_CONTENT = bytes.fromhex("488d93")  # lea rdx, [rbx + disp32]: FrameDescription::frame_content_
_CALL = bytes.fromhex("ffd0")  # call rax: of C++
_EXITS = (bytes.fromhex("41ff55"), 4), (bytes.fromhex("41ff95"), 7)  # call [r13 + disp], and its size
_WORDS = 16  # of a Deoptimizer, from_ among them
_SCANNED = 256  # words of the stack among which the return address into optimized code is


def taken_apart(
    process: Process, space: CodeSpace, builtin: Builtin, pc: int, sp: int, fp: int
) -> Optional[Tuple[int, Place, int]]:
    """(the exit of the optimized code that called such a builtin, its place, how far from the stack the copy of its
    frame is: 0 while it is there itself), by the builtin's registers; None where it is not found. Raises Fault."""
    copied, words = _copy(process, builtin, pc, sp, fp)
    for address in words:
        word = process.u64(address)
        place = space.at(word)
        if place.code is not None:
            call = next((size for code, size in _EXITS if process.read(word - size, len(code)) == code), 0)
            return word - call, place, copied
    return None


def _copy(process: Process, builtin: Builtin, pc: int, sp: int, fp: int) -> Tuple[int, Iterable[int]]:
    """(how far away the copy of the frame is; addresses of words of which the first in optimized code is where it was
    left)"""
    code = process.read(builtin.start, builtin.end - builtin.start)
    content = code.find(_CONTENT)
    given = code.rfind(_INPUT, 0, max(content, 0))
    last = process.u64(sp)  # where the stack pointer was before it was aligned for C++
    before, left = code[: pc - builtin.start], _FROM.search(code, 0, max(given, 0))
    if left is not None and before.endswith(_CALL) and sp < last <= sp + 16:
        if len(before) < given:
            return 0, [last + int.from_bytes(left[1], "little")]
        deoptimizer = process.u64(last)
        description = process.u64(deoptimizer + code[given + len(_INPUT)])
        size = process.u64(description)
        start = description + int.from_bytes(code[content + 3 : content + 7], "little")
        if last + 8 - size <= fp <= last - 8 and size <= limits.MAX_STACK_BYTES:
            return start + size - (last + 8), range(deoptimizer, deoptimizer + 8 * _WORDS, 8)
    return 0, range(sp & -8, min(fp, sp + 8 * _SCANNED), 8)
