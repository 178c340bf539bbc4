"""What util.inspect says of ArrayBuffers, typed arrays, Buffers and DataViews."""

from __future__ import annotations

from typing import Any, List

from . import jsnumbers, printer_layout
from .buffers import JSArrayBuffer, JSDataView, JSTypedArray
from .constructors import class_name
from .errors import Error
from .objects import HeapObject
from .printer_names import Names, typed_name
from .printer_walk import Body, Printer, Shape, prints, unreadable


def _hex(printer: Printer, view: Any, size: int, limit: float) -> str:
    most = int(min(limit, size))
    shown = " ".join(f"{byte:02x}" for byte in view.bytes(most)) if most else ""
    return f"{shown} {printer_layout.more(size - most, 'byte')}" if size > most else shown


@prints(JSArrayBuffer)
def _array_buffer(printer: Printer, view: JSArrayBuffer, names: Names) -> Shape:
    def body(output: List[str], times: int) -> Body:
        if view.was_detached:
            output.append("(detached)")
        else:
            try:
                shown = f"<{_hex(printer, view, view.size, printer.options.elements)}>"
            except Error as error:
                shown = unreadable(error)
            output.append(f"[Uint8Contents]: {shown}")
        output.append(f"[byteLength]: {view.size}")
        yield from ()

    shared = view.is_shared
    return Shape(names.prefix("SharedArrayBuffer" if shared else "ArrayBuffer") + "{", body=body)


@prints(JSDataView)
def _data_view(printer: Printer, view: JSDataView, names: Names) -> Shape:
    def body(output: List[str], times: int) -> Body:
        buffer = view.buffer
        detached = isinstance(buffer, JSArrayBuffer) and buffer.was_detached
        output.append(f"[byteLength]: {view.size}")
        output.append(f"[byteOffset]: {'undefined' if detached else view.byte_offset}")
        yield from printer.named("buffer", buffer, output, times)

    return Shape(names.prefix("DataView") + "{", body=body)


@prints(JSTypedArray)
def _typed_array(printer: Printer, view: JSTypedArray, names: Names) -> Shape:
    length, kind = view.length, view.kind
    if names.constructor == "Buffer":
        return _buffer(printer, view, length)
    start = names.prefix(typed_name(kind), length)

    def body(output: List[str], times: int) -> Body:
        most = int(min(printer.options.elements, length))
        for number in view.values(most):
            shown = jsnumbers.number_text(number) if isinstance(number, float) else str(number)
            output.append(f"{shown}n" if "BIG" in kind else shown)
        if length > most:
            output.append(printer_layout.more(length - most))
        yield from ()

    shape = Shape(start + "[", "]", array=True, numbers=length, body=body, keys=printer.keys(view, indexed=False))
    if not length:
        shape.alone = start + "[]"
    return shape


def _buffer(printer: Printer, view: JSTypedArray, length: int) -> Shape:
    """As Node's own Buffer.prototype[util.inspect.custom] writes it, on one line."""
    shown = _hex(printer, view, length, printer.options.buffer_bytes)
    parts = [shown] if shown else []
    for key in printer.keys(view, indexed=False):
        if isinstance(key, str):
            parts.append(key)
            continue
        value = printer.property_value(key, 0)
        parts.append(f"{printer.key(key)}: {value if isinstance(value, str) else '[' + _class(key.value) + ']'}")
    return Shape(alone=f"<Buffer {', '.join(parts)}>" if parts else "<Buffer >", keys=())


def _class(value: Any) -> str:
    return class_name(value) if isinstance(value, HeapObject) else ""
