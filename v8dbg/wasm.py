"""WebAssembly on the stack: which function a frame runs, and where in its module it is.

A frame holds its instance, which leads over the module to a NativeModule and its code: objects of C++,
which no symbol describes. Those whose layout changes with every build (NativeModule) are searched for
what they must hold, and everything found is checked: the module's bytes begin with their magic number,
code points back to its module and holds the instruction.

src/execution/frames.cc (WasmFrame::Summarize), src/wasm/wasm-code-manager.h, src/wasm/wasm-objects.tq,
src/objects/managed.h, src/objects/call-site-info.cc (before V8 9.1 src/execution/messages.cc).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from typing import Dict, Iterator, List, Optional, Tuple

from . import limits, scripts
from .errors import Corrupt, Error, Fault, NotFound
from .functions import SharedFunctionInfo
from .objects import HEAP_TAG, HeapObject
from .positions import Entry, entries
from .process import PAGE
from .session import PerSession, Session
from .wasm_bytes import MAGIC, WireBytes

FUNCTION_FRAMES = ("WasmFrame", "WasmCompiledFrame")  # others are wrappers, which no stack trace has
_INSTANCES = ("WASM_INSTANCE_OBJECT_TYPE", "WASM_INSTANCE_TYPE")  # the latter before V8 8.1
_MODULES = ("WASM_MODULE_OBJECT_TYPE", "WASM_MODULE_TYPE")
_TRUSTED_INSTANCE = "WASM_TRUSTED_INSTANCE_DATA_TYPE"  # since V8 12.4 frames hold this
_INSTANCE_WORDS, _NATIVE_MODULE_WORDS = 64, 128  # how far is searched: no V8 has larger ones
# a std::map of libstdc++: in its head the root, leftmost and rightmost node, and their number;
# in a node the parent, the nodes with smaller and greater keys, the key and the value
_ROOT, _COUNT = 1, 4  # words
_PARENT, _SMALLER, _GREATER, _KEY, _MAPPED = 8, 16, 24, 32, 40  # bytes
_MAP_DEPTH = 128


@dataclass(frozen=True)
class WasmCall:
    """A function of WebAssembly that runs. What is None V8's call sites do not tell either."""

    index: Optional[int] = None  # in its module, imported functions first
    function: Optional[str] = None  # CallSite.getFunctionName()
    script: Optional[str] = None  # CallSite.getScriptNameOrSourceURL()
    position: Optional[int] = None  # bytes from the start of the module
    line: Optional[int] = None  # CallSite.getLineNumber()
    column: Optional[int] = None  # CallSite.getColumnNumber()
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
    return WasmCall(
        call.index, call.function, call.script, call.position, call.line, call.column, True, call.note
    )


# -- V8's objects --------------------------------------------------------------------------------


