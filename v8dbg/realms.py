"""The main context of an isolate, its global object, and what Node.js keeps beside it.

Every context of Node.js has a pointer to its node::Environment in its embedder data, at
ContextEmbedderIndex::kEnvironment (src/node_context_data.h); contexts of `vm` too. The Environment,
or since Node 18 its principal Realm, holds handles of what Node needs: the main context, the
`process` object, callbacks (src/env.h, src/env_properties.h, src/node_realm.h). Where each lies
differs from release to release and no symbol tells, so they are known by what they are.
"""

from __future__ import annotations

import struct
from typing import Callable, Dict, Iterator, Optional, Tuple

from .constructors import map_constructor_name
from .errors import Error, NotFound
from .isolate import Isolate, find_isolates, isolate_of_thread
from .maps import map_of
from .objects import HEAP_TAG, TAG_MASK, HeapObject, smi
from .process import Thread
from .properties import get
from .scopes import Context
from .session import PerSession, Session

_WORDS = 1024  # of an Environment or a Realm that are looked at: the largest has some 700
_ISOLATE_BYTES = 1 << 17  # of an Isolate that are looked at: the largest has some 70,000
_HEADER_WORDS = 64  # of a Realm before its Environment: 22 in all releases until now
_SYMBOLS = "nodedbg_"


def isolate_for(session: Session, thread: Thread) -> Isolate:
    """The isolate of a thread; of a thread without one, or with one that is being made or taken down, the first of the
    process that is in use: it is the one that is meant. Raises NotFound where there is none at all."""
    own = isolate_of_thread(session, thread)
    if own is not None and is_in_use(own):
        return own
    found = next((each for each in find_isolates(session) if each != own and is_in_use(each)), None)
    if found is not None and own is not None:
        session.warn(
            f"the isolate of this thread, {own.address:#x}, has no context of Node.js (a worker that begins, or has"
            f" ended): this is of the isolate at {found.address:#x}"
        )
    found = found or own or next(find_isolates(session), None)
    if found is None:
        raise NotFound("no isolate of V8 was found in this process")
    return found


def is_in_use(isolate: Isolate) -> bool:
    """Does JavaScript run in it, or has it a context of Node.js?"""
    try:
        return isolate.js_entry_sp != 0 or environment_of(native_context(isolate)) != 0
    except Error:
        return False


def native_context(isolate: Isolate) -> Context:
    """The native context that was entered last, perhaps one of `vm`.

    A collection of garbage leaves it for a while: then one that the heap lists (Heap::native_contexts_list_)."""
    context = isolate.context
    if not isinstance(context, Context):
        context = _listed_context(isolate)
    last = list(context.chain())[-1]
    if not last.is_native:
        raise NotFound(f"the contexts around {context.address:#x} end without a global object")
    return last


