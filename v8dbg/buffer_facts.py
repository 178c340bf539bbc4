"""Where the bytes of a Buffer, a typed array, a DataView or an ArrayBuffer are, and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional, Union

from .buffers import JSArrayBuffer, JSDataView, JSTypedArray
from .constructors import class_name
from .errors import Corrupt, Fault
from .objects import HeapObject, is_smi
from .session import Session

_ROW = 16


@dataclass
class Bytes:
    """The bytes of one value."""

    view: HeapObject
    kind: str  # Buffer, Uint8Array, DataView, ArrayBuffer, SharedArrayBuffer, …
    address: int  # of the first byte; 0 where there is none
    length: int
    offset: int = 0  # in the ArrayBuffer
    buffer: Optional[JSArrayBuffer] = None  # the ArrayBuffer that it looks into
    detached: bool = False
    on_heap: bool = False  # in an object on V8's heap, and moved with it

    @property
    def missing(self) -> Optional[int]:
        """Address of the first byte that cannot be read, None where all can."""
        process = self.view.session.process
        try:
            for at in range(0, self.length, 1 << 20):
                process.read(self.address + at, min(1 << 20, self.length - at))
        except Fault as fault:
            return fault.address
        return None

    def read(self, limit: int) -> bytes:
        """The first bytes, at most `limit`. Raises Fault where one is missing."""
        return self.view.session.process.read(self.address, min(limit, self.length))

    def chunks(self) -> Iterator[bytes]:
        """All bytes in pieces. Raises Fault where one is missing."""
        process = self.view.session.process
        for at in range(0, self.length, 1 << 20):
            yield process.read(self.address + at, min(1 << 20, self.length - at))


def buffer_bytes(value: HeapObject) -> Bytes:
    """Raises Corrupt for what has no bytes."""
    if isinstance(value, JSArrayBuffer):
        kind = "SharedArrayBuffer" if value._flag("is_shared") else "ArrayBuffer"
        gone = value.was_detached
        return Bytes(value, kind, 0 if gone else value.backing_store, 0 if gone else value.size, detached=gone)
    if isinstance(value, (JSTypedArray, JSDataView)):
        return _of_view(value)
    raise Corrupt(f"{value.address:#x} has no bytes: it is a {value.type_name}")


def _of_view(value: Union[JSTypedArray, JSDataView]) -> Bytes:
    holder = value.buffer
    buffer = holder if isinstance(holder, JSArrayBuffer) else None
    gone = buffer is not None and buffer.was_detached
    found = Bytes(value, class_name(value), 0 if gone else value.data, value.size, buffer=buffer, detached=gone)
    found.on_heap = not gone and isinstance(value, JSTypedArray) and _on_heap(value)
    if not found.on_heap:
        found.offset = value.byte_offset
    return found


def _on_heap(value: JSTypedArray) -> bool:
    layout = value.session.layout
    if layout.has("JSTypedArray", "base_pointer"):
        return not is_smi(value.base_pointer)
    elements = value.session.heap_object(value.word(layout.offset("JSObject", "elements")))
    return not is_smi(elements.word(layout.offset("FixedTypedArrayBase", "base_pointer")))


def hex_rows(session: Session, address: int, length: int) -> Iterator[str]:
    """A dump of bytes: address, hexadecimal, characters; bytes that cannot be read are ??."""
    for at in range(0, length, _ROW):
        count = min(_ROW, length - at)
        data = session.process.read_some(address + at, count)
        cells = [f"{byte:02x}" for byte in data] + ["??"] * (count - len(data))
        shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in data) + "?" * (count - len(data))
        left, right = " ".join(cells[:8]), " ".join(cells[8:])
        yield f"{address + at:#x}  {left:23}  {right:23}  |{shown}|"
