"""Roots that are words of the Isolate, or of what it owns apart from handles: tables, caches, queues.

Heap::IterateRoots (src/heap/heap.cc) visits them. The isolate's weak references (lists of contexts and allocation
sites in the Heap, its table of strings, its external strings) and caches that a collection clears are no roots.
"""

from __future__ import annotations

from typing import Iterator, List, NamedTuple, Set, Tuple

from . import limits
from .builtin_table import builtin_name
from .errors import NotFound
from .heap import Heap
from .isolate_members import (
    are_objects,
    instance_type,
    is_pointer,
    is_reference,
    isolate_words,
    lists,
    owned,
    references,
)
from .layout import Layout

_BUILTINS = 200  # words in a row that are code of builtins: the table of them all
_BUILTIN_TYPES = ("CODE_TYPE", "CODE_DATA_CONTAINER_TYPE", "CODE_WRAPPER_TYPE")
_AROUND_CONTEXT, _BEHIND_ENTRY = 0x40, 0x40  # bytes of ThreadLocalTop before its context, behind its js_entry_sp
_CACHE_WORDS, _PARTS = 48, 3  # of a CompilationCache: words, and how often it names its isolate
_QUEUE_WORDS = 10
_HEAP_WORDS = 1024  # of a Heap, in which its list of strong roots begins
_LONGEST_RANGE = 1 << 24  # bytes


class Place(NamedTuple):
    """A word that is a root: its address, what it holds, what it is called."""

    place: int
    word: int
    name: str
    strong: bool = True


def root_names(layout: Layout) -> List[str]:
    """The names of entries of the roots table, as far as they are known, by index; "" of others."""
    known = layout.constants("root_index")
    names = [""] * (max(known.values(), default=-1) + 1)
    for name, number in known.items():
        names[number] = name
    return names


def table(heap: Heap) -> Iterator[Place]:
    """The roots table (src/roots/roots.h): read-only objects, then those that may change."""
    session = heap.session
    names = root_names(session.layout)
    strings = session.layout.type("STRING_TABLE_TYPE") if session.layout.has("STRING_TABLE_TYPE") else -1
    for number, (place, word) in enumerate(heap.isolate.roots()):
        kind = instance_type(session, word)
        if kind >= 0:
            strong = kind != strings
            yield Place(place, word, (names[number : number + 1] or [""])[0] or f"root {number}", strong)


def builtins(heap: Heap) -> Iterator[Place]:
    """IsolateData::builtin_table_: the code objects of all builtins (src/execution/isolate-data.h)."""
    session = heap.session
    types = {session.layout.type(name) for name in _BUILTIN_TYPES if session.layout.has(name)}
    run: List[Tuple[int, int]] = []
    for number, word in enumerate((*isolate_words(heap), 0)):
        if is_reference(word) and instance_type(session, word) in types:
            run.append((heap.isolate.address + 8 * number, word))
            continue
        if len(run) >= _BUILTINS:
            for index, (place, held) in enumerate(run):
                yield Place(place, held, _builtin(heap, index))
            return
        run = []


def _builtin(heap: Heap, index: int) -> str:
    try:
        return builtin_name(heap.session, heap.isolate, index)
    except NotFound:
        return f"builtin {index}"


