"""What a heap is compared with: another core, or a document that --json printed."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from .elf_core import ElfCore
from .errors import NotFound, Usage
from .heap import Heap, heaps
from .session import Session

_MAGIC = b"\x7fELF"


def other_heaps(session: Session, path: str) -> List[Heap]:
    """The heaps of another core of the same program. Raises NotFound where it has none."""
    found = list(heaps(Session(ElfCore(path, session.process.executable))))
    if not found:
        raise NotFound(f"--diff {path}: no isolate found in it", "is it whole, and a core of the same program?")
    return found


def pass_on(session: Session, found: List[Heap], path: str) -> None:
    """Makes what is wrong with the other core warnings of this session."""
    there = found[0].session
    said = [*there.process.warnings(), *(text for heap in found for text in heap.warnings), *there.warnings]
    for text in said:
        session.warn(text if text.startswith(path) else f"{path}: {text}")


def is_core(path: str) -> bool:
    """Is it a core, not a saved document? Raises Usage where it cannot be opened."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise Usage(f"--diff {path}: {error.strerror}; it takes a core, or a saved --json") from error


def saved(path: str, key: str) -> Dict[str, Any]:
    """A document that --json printed, in which there is a `key`. Raises Usage."""
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError) as error:
        raise Usage(f"--diff {path}: neither a core nor a saved --json ({error})") from error
    if not isinstance(found, dict) or not isinstance(found.get(key), list):
        raise Usage(f"--diff {path}: there is no {key!r} in it, which this command's --json has")
    return found
