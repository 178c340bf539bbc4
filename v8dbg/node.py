"""Node.js above V8: the process object, and the handles and requests that keep its event loop busy.

Every HandleWrap (a server, a socket, a watcher, …) and every ReqWrap (a request under way) is in a list of
its node::Environment (src/env.h, handle_wrap.h, req_wrap.h). Where these begin the program says itself, in
variables for debuggers (src/node_postmortem_metadata.cc). What libuv knows is in uv_handle_t (deps/uv/include/uv.h).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Optional, Sequence, Tuple

from . import limits
from .constructors import map_constructor_name
from .errors import Corrupt, Error
from .isolate import Isolate
from .objects import HEAP_TAG, TAG_MASK, HeapObject
from .process import Thread
from .properties import symbol_properties
from .realms import environment_of, isolate_for, native_context, node_fact
from .session import Session


@dataclass(frozen=True)
class Handle:
    """A libuv handle that Node.js wraps, or a request."""

    wrap: int  # address of the C++ object
    object: HeapObject  # the JavaScript object of the wrap: a TCP, a Timer, an FSReqCallback, …
    kind: str  # its class
    owner: HeapObject  # what a program knows it by: the Server or Socket; the same object where nothing owns it
    uv_type: str = ""  # libuv's kind of a handle: tcp, timer, …
    uv_handle: int = 0
    state: str = ""  # initialized, closing, closed
    refed: bool = True  # does it keep the event loop alive?

    @property
    def is_active(self) -> bool:
        """Is it what process._getActiveHandles() lists?"""
        return self.refed and self.state != "closed"


@dataclass(frozen=True)
class Environment:
    """The node::Environment of a thread: one for the main thread, one for each worker."""

    session: Session
    isolate: Isolate
    address: int

    def handles(self) -> Iterator[Handle]:
        """Every handle, those that do not keep the loop alive too, oldest first; a broken one is a warning."""
        offset = node_fact(self.session, "HandleWrap.handle_wrap_queue")
        for node in self._queue("Handle"):
            try:
                handle = self._handle(node - offset, node)
            except Error as error:
                self.session.warn(f"the handle at {node - offset:#x} was not read: {error}")
                continue
            yield handle

    def requests(self) -> Iterator[Handle]:
        """Every request under way that has a JavaScript object, oldest first; a broken one is a warning."""
        offset = node_fact(self.session, "ReqWrap.req_wrap_queue")
        for node in self._queue("Req"):
            try:
                found = self._object(node - offset)
                if found is None:
                    continue
                request = Handle(node - offset, found, map_constructor_name(found), owner_of(found))
            except Error as error:
                self.session.warn(f"the request at {node - offset:#x} was not read: {error}")
                continue
            yield request

    def _queue(self, kind: str) -> Iterator[int]:
        """Addresses of the list nodes of a queue: src/util.h (ListHead)."""
        session = self.session
        name = "handle_wrap_queue" if kind == "Handle" else "req_wrap_queue"
        head = self.address + node_fact(session, f"Environment.{name}")
        head += node_fact(session, f"Environment_{kind}WrapQueue.head")
        following = node_fact(session, f"ListNode_{kind}Wrap.next")
        node, seen = session.process.u64(head + following), {head}
        while node not in seen:
            if node & 7 or len(seen) > limits.MAX_HANDLES:
                raise Corrupt(f"the list of {kind.lower()}s at {head:#x} does not end")
            seen.add(node)
            yield node
            node = session.process.u64(node + following)
        if node != head:
            raise Corrupt(f"the list at {head:#x} comes back to {node:#x}, not to its beginning")

    def _object(self, wrap: int) -> Optional[HeapObject]:
        """The JavaScript object of a BaseObject, None of one that has lost it."""
        read = self.session.process.u64
        slot = read(wrap + node_fact(self.session, "BaseObject.persistent_handle"))
        if not slot:
            return None
        word = read(slot)
        return self.session.heap_object(word) if word & TAG_MASK == HEAP_TAG else None

    def _handle(self, wrap: int, node: int) -> Handle:
        layout, process = self.session.layout, self.session.process
        found = self._object(wrap)
        if found is None:
            raise Corrupt(f"the handle at {wrap:#x} has no object")
        uv_handle, state = self._uv_handle(wrap, node)
        flags = process.u32(uv_handle + layout.offset("uv_handle_t", "flags"))
        return Handle(
            wrap,
            found,
            map_constructor_name(found),
            owner_of(found),
            _named(layout.names("uv_handle_type"), process.u32(uv_handle + layout.offset("uv_handle_t", "type"))),
            uv_handle,
            _named(layout.names("HandleWrap.state"), state),
            bool(flags & layout.constant("uv_handle_t", "ref")),
        )

    def _uv_handle(self, wrap: int, node: int) -> Tuple[int, int]:
        """(address of the uv_handle_t of a HandleWrap, its state)."""
        layout, process = self.session.layout, self.session.process
        for shape in ("HandleWrap.state_before", "HandleWrap.state_behind"):
            pointer = process.u64(node + layout.constant(shape, "handle"))
            back = process.read_some(pointer + layout.offset("uv_handle_t", "data"), 8)
            if back == wrap.to_bytes(8, "little"):
                return pointer, process.u32(node + layout.constant(shape, "state"))
        raise Corrupt(f"the HandleWrap at {wrap:#x} has no libuv handle that points back to it")


def _named(names: Sequence[str], number: int) -> str:
    return names[number] if number < len(names) else f"number {number}"


def environment(session: Session, thread: Thread) -> Environment:
    """The Environment of a thread's isolate. Raises NotFound where there is none."""
    isolate = isolate_for(session, thread)
    return Environment(session, isolate, environment_of(native_context(isolate)))


def owner_of(obj: HeapObject) -> HeapObject:
    """What a program knows the object of a wrap by: AsyncWrap::GetOwner in src/async_wrap.cc, without running code."""
    for _ in range(limits.MAX_PROTOTYPES):
        owner = _owner(obj)
        if owner is None:
            break
        obj = owner
    return obj


def _owner(obj: HeapObject) -> Optional[HeapObject]:
    """What is under Node's own symbol, whose description was "owner" in Node 12.0."""
    for each in symbol_properties(obj):
        try:
            value = each.value if each.name in ("owner_symbol", "owner") else None
        except Error:
            continue
        # src/objects/instance-type.h: objects of JavaScript come last, a proxy is the first of them
        if isinstance(value, HeapObject) and value.instance_type >= obj.session.layout.type("JS_PROXY_TYPE"):
            return value
    return None
