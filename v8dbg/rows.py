"""Rows: what lies in an object behind its fields, one by one."""

from __future__ import annotations

from typing import Any, Dict, Iterator, NamedTuple, Optional


class Row(NamedTuple):
    """One row: a name or an index, where it lies, and the tagged word or the number there; `facts` say more."""

    name: str
    offset: int
    word: Optional[int] = None
    number: Optional[float] = None
    facts: Dict[str, Any] = {}


class Part(NamedTuple):
    """A group of rows: `title`, how many there are in all, and the rows."""

    title: str
    total: int
    rows: Iterator[Row]