def _field_of_type(holder: HeapObject, types: Tuple[str, ...]) -> HeapObject:
    """The object of one of the types that the first fields of `holder` refer to. Raises NotFound."""
    session = holder.session
    data = session.process.read_some(holder.start, 8 * _INSTANCE_WORDS)
    for word in struct.unpack(f"<{len(data) // 8}Q", data[: len(data) // 8 * 8]):
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
            return WasmCall(index, name, script, note="position not read: the function is of asm.js")
        layout, site, position = self.session.layout, "WasmCallSite", start + offset
        line, column = index, None  # of the oldest V8
        if layout.has(site, "line"):
            line = layout.constant(site, "line")
        if layout.has(site, "first_column"):
            column = layout.constant(site, "first_column") + position
        return WasmCall(index, name, script, position, line, column)


# -- objects of C++ ------------------------------------------------------------------------------


class NativeModule:
    """wasm::NativeModule: the code of one module and the bytes that it was made of."""

    def __init__(self, session: Session, address: int) -> None:
        self.session, self.process, self.address = session, session.process, address
        data = self.process.read_some(address, 8 * _NATIVE_MODULE_WORDS)
        self._words = struct.unpack(f"<{len(data) // 8}Q", data[: len(data) // 8 * 8])
        self._codes: Dict[int, WasmCode] = {}

    def _pointers(self) -> Iterator[Tuple[int, int]]:
        """(number of the word, address) of the fields that may be pointers to C++ objects."""
        for number, word in enumerate(self._words):
            if PAGE <= word < 1 << 47 and not word & 7:
                yield number, word

    @cached_property
    def wire_bytes(self) -> WireBytes:
        """The module's bytes: a pointer of the NativeModule leads to their address and size."""
        for _, pointer in self._pointers():
            try:
                address, size = self.process.words(pointer, 2)
                if len(MAGIC) < size <= limits.MAX_WASM_MODULE and self.process.read(address, len(MAGIC)) == MAGIC:
                    return WireBytes(self.process, address, size)
            except Fault:
                continue
        raise NotFound(f"no bytes of a WebAssembly module were found at the NativeModule {self.address:#x}")

    def code_at(self, pc: int) -> WasmCode:
        """The code that holds an instruction. Raises NotFound."""
        for code in (*self._in_maps(pc), *self._codes.values()):
            if pc in code:
                return code
        for code in self._in_arrays():
            self._codes[code.address] = code
            if pc in code:
                return code
        raise NotFound(f"no code of the NativeModule {self.address:#x} holds {pc:#x}")

    def _in_maps(self, pc: int) -> Iterator[WasmCode]:
        """What the std::maps from first instructions to code have for `pc`."""
        read = self.process.u64
        for number, root in self._pointers():
            head = self.address + 8 * (number - _ROOT)
            if number - _ROOT + _COUNT >= len(self._words) or not self._words[number - _ROOT + _COUNT]:
                continue
            try:
                if read(root + _PARENT) != head:
                    continue
                node, found = root, 0
                for _ in range(_MAP_DEPTH):
                    if not node:
                        break
                    if read(node + _KEY) <= pc:
                        node, found = read(node + _GREATER), node
                    else:
                        node = read(node + _SMALLER)
                if found:
                    yield self._code(read(found + _MAPPED))
            except (Fault, Corrupt):  # another kind of map
                continue

    def _in_arrays(self) -> Iterator[WasmCode]:
        """The code in arrays: the table with one entry a function, empty until it is compiled, and vectors."""
        size = min(len(self.wire_bytes.bodies), limits.MAX_WASM_FUNCTIONS)
        for _, pointer in self._pointers():
            for number in range(size):
                try:
                    word = self.process.u64(pointer + 8 * number)
                    if word:
                        yield self._code(word)
                except (Fault, Corrupt):
                    break

    def _code(self, address: int) -> WasmCode:
        if not PAGE <= address < 1 << 47 or address & 7:
            raise Corrupt(f"{address:#x} is no WasmCode")
        code = WasmCode(self.session, address)
        if code.native_module != self.address:
            raise Corrupt(f"{address:#x} is no WasmCode of the NativeModule {self.address:#x}")
        return code


class WasmCode:
    """wasm::WasmCode: one function, compiled once. Liftoff's and TurboFan's look the same."""

    def __init__(self, session: Session, address: int) -> None:
        self.session, self.process, self.address = session, session.process, address

    def __contains__(self, pc: int) -> bool:
        return self.start <= pc < self.start + self._int("instructions_size")

    def _place(self, field: str) -> int:
        return self.address + self.session.layout.offset("WasmCode", field)

    def _int(self, field: str) -> int:
        return self.process.i32(self._place(field))

    @property
    def native_module(self) -> int:
        return self.process.u64(self._place("native_module"))

    @property
    def start(self) -> int:
        """Address of the first instruction."""
        return self.process.u64(self._place("instructions"))

    @property
    def index(self) -> int:
        """Index of the function in its module. Raises NotFound for code that is none, such as wrappers."""
        found = self._int("index")
        if found < 0:
            raise NotFound(f"the WasmCode at {self.address:#x} is no function")
        return found

    def _metadata(self, before: Tuple[str, ...], field: str) -> bytes:
        """One of the byte vectors that follow one another, after those of `before`."""
        sizes = [self._int(name) for name in (*before, field)]
        if any(not 0 <= size <= limits.MAX_SOURCE_POSITIONS for size in sizes):
            raise Corrupt(f"the WasmCode at {self.address:#x} claims tables of {sizes} bytes")
        return self.process.read(self.process.u64(self._place("meta_data")) + sum(sizes[:-1]), sizes[-1])

    @cached_property
    def positions(self) -> List[Entry]:
        """The source positions: of instructions, bytes from the start of the function's code."""
        if self.session.layout.has("WasmCode", "meta_data"):
            table = self._metadata(("protected_instructions_size", "reloc_info_size"), "source_positions_size")
        else:
            size = self._int("source_positions_size")
            if not 0 <= size <= limits.MAX_SOURCE_POSITIONS:
                raise Corrupt(f"the WasmCode at {self.address:#x} claims {size} bytes of source positions")
            table = self.process.read(self.process.u64(self._place("source_positions")), size)
        return list(entries(table, self.session.layout))

    @cached_property
    def inlining_positions(self) -> List[Tuple[int, bool, int]]:
        """(function, was it a tail call, position of the call) of each call that was inlined."""
        layout, group = self.session.layout, "WasmInliningPosition"
        if not layout.has(group, "size"):
            return []
        before = ("protected_instructions_size", "reloc_info_size", "source_positions_size")
        data, size = self._metadata(before, "inlining_positions_size"), layout.constant(group, "size")
        if len(data) % size:
            raise Corrupt(f"the WasmCode at {self.address:#x} has {len(data)} bytes of inlining positions")
        form = "<i?q" if layout.has(group, "tail_call") else "<iq"
        rows = list(struct.iter_unpack(form, data))
        return [(row[0], row[1] if len(row) == 3 else False, row[-1]) for row in rows]

    def stack(self, pc: int, live: bool) -> Iterator[Tuple[int, int]]:
        """(function, byte of its code) of all that `pc` belongs to, innermost first.

        Raises Corrupt and NotFound."""
        offset = pc - self.start + (1 if live else 0)
        here = Entry(0, 1 << 1, False)  # before the first position: the function's first byte
        for entry in self.positions:
            if entry.code_offset >= offset:
                break
            here = entry
        tail_call = False
        for _ in range(limits.MAX_INLINE_DEPTH):
            if here.inlining_id < 0:
                if not tail_call:
                    yield self.index, here.script_offset
                return
            if here.inlining_id >= len(self.inlining_positions):
                raise Corrupt(f"the WasmCode at {self.address:#x} has no inlining position {here.inlining_id}")
            function, is_tail_call, caller = self.inlining_positions[here.inlining_id]
            if not tail_call:
                yield function, here.script_offset
            here, tail_call = Entry(here.code_offset, caller, False), is_tail_call
        raise Corrupt(f"the inlining positions of the WasmCode at {self.address:#x} go round in a circle")
