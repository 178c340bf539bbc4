"""JSON of ArrayBuffers and what looks into them: bytes in hexadecimal, elements of typed arrays as numbers."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from .buffers import JSArrayBuffer, JSArrayBufferView, JSDataView, JSTypedArray
from .errors import Error
from .json_encoder import Place, encodes
from .json_words import Json, number_json, unreadable
from .primitives import MadeBigInt


def _hex(at: Place, view: Any, size: int, made: Dict[str, Json]) -> None:
    try:
        data = view.bytes(sum(1 for _ in at.bounded(range(size), size)))
    except Error as error:
        made["hex"] = unreadable(error)
        return
    made["hex"] = data.hex()
    if len(data) < size:
        made["more"] = size - len(data)


@encodes(JSArrayBuffer)
def _array_buffer(at: Place, view: JSArrayBuffer) -> Json:
    kind = "SharedArrayBuffer" if view.is_shared else "ArrayBuffer"
    made = at.tagged(kind, view, kind)
    if view.was_detached:
        made["detached"] = True
        made["byteLength"] = 0
        return at.extra(made, view, indexed=True)
    size = view.size
    made["byteLength"] = size
    if view.is_resizable:
        made["maxByteLength"] = view.max_size
    _hex(at, view, size, made)
    return at.extra(made, view, indexed=True)


def _window(at: Place, view: JSArrayBufferView, made: Dict[str, Json]) -> Tuple[Dict[str, Json], bool]:
    """Adds which bytes it covers; is there nothing because its buffer was detached?"""
    buffer = view.buffer
    detached = isinstance(buffer, JSArrayBuffer) and buffer.was_detached
    if detached:
        made["detached"] = True
    made["byteOffset"] = 0 if detached else view.byte_offset
    made["byteLength"] = 0 if detached else view.size
    return made, detached


@encodes(JSDataView)
def _data_view(at: Place, view: JSDataView) -> Json:
    made, detached = _window(at, view, at.tagged("DataView", view, "DataView"))
    if not detached:
        _hex(at, view, view.size, made)
    return at.extra(made, view, indexed=True)


_TYPED = {
    "UINT8": "Uint8Array",
    "UINT8_CLAMPED": "Uint8ClampedArray",
    "INT8": "Int8Array",
    "UINT16": "Uint16Array",
    "INT16": "Int16Array",
    "UINT32": "Uint32Array",
    "INT32": "Int32Array",
    "FLOAT16": "Float16Array",
    "FLOAT32": "Float32Array",
    "FLOAT64": "Float64Array",
    "BIGUINT64": "BigUint64Array",
    "BIGINT64": "BigInt64Array",
}


@encodes(JSTypedArray)
def _typed_array(at: Place, view: JSTypedArray) -> Json:
    name = _TYPED[view.kind]
    made = at.tagged(name, view, name)
    if made.get("class") == "Buffer":
        made = at.tagged("Buffer", view)
        made, detached = _window(at, view, made)
        if not detached:
            _hex(at, view, view.size, made)
        return at.extra(made, view)
    made, detached = _window(at, view, made)
    length = 0 if detached else view.length
    made["length"] = length
    made["items"] = [] if detached else _numbers(at, view, length)
    return at.extra(made, view)


def _numbers(at: Place, view: JSTypedArray, length: int) -> List[Json]:
    try:
        numbers = view.values(sum(1 for _ in at.bounded(range(length), length)))
    except Error as error:
        return [unreadable(error)]
    if "BIG" in view.kind:
        made: List[Json] = [None] * len(numbers)
        for number, value in enumerate(numbers):
            at.put_slot(made, number, MadeBigInt(view.session, int(value)))
    else:
        made = [number_json(value) if isinstance(value, float) else value for value in numbers]
    return at.more(made, length)
