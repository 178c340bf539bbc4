"""Isolates: finding those of a process, and what lies at fixed places in them.

An Isolate begins with its IsolateData (src/execution/isolate-data.h), which generated code
reaches through r13, kRootRegisterBias bytes into it. Offsets are in the frames_* tables.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Mapping, Optional, Tuple

from . import limits
from .errors import Corrupt, Fault, NotFound
from .heap_pages import searched_pages
from .layout import Layout
from .objects import HEAP_TAG, TAG_MASK, HeapObject, Value, is_smi
from .process import Thread
from .session import PerSession, Session

_TLS_SYMBOLS = (
    "_ZN2v88internal18g_current_isolate_E",  # since V8 11.x: src/execution/isolate.cc
    "_ZN2v88internal7Isolate18g_current_isolate_E",
)
_KEY_SYMBOL = "_ZN2v88internal7Isolate12isolate_key_E"  # a pthread key until then
# glibc's struct pthread (nptl/descr.h): specific_1stblock, 32 pairs of (sequence number, value)
_SPECIFIC, _SPECIFIC_COUNT = 0x310, 32
_TLS_MODULES = 16  # how many modules with thread-local storage are looked at
HEAP_IN_ISOLATE = 1 << 18  # bytes of an Isolate in which its Heap begins
_SCAN_WORDS = 1 << 14  # how much of a stack is searched for a pointer to an isolate
_KINDS = {"undefined_value": 5, "null_value": 3, "true_value": 1, "false_value": 0}  # src/objects/oddball.h
_ROOTS_LATER = 256  # bytes by which roots may lie further from their Isolate than tables say
# what follows the pushes in JSEntry (src/builtins/x64/builtins-x64.cc): mov r13, rdi; push [r13 + 32 bits]
_ENTRY, _PUSHES_FP = "Builtins_JSEntry", b"\x4c\x8b\xef\x41\xff\xb5"


class Isolate:
    """An Isolate at an address. Raises Corrupt at once where there is none."""

    def __init__(self, session: Session, address: int) -> None:
        self.session = session
        self.address = address
        reason = why_not_isolate(session, address)
        if reason:
            raise Corrupt(f"no isolate at {address:#x}: {reason}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Isolate) and other.address == self.address

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"<Isolate {self.address:#x}>"

    def place(self, field: str) -> int:
        """Address of a field of IsolateData. Raises Unknown."""
        layout = self.session.layout
        offset = layout.offset("IsolateData", field)
        if field == "roots":
            return self.address + roots_offset(self.session)
        if offset > layout.offset("IsolateData", "roots"):
            offset += behind_tables(self.session)
        return self.address + offset

    def word(self, field: str) -> int:
        """The raw word in a field of IsolateData."""
        return self.session.process.u64(self.place(field))

    @property
    def root_register(self) -> int:
        """What r13 holds while generated code runs (src/common/globals.h: kRootRegisterBias)."""
        return self.address + self.session.layout.constant("isolate", "root_register_bias")

    @property
    def c_entry_fp(self) -> int:
        """Frame pointer of the last exit from generated code to C++, 0 while no C++ was called."""
        return self.word("c_entry_fp")

    @property
    def js_entry_sp(self) -> int:
        """Frame pointer of the outermost entry to JavaScript, 0 where none runs."""
        return self.word("js_entry_sp")

    @property
    def context(self) -> Optional[HeapObject]:
        """The context at the last exit to C++, None before any."""
        word = self.word("context")
        return None if is_smi(word) else self.session.heap_object(word)

    def root(self, name: str) -> Value:
        """A root that embedders know by its index, such as "undefined_value". Raises Unknown."""
        index = self.session.layout.constant("root_index", name)
        return self.session.value(self.session.process.u64(self.place("roots") + 8 * index))

    def roots(self) -> Iterator[Tuple[int, int]]:
        """(address, tagged word) of every entry of the roots table (src/roots/roots.h).

        The external reference table follows it: it begins with a null and the address of a C++ function."""
        start = self.place("roots")
        process = self.session.process
        word = process.u64(start)
        for address in range(start, start + 8 * limits.MAX_ROOTS, 8):
            following = process.u64(address + 8)
            if not word and following and is_native_code(self.session, following):
                return
            yield address, word
            word = following
        raise Corrupt(
            f"the roots of the isolate at {self.address:#x} do not end: it is being made (a worker that begins), or its"
            " memory is damaged"
        )


_behind: PerSession[Tuple[Layout, int]] = PerSession()


def behind_tables(session: Session) -> int:
    """How many bytes further than our tables say lies what follows the isolate's own tables.

    Roots and external references become more, or fewer, with patches of V8 too. JSEntry tells where its isolate
    has c_entry_fp; a stripped binary does not tell where JSEntry is, and gets 0."""
    known, found = _behind.get(session, (None, 0))
    if known is not session.layout:
        found, entry = 0, session.process.symbols(_ENTRY).get(_ENTRY)
        code = session.process.read_some(entry, 64) if entry else b""
        at = code.find(_PUSHES_FP) + len(_PUSHES_FP)
        if len(_PUSHES_FP) <= at <= len(code) - 4:
            bias = session.layout.constant("isolate", "root_register_bias")
            pushed = int.from_bytes(code[at : at + 4], "little", signed=True) + bias
            found = pushed - session.layout.offset("IsolateData", "c_entry_fp")
        _behind[session] = session.layout, found
    return found


def is_native_code(session: Session, address: int) -> bool:
    """Does an address lie in a file's code?"""
    region = session.process.region(address)
    return region is not None and bool(region.path) and "x" in region.flags


