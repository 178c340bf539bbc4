"""What a heap is compared with: another core, or a document that --json printed."""

from __future__ import annotations

import json
from typing import Any, Dict

from .elf_core import ElfCore
from .errors import Usage
from .session import Session

_MAGIC = b"\x7fELF"


def open_core(session: Session, path: str) -> Session:
    """Another core of the same program."""
    return Session(ElfCore(path, session.process.executable))


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