def _listed_context(isolate: Isolate) -> Context:
    """The Heap is a part of the Isolate; where its list begins no symbol tells, but nothing else there is a context."""
    session, wanted = isolate.session, isolate.session.layout.type("NATIVE_CONTEXT_TYPE")
    data = session.process.read_some(isolate.address, _ISOLATE_BYTES)
    for (word,) in struct.iter_unpack("<Q", data[: len(data) // 8 * 8]):
        if word & TAG_MASK == HEAP_TAG and 1 << 16 <= word < 1 << 47:
            try:
                found = session.heap_object(word)
                if found.instance_type == wanted and isinstance(found, Context):
                    return found
            except Error:
                continue  # a word that only looks like an object
    raise NotFound("no context was entered yet, or the last one was left")


# -- Node's own facts -----------------------------------------------------------------------

_facts: PerSession[Tuple[int, Dict[str, int]]] = PerSession()


def node_fact(session: Session, name: str) -> int:
    """An offset or constant of Node's C++ classes, as src/node_postmortem_metadata.cc gives it to debuggers.

    They are variables that the program sets when it starts: "Environment.handle_wrap_queue" and so on."""
    epoch, known = _facts.get(session, (-1, {}))
    if epoch != session.process.epoch:
        known = {}
        for symbol, address in session.process.symbols(_SYMBOLS).items():
            kind, _, rest = symbol[len(_SYMBOLS) :].partition("_")
            cls, field = rest.split("__")[:2]
            known[f"{cls}.{field.rstrip('_')}"] = session.process.u64(address) & 0xFFFFFFFF
        _facts[session] = session.process.epoch, known
    if name not in known:
        raise NotFound(f"this program does not say where {name} of Node.js is: is it Node.js?")
    return known[name]


def environment_of(context: Context) -> int:
    """Address of the node::Environment of a native context. Raises NotFound where it has none."""
    session, layout = context.session, context.session.layout
    index = node_fact(session, "ContextEmbedderIndex.kEnvironment")
    data = session.heap_object(context.word(layout.offset("NativeContext", "embedder_data")))
    length = smi(data.word(layout.offset("EmbedderDataArray", "length")))
    place = data.start + layout.offset("EmbedderDataArray", "data") + 8 * index
    address = session.process.u64(place) if index < length else 0
    if not address or address & 7:
        raise NotFound("this context does not belong to Node.js")
    return address


def handles(isolate: Isolate, environment: int) -> Iterator[HeapObject]:
    """What the handles in an Environment's principal Realm hold, and those in the Environment itself."""
    session = isolate.session
    for pointer in fields_with_handles(isolate, environment):
        raw = session.process.read_some(pointer, 8)
        word = int.from_bytes(raw, "little")
        if len(raw) == 8 and word & TAG_MASK == HEAP_TAG:
            try:
                yield session.heap_object(word)
            except Error:
                continue  # what looks like a handle is none


def fields_with_handles(isolate: Isolate, environment: int) -> Iterator[int]:
    """What may be the address of a handle in an Environment's principal Realm, and in the Environment itself."""
    for start in (*_realms(isolate, environment), environment):
        yield from _pointers(isolate.session, start, _WORDS)


def _realms(isolate: Isolate, environment: int) -> Iterator[int]:
    """Where handles begin in objects that the Environment points to and that have it and the isolate side by side."""
    process, end = isolate.session.process, environment + 8 * _WORDS
    owner = environment.to_bytes(8, "little") + isolate.address.to_bytes(8, "little")
    pointers = dict.fromkeys(_pointers(isolate.session, environment, _WORDS))
    # those into the Environment last: but a Realm may lie that near behind it
    for pointer in sorted(pointers, key=lambda each: environment <= each < end):
        at = process.read_some(pointer, 8 * _HEADER_WORDS).find(owner)
        if at >= 0 and at % 8 == 0:
            yield pointer + at + len(owner)


def _pointers(session: Session, start: int, words: int) -> Iterator[int]:
    """The words from `start` on that may be addresses."""
    data = session.process.read_some(start, 8 * words)
    for (word,) in struct.iter_unpack("<Q", data[: len(data) // 8 * 8]):
        if not word & 7 and 1 << 16 <= word < 1 << 47:
            yield word


def find_handle(isolate: Isolate, environment: int, wanted: Callable[[HeapObject], bool]) -> Optional[HeapObject]:
    """The first of `handles` for which `wanted` is true."""
    for each in handles(isolate, environment):
        try:
            if wanted(each):
                return each
        except Error:
            continue
    return None


# -- what they hold --------------------------------------------------------------------------

_known: PerSession[Tuple[int, Dict[Tuple[int, str], HeapObject]]] = PerSession()


def _kept(isolate: Isolate, name: str, find: Callable[[], HeapObject]) -> HeapObject:
    """The answer of `find`, kept until the target runs."""
    session = isolate.session
    epoch, known = _known.get(session, (-1, {}))
    if epoch != session.process.epoch:
        epoch, known = session.process.epoch, {}
        _known[session] = epoch, known
    if (isolate.address, name) not in known:
        known[isolate.address, name] = find()
    return known[isolate.address, name]


def global_of(session: Session, thread: Thread) -> HeapObject:
    """globalThis of the main context of a thread's isolate; of a program without Node.js, of the current context."""
    isolate = isolate_for(session, thread)
    return _kept(isolate, "global", lambda: _global(isolate))


def _global(isolate: Isolate) -> HeapObject:
    context: HeapObject = native_context(isolate)
    try:
        environment = environment_of(native_context(isolate))
    except NotFound:
        environment = 0
    if environment:
        context = find_handle(isolate, environment, _is_main) or context
    found = context.extension if isinstance(context, Context) else None
    if not isinstance(found, HeapObject):
        raise NotFound("the context has no global object")
    return found


def _is_main(context: HeapObject) -> bool:
    """Is this a native context whose global object is no other's sandbox, as that of `vm` is (src/node_contextify.cc)?

    What lies near the Environment may be an object of `vm` that has a handle to its context."""
    found = context.extension if isinstance(context, Context) and context.is_native else None
    return isinstance(found, HeapObject) and not map_of(found).flag("has_named_interceptor")


def process_of(session: Session, thread: Thread) -> HeapObject:
    """Node's `process` object in a thread's isolate."""
    isolate = isolate_for(session, thread)
    return _kept(isolate, "process", lambda: _process(isolate))


def _process(isolate: Isolate) -> HeapObject:
    found = find_handle(isolate, environment_of(native_context(isolate)), _is_process)
    if found is None:
        raise NotFound("Node's `process` object was not found")
    return found


def _is_process(obj: HeapObject) -> bool:
    is_object = obj.type_name.startswith("JS_") and obj.type_name.endswith("_OBJECT_TYPE")
    return is_object and map_constructor_name(obj) == "process" and get(obj, "versions") is not None