def why_not_isolate(session: Session, address: int) -> str:
    """What speaks against an isolate at `address`; "" where its first roots are V8's oddballs."""
    if address & 7 or not 0x1000 <= address < 1 << 56:
        return "not an address of one"
    return _why_not_roots(session, address + roots_offset(session))


_roots: PerSession[Tuple[Optional[Layout], int, int]] = PerSession()


def roots_offset(session: Session) -> int:
    """Bytes from an Isolate's start to its table of roots: what our tables say, or, where V8's thread-local variable
    has an isolate with its roots elsewhere, there: of V8 7.8 there are two builds (Node 13.0 and 12.16)."""
    told, epoch = session.layout.offset("IsolateData", "roots"), session.process.epoch
    layout, at, known = _roots.get(session, (None, -1, told))
    if layout is session.layout and at == epoch:
        return known
    _roots[session] = session.layout, epoch, told
    candidates = [each for thread in session.process.threads() for each in _thread_local(session, thread) or ()]
    offsets: List[int] = [told, *range(0, told + _ROOTS_LATER, 8)]
    for offset in offsets:
        for address in candidates:
            roots = address + offset
            if not _why_not_roots(session, roots) and (offset == told or _are_in_place(session, roots)):
                _roots[session] = session.layout, epoch, offset
                return offset
    return told


def _are_in_place(session: Session, roots: int) -> bool:
    """Is each oddball of a table of roots the one that it should be?"""
    layout, read = session.layout, session.process.u64
    for name, kind in _KINDS.items():
        word = read(roots + 8 * layout.constant("root_index", name))
        if read(word - HEAP_TAG + layout.offset("Oddball", "kind")) >> 32 != kind:
            return False
    return True


def _why_not_roots(session: Session, roots: int) -> str:
    """What speaks against a table of roots at an address; "" where the first are V8's oddballs."""
    process, layout = session.process, session.layout
    oddball = layout.type("ODDBALL_TYPE")
    seen = set()
    try:
        for name in ("undefined_value", "null_value", "true_value", "false_value"):
            word = process.u64(roots + 8 * layout.constant("root_index", name))
            if word & TAG_MASK != HEAP_TAG or word in seen:
                return f"its {name} is {word:#x}"
            seen.add(word)
            map_word = process.u64(word - HEAP_TAG)
            session.class_of_map(map_word)
            if session.instance_type(map_word) != oddball:
                return f"its {name} is a {layout.type_name(session.instance_type(map_word))}"
    except (Fault, Corrupt) as error:
        return str(error)
    return ""


_found: PerSession[Tuple[int, Dict[int, Optional[Isolate]]]] = PerSession()


def isolate_at(session: Session, address: int) -> Optional[Isolate]:
    """The isolate at an address, None where there is none; remembered until the target runs."""
    epoch, known = _found.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _found[session] = epoch, known
    if address not in known:
        try:
            known[address] = Isolate(session, address)
        except Corrupt:
            known[address] = None
    return known[address]


def isolate_of_registers(session: Session, registers: Mapping[str, int]) -> Optional[Isolate]:
    """The isolate that r13 points into, as it does while generated code runs."""
    root = registers.get("r13", 0)
    return isolate_at(session, root - session.layout.constant("isolate", "root_register_bias")) if root else None


def isolate_of_thread(session: Session, thread: Thread) -> Optional[Isolate]:
    """The isolate that a thread has entered, None where it has none.

    Asked in turn: V8's own thread-local variable, r13, the words on the thread's stack."""
    if thread.is_kernel:  # its fs_base is that of the thread that made it
        return None
    candidates = _thread_local(session, thread)
    for address in candidates or ():
        found = isolate_at(session, address)
        if found is not None:
            return found
    found = isolate_of_registers(session, thread.registers)
    if found is None and candidates != []:  # V8's variable could not be asked, or holds nonsense
        found = _on_stack(session, thread)
    return found


