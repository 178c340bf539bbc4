"""What has changed between two tables of a heap. The other one is a core, or a saved `findjsobjects --json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Tuple

from .errors import Usage
from .groups import Group
from .other import saved

Name = Tuple[str, Optional[Tuple[str, ...]]]


@dataclass
class Change:
    """One row: what there is now, and how much more that is than before."""

    name: Name
    count: int
    bytes: int
    count_change: int
    bytes_change: int

    def document(self) -> Dict[str, Any]:
        found: Dict[str, Any] = {"constructor": self.name[0], **_numbers(self)}
        if self.name[1] is not None:
            found["properties"] = list(self.name[1])
        return found


@dataclass
class Changes:
    """The rows of two tables that are not alike."""

    rows: List[Change]
    total: Change

    def document(self, order: str, top: int) -> Dict[str, Any]:
        """As --json has it: what has grown most first."""
        rows = sorted(self.rows, key=_ORDERS[order])[: top or None]
        return {"totals": _numbers(self.total), "groups": [row.document() for row in rows]}


_ORDERS: Dict[str, Callable[[Change], Any]] = {
    "count": lambda row: (-row.count_change, row.name[0], row.name[1] or ()),
    "bytes": lambda row: (-row.bytes_change, row.name[0], row.name[1] or ()),
    "name": lambda row: (row.name[0], row.name[1] or ()),
}


def _numbers(row: Change) -> Dict[str, int]:
    return {"count": row.count, "count_change": row.count_change, "bytes": row.bytes, "bytes_change": row.bytes_change}


def saved_groups(path: str, by_shape: bool) -> List[Group]:
    """The rows of a saved table. Raises Usage where they are not of the same kind."""
    found = []
    for row in saved(path, "groups")["groups"]:
        try:
            group = Group(str(row["constructor"]), int(row["count"]), int(row["bytes"]), 0)
            group.properties = [str(name) for name in row["properties"]] if "properties" in row else None
        except (KeyError, TypeError, ValueError) as error:
            raise Usage(f"--diff {path}: a row has no constructor, count and bytes") from error
        if (group.properties is not None) != by_shape:
            raise Usage(f"--diff {path}: it was saved with{'out' if by_shape else ''} -s")
        found.append(group)
    return found


def changes(now: List[Group], before: List[Group]) -> Changes:
    """What is now against what was before."""
    rows: Dict[Name, Change] = {}
    for sign, groups in ((1, now), (-1, before)):
        for group in groups:
            name = group.constructor, None if group.properties is None else tuple(group.properties)
            row = rows.setdefault(name, Change(name, 0, 0, 0, 0))
            if sign > 0:
                row.count, row.bytes = row.count + group.count, row.bytes + group.bytes
            row.count_change += sign * group.count
            row.bytes_change += sign * group.bytes
    every = list(rows.values())
    total = Change(("total", None), 0, 0, 0, 0)
    for row in every:
        total.count, total.bytes = total.count + row.count, total.bytes + row.bytes
        total.count_change += row.count_change
        total.bytes_change += row.bytes_change
    return Changes([row for row in every if row.count_change or row.bytes_change], total)
