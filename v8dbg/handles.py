"""Handles: words outside of the heap by which C++ code holds objects of it (src/handles).

Handles of scopes, of threads and of compile jobs are strong roots; so are global handles, unless they are weak,
and eternal ones. Traced handles belong to objects of cppgc; V8's heap snapshots count them as roots.
"""

from __future__ import annotations

from typing import Iterator, List, NamedTuple, Optional, Set, Tuple

from . import limits
from .heap import Heap
from .isolate_members import are_objects, is_pointer, is_reference, isolate_words, lists, owned, references
from .session import Session

_SCOPE_BLOCK = 8 * 1022  # bytes of a block of handles: kHandleBlockSize (src/handles/handles.h)
_NODES = 256  # of a block of global handles: NodeBlock::kSize (src/handles/global-handles.cc)
_NODE_SIZES = (32, 24)  # of a Node, and of a TracedNode until V8 10
_ETERNAL_BLOCK = 256  # EternalHandles::kSize
_FREE, _NORMAL, _STATE = 0, 1, 3  # NodeBase::State; what is neither is weak, or dead already (V8 before 11: 4)
_TRACED_NODE, _TRACED_IN_USE = 16, 1
_OWNER = 40  # words of TracedHandles, in which it names its isolate


class Handle(NamedTuple):
    """`node`: the word that holds the object, and its address. `class_id`: what the embedder says of it."""

    node: int
    word: int
    strong: bool = True
    class_id: int = 0
    parameter: int = 0  # of a weak one: what its callback gets


# -- handle scopes ----------------------------------------------------------------------------


def scope_handles(heap: Heap) -> Optional[List[Handle]]:
    """The handles of all open scopes of an isolate (HandleScopeImplementer, src/api/api.h), None where they were not
    found. Blocks are full but the last, which ends at HandleScopeData::next."""
    isolate, without = isolate_words(heap), False
    for _, _, found in owned(heap):
        without = without or _has_no_blocks(heap.session, found)
        for _, begin, count in lists(found[:5], True):
            blocks = heap.session.process.some_words(begin, count)
            end = _next_handle(isolate, blocks[-1]) if len(blocks) == count and all(map(is_pointer, blocks)) else 0
            if end:
                ends = [block + _SCOPE_BLOCK for block in blocks[:-1]] + [end]
                return [
                    Handle(place, word)
                    for block, last in zip(blocks, ends)
                    for place, word in references(heap.session, block, last)
                ]
    return [] if without else None


def _has_no_blocks(session: Session, found: Tuple[int, ...]) -> bool:
    """Is it a HandleScopeImplementer without a handle? That of a Worker is while its event loop waits.

    {isolate, blocks: data, capacity, size; contexts that were entered: data, capacity, size, …}"""
    if len(found) < 7 or found[3] or (found[1] != 0) != (found[2] != 0):
        return False
    contexts = [session.process.some_words(begin, count) for at, begin, count in lists(found[4:7], True) if at == 0]
    return bool(contexts and contexts[0]) and are_objects(session, contexts[0])


def _next_handle(isolate: Tuple[int, ...], block: int) -> int:
    """HandleScopeData::next, which is followed by the end of the last block, or by itself in a sealed scope."""
    for following, limit in zip(isolate, isolate[1:]):
        end = block + _SCOPE_BLOCK
        if block <= following <= limit <= end and limit in (following, end):
            return following
    return 0


def persistent_handles(heap: Heap) -> List[Handle]:
    """Those of PersistentHandles (src/handles/persistent-handles.h): of compile jobs that other threads do.

    In a list of the isolate: {isolate, vector of blocks, next handle, its block's end, …}."""
    found: List[Handle] = []
    queue = [(pointer, header) for _, pointer, header in owned(heap)]
    seen: Set[int] = set()
    while queue and len(seen) < limits.MAX_HANDLES:
        pointer, header = queue.pop()
        if pointer in seen or len(header) < 8 or header[0] != heap.isolate.address:
            continue
        seen.add(pointer)
        vectors = [(at, begin, count) for at, begin, count in lists(header[:5], False) if at == 1]
        if not vectors or not header[4] <= header[5]:
            continue
        blocks = heap.session.process.some_words(vectors[0][1], vectors[0][2])
        if header[5] != blocks[-1] + _SCOPE_BLOCK:
            continue
        ends = [block + _SCOPE_BLOCK for block in blocks[:-1]] + [header[4]]
        for block, end in zip(blocks, ends):
            found += [Handle(place, word) for place, word in references(heap.session, block, end)]
        queue += [(link, heap.session.process.some_words(link, 8)) for link in header[6:8] if is_pointer(link)]
    return found


# -- global handles ---------------------------------------------------------------------------


