"""What lies at an address: an object of V8's heap, a stack, code, a buffer's bytes, a file, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, Optional

from .brief import brief_object
from .buffers import JSArrayBuffer
from .code_facts import code_at_pc, function_label, owner_of
from .errors import Error, NotFound
from .frames import Frame, stack
from .heap import NO_HEAP, Heap, heaps
from .heap_areas import unused_of_page
from .heap_search import maps_of_type, objects_of_map, references
from .heap_walk import object_at
from .object_parts import part_at, part_through
from .objects import HEAP_TAG, HeapObject
from .preview import is_object
from .process import Region, Thread
from .session import Session

_RED_ZONE = 128  # bytes below the stack pointer that a leaf function may use
_MOST_HOLDERS = 64  # objects asked whether they own a store
_LINKS = 4  # of a chain
_STORES = ("elements", "properties_or_hash", "table", "elements_store", "data", "backing_store", "instance_descriptors")


@dataclass
class Link:
    """Who owns the object before it, and through what."""

    owner: HeapObject
    part: str


@dataclass
class Found:
    """What lies at an address. `kind`: object, free, page, stack, code, builtin, symbol, buffer, isolate, file,
    memory, nothing. `text` is a sentence's end: "ADDRESS is …"."""

    address: int
    kind: str
    text: str = ""
    object: Optional[HeapObject] = None
    start: int = 0  # of the object, the buffer, the symbol, the region
    size: int = 0
    part: str = ""
    space: str = ""
    page: int = 0
    chain: List[Link] = field(default_factory=list)

    @property
    def offset(self) -> int:
        return self.address - self.start


def what_is(session: Session, address: int, window: int = 0) -> Found:
    """What lies at an address. `window`: how many bytes before it an object may begin, 0 for any number."""
    for heap in _heaps(session):
        held = heap.page_of(address)
        if held is not None:
            return _in_heap(heap, address, window)
        if heap.isolate.address <= address < heap.address + 8:
            return Found(address, "isolate", f"in the isolate at {heap.isolate.address:#x}", start=heap.isolate.address)
    return _elsewhere(session, address)


def _heaps(session: Session) -> Iterator[Heap]:
    """All that there are: where none can be read, a stack or a file still lies at an address."""
    try:
        yield from heaps(session)
    except NO_HEAP as error:
        session.warn(str(error))


def _in_heap(heap: Heap, address: int, window: int) -> Found:
    held = heap.page_of(address)
    assert held is not None
    space, page = held
    found = Found(address, "free", space=space.name, page=page.start, start=page.start, size=page.size)
    if not page.area_start <= address < page.area_end:
        found.kind = "page"
        what = "header" if address < page.area_start else "end"
        found.text = f"in the {what} of a page of the {space.name}"
        return found
    try:
        _, _, entry = object_at(heap, address)
    except NotFound:
        found.text = _free_text(heap, address, space.name)
        return found
    start = entry.address - HEAP_TAG
    if window and address - start > window:
        raise NotFound(
            f"no object begins in the {window} bytes before {address:#x}",
            f"one begins {address - start} bytes before it: `-d {address - start}` finds it",
        )
    view = heap.session.heap_object(entry.address)
    found.kind, found.object, found.start, found.size = "object", view, start, entry.size
    found.part = part_at(view, address - start) if address > start + HEAP_TAG else ""
    if found.part.startswith("instruction"):
        found.text = _function_of(heap.session, address)
    return found


def _function_of(session: Session, pc: int) -> str:
    """Name of the function whose compiled code holds an address, "" where it is not known."""
    try:
        code = code_at_pc(session, pc)
        shared = owner_of(session, code) if code is not None else 0
        return function_label(session.heap_object(shared)) if shared else ""
    except Error:
        return ""


def _free_text(heap: Heap, address: int, space: str) -> str:
    held = heap.page_of(address)
    for low, high in unused_of_page(heap, held[1]) if held is not None else ():
        if low <= address < high:
            return f"in a part of the {space} where no object was allocated yet"
    return f"in free memory of the {space}"


# -- who owns it -----------------------------------------------------------------------


def follow(session: Session, found: Found) -> None:
    """Fills the chain: the array that owns the store that holds the address, and so on. Raises NotFound."""
    view, offset = found.object, found.offset
    heap = next((each for each in _heaps(session) if each.page_of(found.address)), None)
    while view is not None and heap is not None and len(found.chain) < _LINKS and not is_object(view):
        link = _owner(heap, view, offset)
        if link is None:
            return
        found.chain.append(link)
        view, offset = link.owner, 0


def _owner(heap: Heap, view: HeapObject, offset: int) -> Optional[Link]:
    """The object whose own memory `view` is: an object's elements or properties, a collection's table."""
    layout = heap.session.layout
    for number, holder in enumerate(references(heap, view.address)):
        if number >= _MOST_HOLDERS:
            return None
        for name in _STORES:
            for cls in ("JSObject", "JSReceiver", "JSCollection", "JSWeakCollection", "Map"):
                if layout.has(cls, name) and _holds(holder, layout.offset(cls, name), view, name):
                    return Link(holder, part_through(holder, view, name, offset))
    return None