def thread_local(heap: Heap) -> Iterator[Place]:
    """ThreadLocalTop (src/execution/thread-local-top.h) and the v8::TryCatch objects on the stack: the context, a
    pending exception and its message."""
    isolate, session = heap.isolate, heap.session
    named = {isolate.place(field): field for field in ("context", "exception")}
    start, end = min(named) - _AROUND_CONTEXT, max(isolate.place("js_entry_sp"), max(named)) + _BEHIND_ENTRY
    table_places = {place for place, _ in isolate.roots()}
    for place, word in references(session, start, end):
        if place not in table_places and are_objects(session, [word]):
            yield Place(place, word, named.get(place, "pending message or context"))
    for word in session.process.some_words(start, (end - start) // 8):
        seen: Set[int] = set()
        while is_pointer(word) and word not in seen and len(seen) < limits.MAX_HANDLES:
            seen.add(word)
            caught = session.process.some_words(word, 4)
            if len(caught) < 4 or caught[0] != isolate.address or not are_objects(session, list(caught[2:4])):
                break
            yield Place(word + 16, caught[2], "exception of a v8::TryCatch")
            yield Place(word + 24, caught[3], "message of a v8::TryCatch")
            word = caught[1]


def compilation_cache(heap: Heap) -> Iterator[Place]:
    """CompilationCache (src/codegen/compilation-cache.h): parts that name the isolate, with tables of generations."""
    session, isolate = heap.session, heap.isolate.address
    for _, pointer, _ in owned(heap):
        found = session.process.some_words(pointer, _CACHE_WORDS)
        places = [number for number, word in enumerate(found) if word == isolate]
        while len(places) > 1 and places[-1] - places[-2] > 6:
            places.pop()
        if len(places) < _PARTS or places[-1] > 30:
            continue
        for number, word in enumerate(found[: places[-1] + 4]):
            if _is_table(heap, word):
                yield Place(pointer + 8 * number, word, "table of compiled scripts")
            elif 0 < word < 8 and number + 1 < len(found) and is_pointer(found[number + 1]):
                for place, held in references(session, found[number + 1], found[number + 1] + 8 * word):
                    if _is_table(heap, held):  # until V8 8 the tables are elsewhere
                        yield Place(place, held, "table of compiled scripts")


def _is_table(heap: Heap, word: int) -> bool:
    session, layout = heap.session, heap.session.layout
    names = ("HASH_TABLE_TYPE", "COMPILATION_CACHE_TABLE_TYPE")
    types = {layout.type(name) for name in names if layout.has(name)}
    return is_reference(word) and instance_type(session, word) in types


def bootstrapper(heap: Heap) -> Iterator[Place]:
    """Bootstrapper::extensions_cache_ (src/init/bootstrapper.h): {isolate, depth, type of its scripts, array}."""
    array = heap.session.layout.type("FIXED_ARRAY_TYPE")
    for _, pointer, header in owned(heap):
        depth, script = (word & 0xFFFFFFFF for word in (*header, 0, 0)[1:3])
        if len(header) > 3 and depth < 16 and script == 1 and instance_type(heap.session, header[3]) == array:
            yield Place(pointer + 24, header[3], "scripts of V8's extensions")


def object_caches(heap: Heap) -> Iterator[Place]:
    """The caches of V8's startup snapshot: vectors of objects that end in undefined (Isolate::startup_object_cache_,
    shared_heap_object_cache_; SerializerDeserializer::Iterate in src/snapshot/serializer-deserializer.cc)."""
    session, start = heap.session, heap.isolate.address
    last = _undefined(heap)
    for _, begin, count in lists(isolate_words(heap), False):
        if start <= begin < heap.address or session.process.some_words(begin + 8 * (count - 1), 1) != (last,):
            continue
        held = session.process.some_words(begin, count)
        if len(held) == count and all(is_reference(word) or not word & 1 for word in held):
            yield from (Place(begin + 8 * n, word, "object cache") for n, word in enumerate(held) if is_reference(word))


def _undefined(heap: Heap) -> int:
    """The tagged word of undefined."""
    index = heap.session.layout.constant("root_index", "undefined_value")
    return heap.session.process.u64(heap.isolate.place("roots") + 8 * index)


def microtasks(heap: Heap) -> Iterator[Place]:
    """What waits in the isolate's queues of microtasks (src/execution/microtask-queue.h): a table of functions of C++,
    size, capacity, start, a ring of tasks; the queues are linked in a ring by their next and previous one."""
    session, seen = heap.session, set()
    queue = [word for word in isolate_words(heap) if is_pointer(word)]
    while queue:
        pointer = queue.pop()
        if pointer in seen:
            continue
        seen.add(pointer)
        header = session.process.some_words(pointer, _QUEUE_WORDS)
        if len(header) < _QUEUE_WORDS:
            continue
        size, capacity, start, ring = header[1:5]
        power = capacity >= 8 and capacity & (capacity - 1) == 0
        if not power or capacity > limits.MAX_HANDLES or not (size <= capacity > start and is_pointer(ring)):
            continue
        for following, before in zip(header[5:], header[6:]):
            if is_pointer(following) and _links_back(heap, pointer, following, before, header):
                tasks = session.process.some_words(ring, capacity)
                for number in range(size if len(tasks) == capacity else 0):
                    at = (start + number) % capacity
                    if is_reference(tasks[at]):
                        yield Place(ring + 8 * at, tasks[at], "microtask")
                queue += [following, before]
                break


def _links_back(heap: Heap, pointer: int, following: int, before: int, header: Tuple[int, ...]) -> bool:
    """Are two neighbouring words of a queue links to the queues after and before it?"""
    if following == before == pointer:
        return True
    at = 8 * (header.index(following) + 1)
    some = heap.session.process.some_words
    return some(following + at, 1) == some(before + at - 8, 1) == (pointer,)


def strong_roots(heap: Heap) -> Iterator[Place]:
    """Ranges of words that C++ code has registered (Heap::strong_roots_head_): identity maps, vectors of handles.

    An entry: its label (since V8 8.9), first word, end, entry before and after it."""
    session = heap.session
    seen: Set[int] = set()
    searched = session.process.some_words(heap.address, _HEAP_WORDS)
    for pointer in searched:
        before = 0
        while is_pointer(pointer) and pointer not in seen and len(seen) < limits.MAX_HANDLES:
            seen.add(pointer)
            entry = session.process.some_words(pointer, 5)
            if len(entry) < 5 or not is_pointer(entry[0]) or not is_pointer(entry[1]) or entry[3] != before:
                break
            label = _label(heap, entry[0])
            inside = heap.isolate.address <= entry[1] < heap.address + 8 * len(searched)
            if not label or inside or not entry[1] < entry[2] <= entry[1] + _LONGEST_RANGE:
                break
            for place, word in references(session, entry[1], entry[2]):
                if are_objects(session, [word]):
                    yield Place(place, word, label)
            before, pointer = pointer, entry[4]


def _label(heap: Heap, address: int) -> str:
    """The text at an address in a file: a literal of V8's source; "" of anything else."""
    region = heap.session.process.region(address)
    if region is None or not region.path or "x" in region.flags:
        return ""
    text = heap.session.process.read_some(address, limits.MAX_LABEL).split(b"\0")[0]
    printable = 3 < len(text) < limits.MAX_LABEL and all(32 <= byte < 127 for byte in text)
    return text.decode("ascii") if printable else ""
