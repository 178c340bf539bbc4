"""Which V8 and which Node.js the target is.

V8's numbers come from its own variables (src/utils/version.cc), which the dynamic symbol
table keeps even in a stripped binary, else from Node's metadata or the strings in read-only data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Optional

from .errors import Error, NotFound
from .process import Process

_METADATA = "_ZN4node11per_process8metadataE"
_V8_STRING = re.compile(rb"\0(\d{1,2}\.\d{1,2}\.\d{1,3}\.\d{1,3}-node\.\d+)\0")
_NODE_STRING = re.compile(rb"/download/release/(v\d+\.\d+\.\d+)/")
_CHUNK = 4 << 20
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
    node, text = _from_metadata(process)
    if numbers is None and text is None:
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


def _from_metadata(process: Process) -> tuple[Optional[str], Optional[str]]:
    """(Node's version, V8's full one) from node::per_process::metadata (src/node_metadata.h in Node.js).

    It begins with the std::string of each component's version: Node's own, then V8's."""
    found = process.symbols(_METADATA).get(_METADATA)
    if found is None:
        return None, None
    try:
        texts = [_std_string(process, found + 32 * number) for number in range(2)]
    except Error:
        return None, None
    node = texts[0] if re.fullmatch(r"\d+\.\d+\.\d+\S*", texts[0]) else None
    v8 = texts[1] if re.fullmatch(r"\d+\.\d+\.\d+\.\d+\S*", texts[1]) else None
    return node and f"v{node}", v8


def _std_string(process: Process, address: int) -> str:
    """A std::string of libstdc++ or, where its first word is no pointer, of libc++ (short strings only)."""
    data, size = process.words(address, 2)
    if 0 < size < 64 and process.readable(data, size):
        return process.read(data, size).decode("latin-1")
    return process.read(address + 1, 23).split(b"\0")[0].decode("latin-1")


def _from_rodata(process: Process) -> tuple[Optional[str], Optional[str]]:
    """The same two versions, searched for in the read-only data of the target's files. Slow: a last resort."""
    node: Optional[str] = None
    v8: Optional[str] = None
    for region in process.regions():
        if not region.path or "w" in region.flags:
            continue
        for start in range(region.start, region.end, _CHUNK):
            # chunks overlap, so that no string is cut in two
            data = process.read_some(start, min(_CHUNK + 256, region.end - start))
            if node is None and (match := _NODE_STRING.search(data)):
                node = match[1].decode()
            if v8 is None and (match := _V8_STRING.search(data)):
                v8 = match[1].decode()
            if node and v8:
                return node, v8
    return node, v8