def _holds(holder: HeapObject, offset: int, view: HeapObject, name: str) -> bool:
    try:
        if part_at(holder, offset) != f"field {name}":
            return False
        return holder.word(offset) == view.address
    except Error:
        return False


# -- outside the heap ------------------------------------------------------------------


def _elsewhere(session: Session, address: int) -> Found:
    region = session.process.region(address)
    if region is None:
        return Found(address, "nothing", _nothing(session, address))
    on_stack = _on_stack(session, address, region)
    if on_stack is not None:
        return on_stack
    if "x" in region.flags:
        found = _in_code(session, address)
        if found is not None:
            return found
    symbol = session.process.symbolize(address) if region.path else None
    if symbol is not None:
        text = f"{symbol.name}" + (f" + {symbol.offset:#x}" if symbol.offset else "")
        return Found(address, "symbol", f"{text}, in {region.path}", start=symbol.start)
    if region.path:
        text = f"in the file {region.path}, {address - region.start + region.offset:#x} bytes from its start"
        return Found(address, "file", f"{text} ({region.flags})", start=region.start, size=region.end - region.start)
    buffer = _in_buffer(session, address)
    if buffer is not None:
        return buffer
    text = f"in memory of no file and not of V8's heap: {region.start:#x} to {region.end:#x} ({region.flags})"
    return Found(address, "memory", text, start=region.start, size=region.end - region.start)


def _nothing(session: Session, address: int) -> str:
    before = [region for region in session.process.regions() if region.end <= address]
    after = [region for region in session.process.regions() if region.start > address]
    near = []
    if before:
        near.append(f"{address - before[-1].end:#x} bytes behind the end of a mapping")
    if after:
        near.append(f"{after[0].start - address:#x} bytes before the next")
    return "not mapped, or not in the core: " + " and ".join(near) if near else "not mapped"


def _on_stack(session: Session, address: int, region: Region) -> Optional[Found]:
    for thread in session.process.threads():
        sp = thread.registers.get("rsp", 0)
        if sp not in region:
            continue
        name = f"thread {thread.id} (lwp {thread.lwp}, {thread.name})"
        if address < sp - _RED_ZONE:
            return Found(address, "stack", f"below the stack of {name}, in memory that it used before", start=sp)
        frame = _frame_at(session, thread, address)
        text = f"on the stack of {name}"
        if frame is None:
            return Found(address, "stack", f"{text}, {address - sp:#x} bytes from its top", start=sp)
        what = frame.display or (frame.symbol.name if frame.symbol else "") or frame.builtin or frame.frame_type
        distance = address - frame.fp
        at = f"fp {'+' if distance >= 0 else '-'} {abs(distance):#x}"
        return Found(address, "stack", f"{text}, in frame {frame.index}, {what}, {at}", start=frame.fp)
    return None


def _frame_at(session: Session, thread: Thread, address: int) -> Optional[Frame]:
    """The physical frame that holds a place of a thread's stack: the first whose return address lies behind it."""
    try:
        frames = [frame for frame in stack(session, thread).frames if frame.fp and not frame.is_async]
    except Error:
        return None
    outer = [frame for frame in frames if address < frame.fp + 16]
    return min(outer, key=lambda frame: (frame.fp, frame.inlined), default=None)


def _in_code(session: Session, address: int) -> Optional[Found]:
    code = code_at_pc(session, address)
    if code is None:
        return None
    if code.builtin is not None:
        builtin = code.builtin
        text = f"in the builtin {builtin.name} + {address - builtin.start:#x}"
        return Found(address, "builtin", text, start=builtin.start)
    if code.compiled is None:
        return None
    start, name = code.compiled.instruction_start, _function_of(session, address) or "a function"
    return Found(address, "code", f"in the code of {name} + {address - start:#x}", start=start)


def _in_buffer(session: Session, address: int) -> Optional[Found]:
    """The ArrayBuffer whose bytes hold an address outside the heap."""

    def holds(view: HeapObject) -> bool:
        if not isinstance(view, JSArrayBuffer) or not view.backing_store <= address < view.backing_store + view.size:
            return False
        return session.process.may_hold(view.backing_store, view.size)

    for heap in _heaps(session):
        try:
            for map_word in maps_of_type(heap, session.layout.type("JS_ARRAY_BUFFER_TYPE")):
                for buffer in objects_of_map(heap, map_word, holds):
                    if isinstance(buffer, JSArrayBuffer):
                        start, size = buffer.backing_store, buffer.size
                        text = f"byte {address - start} of the {size} bytes of"
                        return Found(address, "buffer", text, buffer, start, size)
        except Error as error:
            session.warn(f"buffers were not searched: {error}")
    return None


def object_text(view: HeapObject) -> str:
    """One line for any object."""
    return brief_object(view)