def entered_isolates(session: Session, thread: Thread) -> List[int]:
    """Addresses of what V8's thread-local variable says is the thread's isolate, unchecked; where it cannot be asked,
    of what was found to be one."""
    found = _thread_local(session, thread)
    if found is None:
        isolate = isolate_of_thread(session, thread)
        return [isolate.address] if isolate is not None else []
    return found


def _thread_local(session: Session, thread: Thread) -> Optional[List[int]]:
    """What V8's thread-local variable holds in a thread, addresses alone; None where that cannot be read."""
    base = thread.registers.get("fs_base", 0)
    process = session.process
    values: Optional[List[int]] = None
    try:
        key_address = process.symbols(_KEY_SYMBOL).get(_KEY_SYMBOL)
        if base and key_address:
            key = process.u32(key_address)
            if key < _SPECIFIC_COUNT:
                values = [process.u64(base + _SPECIFIC + 16 * key + 8)]
        for name in _TLS_SYMBOLS:
            offset = process.symbols(name).get(name)
            if base and offset is not None:
                values = [process.u64(block + offset) for block in _tls_blocks(session, base)] + (values or [])
    except Fault:
        return None
    # a thread that has not begun, or a block of another module, has anything there
    return None if values is None else [each for each in values if each and not each & 7 and process.readable(each)]


def _tls_blocks(session: Session, base: int) -> Iterator[int]:
    """A thread's blocks of thread-local storage, the executable's first (glibc's sysdeps/generic/dl-dtv.h)."""
    vector = session.process.u64(base + 8)
    length = session.process.u64(vector - 16)
    for module in range(1, min(length, _TLS_MODULES) + 1):
        block = session.process.u64(vector + 16 * module)
        if block and block >> 56 == 0:
            yield block


def _on_stack(session: Session, thread: Thread) -> Optional[Isolate]:
    sp = thread.registers.get("rsp", 0) & ~7
    data = session.process.read_some(sp, 8 * _SCAN_WORDS)
    checked = set()
    for at in range(0, len(data) - 7, 8):
        word = int.from_bytes(data[at : at + 8], "little")
        # an isolate is on the C++ heap, not on this stack, and its tables are aligned
        if word & 7 or word < 1 << 16 or word >> 47 or sp <= word < sp + len(data) or word in checked:
            continue
        checked.add(word)
        found = isolate_at(session, word)
        if found is not None:
            return found
    return None


def isolates(session: Session) -> List[Isolate]:
    """Every isolate that a thread of the process has entered, in the order of the threads; else all that have pages."""
    return list(find_isolates(session))


def find_isolates(session: Session) -> Iterator[Isolate]:
    """As `isolates`, one at a time: threads without one can take long."""
    found: List[Isolate] = []
    for thread in session.process.threads():
        isolate = isolate_of_thread(session, thread)
        if isolate is not None and isolate not in found:
            found.append(isolate)
            yield isolate
    if not found:
        yield from _with_pages(session)


_searched: PerSession[Tuple[int, List[Isolate]]] = PerSession()


def _with_pages(session: Session) -> List[Isolate]:
    """The isolates whose heaps pages name: of a core that has lost its threads, of threads that have left theirs."""
    epoch, found = _searched.get(session, (-1, []))
    if epoch != session.process.epoch:
        found = []
        for heap in dict.fromkeys(page.heap for page in searched_pages(session)):
            isolate = _around(session, heap) if heap else None
            if isolate is not None and isolate not in found:
                found.append(isolate)
        _searched[session] = session.process.epoch, found
    return found


def _around(session: Session, heap: int) -> Optional[Isolate]:
    """The isolate in which a Heap lies, None where there is none."""
    first = heap - HEAP_IN_ISOLATE & -8
    words = session.process.some_words(first, HEAP_IN_ISOLATE // 8)
    layout = session.layout
    roots = roots_offset(session) // 8
    undefined = roots + layout.constant("root_index", "undefined_value")
    null = roots + layout.constant("root_index", "null_value")
    for number in range(len(words) - max(undefined, null)):
        if words[number + undefined] & words[number + null] & TAG_MASK == HEAP_TAG:
            isolate = isolate_at(session, first + 8 * number)
            if isolate is not None:
                return isolate
    return None


def oddball(session: Session, name: str) -> HeapObject:
    """undefined_value, null_value, true_value or false_value of the first isolate that is found. Raises NotFound."""
    for isolate in find_isolates(session):
        found = isolate.root(name)
        if isinstance(found, HeapObject):
            return found
    raise NotFound("no isolate of V8 was found in this process")