def global_handles(heap: Heap) -> Optional[List[Handle]]:
    """Every global handle that holds an object, in no order; None where they were not found.

    GlobalHandles points to its spaces of nodes, a space to its blocks, and each points back to those before it."""
    found: Optional[List[Handle]] = None
    for _, pointer, header in owned(heap):
        for word in header[1:]:
            space = heap.session.process.some_words(word, 2) if is_pointer(word) else ()
            if len(space) == 2 and space[0] == pointer:
                found = (found or []) + list(_of_space(heap.session, pointer, word, space[1]))
            elif is_pointer(word) and _is_block(heap.session, pointer, None, word, _NODE_SIZES[0]):
                return list(_of_space(heap.session, pointer, None, word))
    return found


def _is_block(session: Session, owner: int, space: Optional[int], block: int, size: int) -> bool:
    tail = session.process.some_words(block + _NODES * size, 3)
    if len(tail) != 3:
        return False
    return tail[1:] == (owner, space) if space is not None else tail[1] == owner and _indexed(session, block, size)


def _indexed(session: Session, block: int, size: int) -> bool:
    raw = session.process.read_some(block, _NODES * size)
    return len(raw) == _NODES * size and raw[10::size] == bytes(range(_NODES))


def _of_space(session: Session, owner: int, space: Optional[int], block: int) -> Iterator[Handle]:
    seen: Set[int] = set()
    while is_pointer(block) and block not in seen and len(seen) < limits.MAX_HANDLES:
        seen.add(block)
        sizes = [size for size in _NODE_SIZES if _is_block(session, owner, space, block, size)]
        if not sizes:
            return
        found = session.process.some_words(block, _NODES * sizes[0] // 8)
        step = sizes[0] // 8
        for number in range(0, len(found), step):
            object_, head = found[number : number + 2]
            state = head >> 24 & _STATE
            if state != _FREE and is_reference(object_):
                parameters = found[number + 2 : number + step]
                yield Handle(block + 8 * number, object_, state == _NORMAL, head & 0xFFFF, parameters[-1])
        block = session.process.some_words(block + _NODES * sizes[0], 1)[0]


# -- eternal and traced handles ---------------------------------------------------------------


def eternal_handles(heap: Heap) -> Optional[List[Handle]]:
    """Handles that are never given up, such as those of Node's own strings; None where they were not found.

    EternalHandles is {number of handles, vector of blocks of 256, …}."""
    for pointer in set(filter(is_pointer, isolate_words(heap))):
        header = heap.session.process.some_words(pointer, 4)
        size = header[0] & 0xFFFFFFFF if header else 0
        for at, begin, count in lists(header, False):
            if at != 1 or not size or count != -(-size // _ETERNAL_BLOCK):
                continue
            blocks = heap.session.process.some_words(begin, count)
            if len(blocks) != count or not all(map(is_pointer, blocks)):
                continue
            held: List[Handle] = []
            for number, block in enumerate(blocks):
                end = block + 8 * min(_ETERNAL_BLOCK, size - number * _ETERNAL_BLOCK)
                held += [Handle(place, word) for place, word in references(heap.session, block, end)]
            if len(held) == size and are_objects(heap.session, [each.word for each in held]):
                return held
    return None


def traced_handles(heap: Heap) -> List[Handle]:
    """Handles that objects of cppgc hold (src/handles/traced-handles.h, V8 10.9 and later)."""
    session = heap.session
    found: List[Handle] = []
    seen: Set[int] = set()
    queue = [word for word in isolate_words(heap) if is_pointer(word)]
    queue += [word for _, _, header in owned(heap) for word in header[1:] if is_pointer(word)]
    for block in queue:
        while is_pointer(block) and block not in seen:
            seen.add(block)
            nodes = _traced_nodes(heap, block)
            if nodes is None:
                break
            found += nodes
            block = session.process.some_words(block + 8, 1)[0]
    return found


def _traced_nodes(heap: Heap, block: int) -> Optional[List[Handle]]:
    """The nodes of a TracedNodeBlock: two or three links of lists, its owner, four numbers of 16 bits, nodes."""
    process = heap.session.process
    header = process.some_words(block, 9)
    for at in (4, 6):
        if len(header) < 9 or not is_pointer(header[at]):
            continue
        used, capacity = header[at + 1] & 0xFFFF, header[at + 1] >> 16 & 0xFFFF
        if not _NODES <= capacity or used > capacity:
            continue
        if heap.isolate.address not in process.some_words(header[at], _OWNER):
            continue
        for start in (8 * at + 16, 8 * at + 24):
            raw = process.read_some(block + start, capacity * _TRACED_NODE)
            low, high = (bytes(number >> shift & 0xFF for number in range(capacity)) for shift in (0, 8))
            if raw[10::_TRACED_NODE] != low or raw[11::_TRACED_NODE] != high:  # each knows its number
                continue
            held = []
            for number in range(capacity):
                node = raw[number * _TRACED_NODE :][:_TRACED_NODE]
                word = int.from_bytes(node[:8], "little")
                if node[12] & _TRACED_IN_USE and is_reference(word):
                    held.append(Handle(block + start + number * _TRACED_NODE, word))
            return held
    return None
