"""WebAssembly on the stack: which function a frame runs, and where in its module it is.

A frame holds its instance, which leads over the module to a NativeModule and its code (see wasm_code).

src/execution/frames.cc (WasmFrame::Summarize), src/wasm/wasm-objects.tq (.h before V8 8.1),
src/objects/managed.h, src/objects/call-site-info.cc (before V8 9.1 src/execution/messages.cc).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Dict, List, Optional, Tuple

from . import scripts
from .asmjs import AsmPosition, decode_array, words
from .errors import Corrupt, Error, NotFound
from .functions import SharedFunctionInfo
from .objects import HEAP_TAG, HeapObject
from .positions import byte_array
from .session import PerSession, Session
from .wasm_code import NativeModule

FUNCTION_FRAMES = ("WasmFrame", "WasmCompiledFrame")  # others are wrappers, which no stack trace has
_INSTANCES = ("WASM_INSTANCE_OBJECT_TYPE", "WASM_INSTANCE_TYPE")  # the latter before V8 8.1
_MODULES = ("WASM_MODULE_OBJECT_TYPE", "WASM_MODULE_TYPE")
_TRUSTED_INSTANCE = "WASM_TRUSTED_INSTANCE_DATA_TYPE"  # since V8 12.4 frames hold this
_INSTANCE_WORDS = 64  # how far is searched: no V8 has larger ones


@dataclass(frozen=True)
class WasmCall:
    """A function of WebAssembly that runs. What is None V8's call sites do not tell either."""

    index: Optional[int] = None  # in its module, imported functions first
    function: Optional[str] = None  # CallSite.getFunctionName()
    script: Optional[str] = None  # CallSite.getScriptNameOrSourceURL()
    position: Optional[int] = None  # bytes from the start of the module; of asm.js characters of the script
    line: Optional[int] = None  # CallSite.getLineNumber()
    column: Optional[int] = None  # CallSite.getColumnNumber()
    exact: bool = True  # False: of asm.js, at a call or at what becomes of its result
    inlined: bool = False  # into another function of WebAssembly, or into JavaScript
    note: str = ""  # what could not be read

    @property
    def display(self) -> str:
        """The name, or what Error.stack puts in its place."""
        return self.function or ("" if self.index is None else f"wasm-function[{self.index}]")


def describe(session: Session, fp: int, pc: int, live: bool) -> List[WasmCall]:
    """The functions that a frame of WebAssembly stands for, innermost first; the last is the one that was called.

    `live`: the thread stands at `pc`; otherwise it is a return address. Raises Corrupt and Fault where the
    frame has no instance; what cannot be read from there on is said in a note."""
    instance = session.heap_object(session.process.u64(fp + session.layout.offset("WasmFrame", "instance")))
    module = _module_of(instance)
    try:
        code = module.native.code_at(pc if live else pc - 1)
        found: List[WasmCall] = []
        for index, offset in code.stack(pc, live):
            if found:
                found[-1] = _as_inlined(found[-1])
            found.append(module.call(index, offset))
        return found
    except Error as error:
        return [WasmCall(script=module.script_name, note=f"function and position not read: {error}")]


def describe_inlined(session: Session, shared: int, offset: int) -> WasmCall:
    """A function that was inlined into JavaScript, by its tagged SharedFunctionInfo and the byte of its code.

    Raises Corrupt, Fault, NotFound."""
    info = session.value(shared)
    if not isinstance(info, SharedFunctionInfo):
        raise Corrupt(f"{shared:#x} is no SharedFunctionInfo")
    if not info.name.isdigit():  # functions that are exported are named by their index
        raise Corrupt(f"the exported function at {shared:#x} is named {info.name!r}, not by its index")
    data = _field_of_type(info, ("WASM_EXPORTED_FUNCTION_DATA_TYPE",))
    instance = _field_of_type(data, (*_INSTANCES, _TRUSTED_INSTANCE))
    return _as_inlined(_module_of(instance).call(int(info.name), offset))


def _as_inlined(call: WasmCall) -> WasmCall:
    return replace(call, inlined=True)


# -- V8's objects --------------------------------------------------------------------------------


def _field_of_type(holder: HeapObject, types: Tuple[str, ...]) -> HeapObject:
    """The object of one of the types that the first fields of `holder` refer to. Raises NotFound."""
    session = holder.session
    for word in words(session.process, holder.start, _INSTANCE_WORDS):
        if word & 3 != HEAP_TAG:
            continue
        try:
            found = session.heap_object(word)
        except Error:  # instances have words among their fields that are no objects
            continue
        if found.type_name in types:
            return found
    raise NotFound(f"the {holder.type_name} at {holder.address:#x} refers to no {types[0]}")


