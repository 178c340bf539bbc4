"""Which V8 and which Node.js the target is.

V8's numbers come from its own variables (src/utils/version.cc), which the dynamic symbol
table keeps even in a stripped binary, else from the version string in the read-only data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from .errors import Error, NotFound
from .process import Process

_V8_STRING = re.compile(rb"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{1,3})\.(\d{1,3})(-node\.\d+)?\0")
_NODE_STRING = re.compile(rb"/download/release/(v\d+\.\d+\.\d+)/|(?<![\w.])node-(v\d+\.\d+\.\d+)\b")
_PARTS = ("major", "minor", "build", "patch")


@dataclass(frozen=True)
class Versions:
    v8: tuple[int, int]
    v8_full: str
    node: Optional[str]  # "v22.23.3", None where V8 runs without Node.js


def load_v8dbg_symbols(process: Process) -> dict[str, int]:
    """Every v8dbg_* constant and its value; empty where the binary has none."""
    addresses = process.symbols("v8dbg_")
    values: dict[str, int] = {}
    for name, address in addresses.items():
        value = process.read_some(address, 4)
        if len(value) == 4:
            values[name] = int.from_bytes(value, "little", signed=True)
    return values


def find_versions(process: Process) -> Versions:
    """Raises NotFound where there is no V8 in the target."""
    numbers = _from_symbols(process)
    node, text = _from_rodata(process)
    if numbers:
        full = ".".join(map(str, numbers))
        if text and text.startswith(full):
            full = text
        return Versions(numbers[:2], full, node)
    if text:
        major, minor = text.split(".")[:2]
        return Versions((int(major), int(minor)), text, node)
    raise NotFound(
        f"no V8 found in {process.executable or 'the target'}",
        "is it a Node.js process, and was the executable that made the core given?",
    )


def _from_symbols(process: Process) -> Optional[tuple[int, int, int, int]]:
    prefix = "_ZN2v88internal7Version"  # its members' names end in "_": 6major_
    found = process.symbols(prefix)
    try:
        numbers = [process.i32(found[f"{prefix}{len(part) + 1}{part}_E"]) for part in _PARTS]
    except (KeyError, Error):
        return None
    major, minor, build, patch = numbers
    return major, minor, build, patch


def _from_rodata(process: Process) -> tuple[Optional[str], Optional[str]]:
    raise NotImplementedError
