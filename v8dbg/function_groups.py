"""The functions of a program: one for each SharedFunctionInfo, with the number of closures that it has. Needs numpy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Callable, Dict, Iterator, List, Optional, TypeVar

import numpy as np

from . import scripts
from .bulk import gather
from .classes import class_of_type, is_a
from .code_facts import Code, code_at_pc, code_of, owner_of
from .errors import Error, NotFound
from .fields import object_size
from .functions import SharedFunctionInfo
from .objects import HEAP_TAG
from .population import Population
from .session import Session

Read = TypeVar("Read")

UNREADABLE = "(unreadable)"


@dataclass
class FunctionGroup:
    """A function of the source text, or a builtin. `closure` is one of its closures."""

    shared: SharedFunctionInfo
    closures: int
    closure: int
    is_damaged: bool = False  # something of it could not be read

    def _read(self, part: Callable[[], Read], instead: Read) -> Read:
        try:
            return part()
        except Error:
            self.is_damaged = True
            return instead

    @cached_property
    def name(self) -> str:
        """Its name, else the one that the parser guessed, "" where it has neither."""
        return self._read(lambda: self.shared.debug_name, UNREADABLE)

    @cached_property
    def script(self) -> str:
        """The file, "" of what has no source."""
        return self._read(self._script, UNREADABLE)

    @cached_property
    def line(self) -> Optional[int]:
        """Of its head, from 1; None where it has no source."""
        return self._read(self._line, None)

    def _script(self) -> str:
        script = self.shared.script
        return scripts.name_or_source_url(script) or "" if script is not None else ""

    def _line(self) -> Optional[int]:
        script, positions = self.shared.script, self.shared.positions
        return scripts.position(script, positions[0])[0] if script is not None and positions is not None else None

    def document(self) -> Dict[str, Any]:
        """As --json has it."""
        return {
            "name": self.name, "script": self.script or None, "line": self.line, "closures": self.closures,
            "representative": f"{self.closure:#x}", "shared": f"{self.shared.address:#x}",
        }  # fmt: skip


def function_groups(population: Population) -> List[FunctionGroup]:
    """Every function that has closures, that with the most first."""
    session = population.heap.session
    layout, kinds = session.layout, []
    for word in population.maps:
        cls = class_of_type(session, layout.type_name(session.instance_type(word))) if word else ""
        kinds.append(bool(cls) and is_a(layout, cls, "JSFunction"))
    closures = population.addresses[np.array(kinds).take(population.kinds)]
    (words,) = gather(population.heap, closures, (layout.offset("JSFunction", "shared"),))
    shared, first, counts = np.unique(words, return_index=True, return_counts=True)
    found, lost = [], 0
    for word, at, count in zip(shared.tolist(), first.tolist(), counts.tolist()):
        try:
            view = session.heap_object(word)
        except Error:
            lost += count
            continue
        if isinstance(view, SharedFunctionInfo):
            found.append(FunctionGroup(view, count, int(closures[at]) + HEAP_TAG))
        else:
            lost += count
    if lost:
        session.warn(f"{lost} closures are left out: their functions cannot be read")
    return sorted(found, key=lambda each: -each.closures)


def chosen(groups: List[FunctionGroup], name: Optional[str], script: Optional[str]) -> Iterator[FunctionGroup]:
    """Those of a name, whose file's name contains a text."""
    for each in groups:
        if (name is None or each.name == name) and (script is None or script in each.script):
            yield each


def running(session: Session, groups: List[FunctionGroup], address: int) -> List[FunctionGroup]:
    """The functions whose code holds an address: compiled code, bytecode, or a builtin. Raises NotFound."""
    code = code_at_pc(session, address)
    owner = owner_of(session, code) if code is not None else 0
    found = [each for each in groups if each.shared.address == owner or not owner and _runs(each, code, address)]
    if not found:
        raise NotFound(f"{address:#x} is in the code of no function", f"`v8whatis {address:#x}` tells what lies there")
    return found


def _runs(group: FunctionGroup, at_pc: Optional[Code], address: int) -> bool:
    try:
        for code in code_of(group.shared.session.heap_object(group.closure)):
            array = code.array
            if array is not None and array.start <= address < array.start + object_size(array):
                return True
            if at_pc is not None and code == at_pc:
                return True
    except Error:
        pass
    return False
