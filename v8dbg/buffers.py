"""ArrayBuffers and what looks into them: typed arrays, Node.js's Buffer, DataView.

src/objects/js-array-buffer.tq, backing-store.h; before V8 7.8 the elements of a typed
array were an object of their own (FixedTypedArrayBase in src/objects/fixed-array.h).
"""

from __future__ import annotations

import struct
from typing import List, Union, cast

from . import limits
from .elements import FORMATS, typed_kind
from .errors import Corrupt
from .objects import Field, HeapObject, RawField, U32Field, is_smi, view_of


@view_of("JS_ARRAY_BUFFER_TYPE")
class JSArrayBuffer(HeapObject):
    """An ArrayBuffer or a SharedArrayBuffer."""

    byte_length = RawField("what the object itself says: of a growable SharedArrayBuffer nothing")
    max_byte_length = RawField("of a resizable one: what it may grow to")
    backing_store = RawField("address of its bytes")
    extension = RawField("address of the ArrayBufferExtension, 0 where it has none")
    bit_field = U32Field()

    def _flag(self, name: str) -> bool:
        layout = self.session.layout
        if not layout.has("JSArrayBuffer.bit_field", name):
            return False
        return bool(layout.bits("JSArrayBuffer.bit_field", name).of(self.bit_field))

    @property
    def was_detached(self) -> bool:
        return self._flag("was_detached")

    @property
    def is_shared(self) -> bool:
        """Is it a SharedArrayBuffer?"""
        return self._flag("is_shared")

    @property
    def is_resizable(self) -> bool:
        """Was it made with maxByteLength? (Never true before V8 11.1, where only a flag allowed that.)"""
        return self._flag("is_resizable_by_js")

    @property
    def max_size(self) -> int:
        """Bytes that it may grow to."""
        return cast(int, self.max_byte_length) if self.is_resizable else self.size

    @property
    def size(self) -> int:
        """Its length in bytes now (JSArrayBuffer::GetByteLength). Raises Corrupt where no machine has that much."""
        size = cast(int, self.byte_length)
        if self._flag("is_shared") and self._flag("is_resizable_by_js"):
            layout, read = self.session.layout, self.session.process.u64
            store = read(self.extension + layout.offset("ArrayBufferExtension", "backing_store"))
            size = read(store + layout.offset("BackingStore", "byte_length"))
        if size > limits.MAX_BUFFER:
            raise Corrupt(f"the ArrayBuffer at {self.address:#x} claims {size} bytes")
        return size

    def bytes(self, limit: int) -> bytes:
        """The first bytes of it, at most `limit`."""
        return self.session.process.read(self.backing_store, min(limit, self.size))


class JSArrayBufferView(HeapObject):
    """What a DataView and a typed array have in common."""

    buffer = Field()
    byte_offset = RawField()
    byte_length = RawField()
    bit_field = U32Field()

    def _tracks_length(self) -> bool:
        """Does it grow and shrink with its buffer?"""
        layout = self.session.layout
        if not layout.has("JSArrayBufferView", "bit_field"):
            return False
        return bool(layout.bits("JSArrayBufferView.bit_field", "is_length_tracking").of(self.bit_field))

    @property
    def size(self) -> int:
        """Bytes that it covers now: 0 where its buffer is detached or too short."""
        buffer = self.buffer
        if isinstance(buffer, JSArrayBuffer):
            if buffer.was_detached:
                return 0
            if self._tracks_length():
                return max(0, buffer.size - cast(int, self.byte_offset))
        return cast(int, self.byte_length)

    @property
    def data(self) -> int:
        """Address of the first byte."""
        buffer = self.buffer
        if not isinstance(buffer, JSArrayBuffer):
            raise Corrupt(f"view {self.address:#x} has no buffer")
        return cast(int, buffer.backing_store + self.byte_offset)

    def bytes(self, limit: int) -> bytes:
        return self.session.process.read(self.data, min(limit, self.size))


@view_of("JS_DATA_VIEW_TYPE", "JS_RAB_GSAB_DATA_VIEW_TYPE")
class JSDataView(JSArrayBufferView):
    """A DataView."""


@view_of("JS_TYPED_ARRAY_TYPE", "JS_DETACHED_TYPED_ARRAY_TYPE")
class JSTypedArray(JSArrayBufferView):
    """A typed array; Node.js's Buffer is one of its subclasses."""

    external_pointer = RawField()
    base_pointer = RawField()

    @property
    def kind(self) -> str:
        """UINT8, FLOAT64, …: a key of elements.FORMATS. Raises Corrupt where it has no such elements."""
        kind = typed_kind(self)
        if kind not in FORMATS:
            raise Corrupt(f"typed array {self.address:#x} has elements of kind {kind}")
        return kind

    @property
    def length(self) -> int:
        """Number of elements."""
        return self.size // struct.calcsize(FORMATS[self.kind])

    @property
    def data(self) -> int:
        """Address of the first element; small ones lie on V8's heap, behind the object of `base_pointer`."""
        layout = self.session.layout
        holder: HeapObject = self
        if layout.has("JSTypedArray", "external_pointer"):
            base, external = self.base_pointer, self.external_pointer
        else:
            holder = self.session.heap_object(self.word(layout.offset("JSObject", "elements")))
            base = holder.word(layout.offset("FixedTypedArrayBase", "base_pointer"))
            external = holder.word(layout.offset("FixedTypedArrayBase", "external_pointer"))
        return cast(int, external + (0 if is_smi(base) else base)) & (1 << 64) - 1

    def value_at(self, index: int) -> Union[int, float]:
        """One element as a Python number; the caller has checked the index."""
        letter = FORMATS[self.kind]
        size = struct.calcsize(letter)
        raw = self.session.process.read(self.data + index * size, size)
        number: Union[int, float] = struct.unpack(f"<{letter}", raw)[0]
        return number

    def values(self, limit: int) -> List[Union[int, float]]:
        """The first elements as Python numbers, at most `limit`."""
        letter = FORMATS[self.kind]
        count = min(limit, self.length)
        raw = self.session.process.read(self.data, count * struct.calcsize(letter))
        return list(struct.unpack(f"<{count}{letter}", raw))
