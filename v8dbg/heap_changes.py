"""What has changed in the spaces of a heap since another core, or a saved `jsheap --json`."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List

from .errors import Usage
from .heap_report import COMPARED, SpaceReport, by_name, spaces
from .other import is_core, other_heaps, pass_on, saved
from .session import Session

Sums = Dict[str, Dict[str, int]]


def changes(session: Session, reports: Iterable[SpaceReport], other: str) -> List[Dict[str, Any]]:
    """One entry for each space: its figures now, and how much more that is. Raises Usage of an `other` that is neither
    a core nor such a document, NotFound of a core without a heap."""
    if is_core(other):
        there = other_heaps(session, other)
        before = by_name(report for heap in there for report in spaces(heap))
        pass_on(session, there, other)
    else:
        before = _saved(other)
    now = by_name(reports)
    found = []
    for name in [*now, *(each for each in before if each not in now)]:
        row: Dict[str, Any] = {"name": name}
        for figure in COMPARED:
            value = now.get(name, {}).get(figure, 0)
            row[figure], row[f"{figure}_change"] = value, value - before.get(name, {}).get(figure, 0)
        found.append(row)
    return found


def _saved(path: str) -> Sums:
    found: Sums = {}
    for isolate in saved(path, "isolates")["isolates"]:
        try:
            for space in isolate["spaces"]:
                sums = found.setdefault(str(space["name"]), dict.fromkeys(COMPARED, 0))
                for figure in COMPARED:
                    sums[figure] += int(space[figure])
        except (KeyError, TypeError, ValueError) as error:
            raise Usage(f"--diff {path}: a space has no name, size, used and objects") from error
    return found
