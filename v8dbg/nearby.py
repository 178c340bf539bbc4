"""What optimized code knows of an instruction that is no deoptimization point.

V8 keeps the inlined functions only for calls that may deoptimize, for checks that may, and, in the
source position table, for most calls. A thread stopped anywhere, or in a call that the collector
made of an allocation, is between them: here the nearest of them are found along the paths that the
code can take, which leaves out the neighbours of a block that was moved out of the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from typing import Dict, List, NamedTuple, Optional

from . import limits
from .errors import NotFound
from .inlining import DeoptimizationData, code_positions
from .instructions import Instruction, calls, decode, ends, jumps, may_branch
from .jit import CompiledCode
from .positions import Entry
from .safepoints import safepoints


class Point(NamedTuple):
    """An instruction whose inlined functions are known: by a deoptimization entry or by a row of source positions."""

    deopt_index: Optional[int]
    row: Optional[Entry]
    exact: bool = False  # it is the very instruction that was asked for


class _Flow:
    """The instructions of one code object and how they follow each other."""

    def __init__(self, code: CompiledCode) -> None:
        self.data = DeoptimizationData(code)
        size = code.instruction_size
        try:
            self.exits = self.data.exits
            size = min(size, self.exits) if self.exits > 0 else size
        except NotFound:
            self.exits = 0
        self.bytes = code.session.process.read(code.instruction_start, code.instruction_size)
        self.starts: List[int] = []
        self.all: List[Instruction] = []
        at = 0
        while at < size:
            instruction = decode(self.bytes, at)
            if instruction is None:
                break  # data behind the code
            self.starts.append(at)
            self.all.append(instruction)
            at += instruction.size
        self.index = {start: number for number, start in enumerate(self.starts)}
        self.points: Dict[int, Point] = {}
        self.before: List[List[int]] = [[] for _ in self.starts]
        self.after: List[List[int]] = [[] for _ in self.starts]
        self.targets: set[int] = set()
        self._link()
        self._mark(code)

    def _link(self) -> None:
        for number, (start, instruction) in enumerate(zip(self.starts, self.all)):
            target = _target(start, instruction)
            reached = self.index.get(target) if target is not None else None
            if reached is not None:
                self.before[reached].append(number)
                self.after[number].append(reached)
                self.targets.add(reached)
            if not ends(instruction) and number + 1 < len(self.all):
                self.before[number + 1].append(number)
                self.after[number].append(number + 1)

    def _mark(self, code: CompiledCode) -> None:
        for row in code_positions(code):
            number = self.index.get(row.code_offset)
            if number is not None:
                self.points[number] = Point(None, row)
        points = safepoints(code)
        for point in points:
            ending = self.index.get(point.pc, len(self.starts) if self.starts and point.pc == self._end() else -1) - 1
            if point.deopt_index is not None and ending >= 0:
                self.points[ending] = Point(point.deopt_index, None)
        size = self._exit_size(code)
        if size:
            for number, (start, instruction) in enumerate(zip(self.starts, self.all)):
                target = _target(start, instruction)
                if target is None or target < self.exits or (target - self.exits) % size:
                    continue
                entry = (target - self.exits) // size
                if entry < self.data.count:
                    self.points[number] = Point(entry, None)

    def _end(self) -> int:
        return self.starts[-1] + self.all[-1].size

    def _exit_size(self, code: CompiledCode) -> int:
        """Bytes of the exit of one check, 0 where it is not known."""
        if self.exits <= 0:
            return 0
        for point in safepoints(code):
            if point.deopt_index and point.trampoline and point.trampoline > self.exits:
                size, rest = divmod(point.trampoline - self.exits, point.deopt_index)
                return size if not rest and size <= 16 else 0
        first = decode(self.bytes, self.exits)
        return first.size if first is not None else 0

    def at(self, offset: int) -> int:
        """The instruction that holds a byte of the code. Raises NotFound."""
        number = bisect_right(self.starts, offset) - 1
        if number < 0 or offset >= self.starts[number] + self.all[number].size:
            raise NotFound(f"no instruction is known at {offset:#x} of the code")
        return number


def _target(start: int, instruction: Instruction) -> Optional[int]:
    """Where a jump goes, None for what is no direct jump."""
    if jumps(instruction) or may_branch(instruction):
        return start + instruction.size + instruction.immediate
    return None


def nearby_points(code: CompiledCode, pc: int, live: bool) -> List[Point]:
    """The points next to an instruction: first the nearest before it, then the nearest after it.

    One exact point instead where the source positions have the call itself. `pc` is a return address, or with
    `live` the instruction at which the thread stands. Raises NotFound where the code says nothing."""
    flow = _flow(code)
    here = flow.at(pc - code.instruction_start - (0 if live else 1))
    if not live:
        own = _own(flow, here)
        if own is not None:
            return [own]
    found = [_search(flow, edges, here, live) for edges in (flow.before, flow.after)]
    points = [point for point in found if point is not None]
    if not points:
        raise NotFound(f"the code at {code.address:#x} keeps nothing near {pc:#x}")
    return points


def entries_by_distance(code: CompiledCode, offset: int) -> List[int]:
    """All deoptimization entries whose check or call is known, the nearest to an offset in the code first."""
    flow = _flow(code)
    known = [
        (abs(flow.starts[number] - offset), point.deopt_index)
        for number, point in flow.points.items()
        if point.deopt_index is not None
    ]
    return [entry for _, entry in sorted(known)]


def is_join(code: CompiledCode, pc: int) -> bool:
    """Can the code get to an instruction by a jump too?"""
    flow = _flow(code)
    return flow.index.get(pc - code.instruction_start) in flow.targets


def _flow(code: CompiledCode) -> _Flow:
    flow: Optional[_Flow] = code.tables.get("flow")
    if flow is None:
        flow = code.tables["flow"] = _Flow(code)
    return flow


def _own(flow: _Flow, call: int) -> Optional[Point]:
    """The row of source positions for the call itself: it is noted where the call's own instructions begin."""
    number = call
    while number >= 0:
        point = flow.points.get(number)
        if point is not None:
            return Point(None, point.row, True) if point.row is not None else None
        if number in flow.targets or number == 0 or calls(flow.all[number - 1]) or ends(flow.all[number - 1]):
            return None
        number -= 1
    return None


def _search(flow: _Flow, edges: List[List[int]], start: int, live: bool) -> Optional[Point]:
    """The first point along the edges, by number of instructions."""
    seen = {start}
    queue = deque([start])
    while queue and len(seen) <= limits.MAX_FLOW:
        number = queue.popleft()
        point = flow.points.get(number)
        if point is not None and (number != start or live):
            return point
        for following in edges[number]:
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return None