_modules: PerSession[Tuple[int, Dict[int, Module]]] = PerSession()


def _module_of(instance: HeapObject) -> Module:
    """The module of an instance, the same one until the target runs."""
    session = instance.session
    epoch, known = _modules.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _modules[session] = epoch, known
    if instance.address not in known:
        holder = instance
        if instance.type_name == _TRUSTED_INSTANCE:
            holder = _field_of_type(instance, _INSTANCES)
        elif instance.type_name not in _INSTANCES:
            raise Corrupt(f"the frame's instance {instance.address:#x} is a {instance.type_name}")
        known[instance.address] = Module(_field_of_type(holder, _MODULES))
    return known[instance.address]


class Module:
    """A WasmModuleObject. Reads nothing until asked."""

    def __init__(self, view: HeapObject) -> None:
        self.view, self.session = view, view.session

    @cached_property
    def script(self) -> scripts.Script:
        found = self.session.value(self.view.word(self.session.layout.offset("WasmModuleObject", "script")))
        if not isinstance(found, scripts.Script):
            raise Corrupt(f"the WebAssembly module {self.view.address:#x} has no script but {found!r}")
        return found

    @cached_property
    def script_name(self) -> Optional[str]:
        """What CallSite.getScriptNameOrSourceURL() gives: nothing in the oldest V8."""
        if self.is_asm_js or self.session.layout.has("WasmCallSite", "has_script"):
            return scripts.name_or_source_url(self.script) or None
        return None

    @cached_property
    def is_asm_js(self) -> bool:
        """Was it compiled from JavaScript of the asm.js kind?"""
        return self.script.type != "wasm"

    @cached_property
    def native(self) -> NativeModule:
        """What the module was compiled to: a Managed is a Foreign with a destructor, that with a shared_ptr."""
        layout, read = self.session.layout, self.session.process.u64
        managed = self.session.heap_object(
            self.view.word(layout.offset("WasmModuleObject", "managed_native_module"))
        )
        destructor = managed.word(layout.offset("Foreign", "address"))
        shared = read(destructor + layout.offset("ManagedPtrDestructor", "shared_ptr_ptr"))
        return NativeModule(self.session, read(shared))

    def name_of(self, index: int) -> Optional[str]:
        """Name of a function: that of the name section, in some V8 else the one it is exported by."""
        bytes_ = self.native.wire_bytes
        name = bytes_.names.get(index)
        if name is None and self.session.layout.has("WasmCallSite", "export_names"):
            name = bytes_.export_names.get(index)
        return name

    def call(self, index: int, offset: int) -> WasmCall:
        """The function with an index, at a byte of its code. Raises Corrupt and NotFound where there is none."""
        start, end = self.native.wire_bytes.body(index)
        if not 0 <= offset < end - start:
            raise Corrupt(f"function {index} has {end - start} bytes of WebAssembly, not one at {offset}")
        name, script = self.name_of(index), self.script_name
        if self.is_asm_js:
            return self._asm_js_call(WasmCall(index, name, script), start + offset)
        layout, site, position = self.session.layout, "WasmCallSite", start + offset
        line, column = index, None  # of the oldest V8
        if layout.has(site, "line"):
            line = layout.constant(site, "line")
        if layout.has(site, "first_column"):
            column = layout.constant(site, "first_column") + position
        return WasmCall(index, name, script, position, line, column)

    def _asm_js_call(self, call: WasmCall, at: int) -> WasmCall:
        try:
            found = self.asm_js_positions.get(at)
        except Error as error:
            return replace(call, note=f"position not read: {error}")
        if found is None:
            return replace(call, note=f"position not read: asm.js has none for byte {at} of its WebAssembly")
        line, column = scripts.position(self.script, found.call)
        # only what an import returns has to be converted, by the code that called it
        exact = found.call == found.conversion or not self.native.wire_bytes.calls_import(at)
        return replace(call, position=found.call, line=line, column=column, exact=exact)

    @cached_property
    def asm_js_positions(self) -> Dict[int, AsmPosition]:
        """Positions in the script by byte of the module, of asm.js. Raises NotFound, Corrupt, Fault."""
        layout, field = self.session.layout, "asm_js_offset_table"
        if layout.has("WasmModuleObject", field):
            array = self.session.value(self.view.word(layout.offset("WasmModuleObject", field)))
            return decode_array(byte_array(array), self.native.wire_bytes.bodies)
        return self.native.asm_js_positions
