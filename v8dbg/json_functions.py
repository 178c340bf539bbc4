"""JSON of functions, generators and promises: what runs, where it is in the source, and what waits for it."""

from __future__ import annotations

from typing import Dict, List, Optional

from . import constructors, scripts
from .containers import JSBoundFunction, JSGeneratorObject, JSPromise, JSWrappedFunction
from .errors import Corrupt, Error
from .functions import JSFunction
from .json_encoder import BY_TYPE_NAME, Place, encodes
from .json_words import Json, unreadable
from .maps import prototype
from .objects import HEAP_TAG, HeapObject, is_smi
from .positions import position_at
from .scopes import Context
from .shared import SharedFunctionInfo

_MAX_REACTIONS = 1 << 16  # of one promise
_BASES = (("Constructor", "class"), ("Getter", "getter"), ("Setter", "setter"), ("Arrow", "arrow"),
          ("Method", "method"), ("ConciseGenerator", "method"), ("Module", "module"),
          ("Initializer", "initializer"))  # fmt: skip


def function_kind(shared: SharedFunctionInfo) -> str:
    """ "function", "async arrow", "generator method", "class" …: the FunctionKind in words."""
    kind = shared.kind
    base = next((word for part, word in _BASES if part in kind), "function")
    marks = ("async " if "Async" in kind else "") + ("generator " if "Generator" in kind else "")
    return marks + base


@encodes(JSFunction)
def _function(at: Place, view: JSFunction) -> Json:
    made: Dict[str, Json] = {}
    try:
        shared = view.shared
        kind = function_kind(shared)
        made = at.tagged("class" if kind == "class" else "function", view)
        _name(view, made)
        if kind == "class":
            _extends(view, made)
        else:
            made["kind"] = kind
        _place(shared, made)
    except Error as error:
        made = made or at.tagged("function", view)
        made["unreadable"] = str(error)
    return at.extra(made, view, indexed=True)


def _name(view: HeapObject, made: Dict[str, Json]) -> None:
    try:
        made["name"] = constructors.function_name(view)
    except Error as error:
        made["name"] = unreadable(error)


def _extends(view: HeapObject, made: Dict[str, Json]) -> None:
    base = prototype(view)
    if base is not None and constructors.is_callable(base):
        name = constructors.function_name(base)
        if name:  # Function.prototype has none
            made["extends"] = name


def _place(shared: SharedFunctionInfo, made: Dict[str, Json]) -> None:
    script = shared.script
    if script is None:
        made["native"] = True
        return
    made["script"] = scripts.name_or_source_url(script)
    positions = shared.positions
    if positions is not None:
        made["line"], made["column"] = scripts.position(script, positions[0])


@encodes(JSBoundFunction)
def _bound(at: Place, view: JSBoundFunction) -> Json:
    made, offset = at.tagged("function", view), view.session.layout.offset
    _name(view, made)
    made["kind"] = "bound"
    at.put(made, "target", view.word(offset("JSBoundFunction", "bound_target_function")))
    at.put(made, "this", view.word(offset("JSBoundFunction", "bound_this")))
    arguments: List[Json] = []
    for word in view.arguments:
        arguments.append(None)
        at.put(arguments, len(arguments) - 1, word)
    made["arguments"] = arguments
    return at.extra(made, view)


@encodes(JSWrappedFunction)
def _wrapped(at: Place, view: JSWrappedFunction) -> Json:
    made = at.tagged("function", view)
    made["kind"] = "wrapped"
    at.put(made, "target", view.word(view.session.layout.offset("JSWrappedFunction", "wrapped_target_function")))
    return at.extra(made, view)


def _callable(at: Place, view: HeapObject) -> Json:
    """What can be called and is no function of V8's: made from a template of the embedder's."""
    made = at.tagged("function", view)
    made["kind"] = "object"
    return at.extra(made, view, indexed=True)


BY_TYPE_NAME["_FUNCTION_"] = _callable


# -- generators and async functions --------------------------------------------------------


@encodes(JSGeneratorObject)
def _generator(at: Place, view: JSGeneratorObject) -> Json:
    kind = "AsyncGenerator" if "ASYNC_GENERATOR" in view.type_name else "Generator"
    made = at.tagged("AsyncFunction" if "ASYNC_FUNCTION" in view.type_name else kind, view)
    state = view.state
    made["state"] = state
    at.put(made, "function", view.word(view.session.layout.offset("JSGeneratorObject", "function")))
    if state == "suspended":
        try:
            place = suspended_at(view)
        except Error as error:
            made["unreadable"] = str(error)
        else:
            if place is not None:
                made["line"], made["column"] = place
    at.put(made, "receiver", view.word(view.session.layout.offset("JSGeneratorObject", "receiver")))
    return at.extra(made, view)


def suspended_at(generator: JSGeneratorObject) -> Optional[tuple[int, int]]:
    """(line, column) from 1 where a suspended generator or async function goes on, None where V8 kept no positions.

    src/objects/js-generator.cc (JSGeneratorObject::source_position)."""
    function, stored = generator.function, generator.input_or_debug_pos
    if not isinstance(function, JSFunction) or not isinstance(stored, int):
        raise Corrupt(f"the generator {generator.address:#x} is not suspended")
    shared = function.shared
    script, bytecode = shared.script, shared.bytecode_array()
    if script is None or bytecode is None:
        return None
    # stored relative to the tagged start of the bytecode array
    offset = stored - (generator.session.layout.offset("BytecodeArray", "data") - HEAP_TAG)
    position = position_at(bytecode, offset)
    return None if position is None else scripts.position(script, position)


# -- promises ------------------------------------------------------------------------------


@encodes(JSPromise)
def _promise(at: Place, view: JSPromise) -> Json:
    made = at.tagged("Promise", view, "Promise")
    state = view.state
    made["state"] = state
    word = view.word(view.session.layout.offset("JSPromise", "reactions_or_result"))
    if state != "pending":
        at.put(made, "result", word)
        return at.extra(made, view)
    made["reactions"] = reactions = []
    try:
        for reaction in _reactions(view, word):
            row: Dict[str, Json] = {}
            reactions.append(row)
            _reaction(at, reaction, row)
    except Error as error:
        reactions.append(unreadable(error))
    return at.extra(made, view)


def _reactions(view: JSPromise, word: int) -> List[HeapObject]:
    """What was asked for by then() and await, in the order of asking: V8 keeps the latest first."""
    session = view.session
    found: List[HeapObject] = []
    for _ in range(_MAX_REACTIONS):
        if is_smi(word):
            return found[::-1]
        reaction = session.heap_object(word)
        if reaction.type_name != "PROMISE_REACTION_TYPE":
            raise Corrupt(f"promise {view.address:#x} has a reaction that is {reaction.type_name}")
        found.append(reaction)
        word = reaction.word(session.layout.offset("PromiseReaction", "next"))
    raise Corrupt(f"promise {view.address:#x} has reactions without end")


def _reaction(at: Place, reaction: HeapObject, row: Dict[str, Json]) -> None:
    layout = reaction.session.layout
    for name, field in (("fulfilled", "fulfill_handler"), ("rejected", "reject_handler")):
        word = reaction.word(layout.offset("PromiseReaction", field))
        handler = reaction.session.value(word)
        waiting = _awaiting(handler)
        if waiting is not None:
            row["await"] = None
            at.put_slot(row, "await", waiting, 3)
            return
        if isinstance(handler, HeapObject) and handler.type_name != "ODDBALL_TYPE":
            at.put(row, name, word, 3)
    if not row:
        row["passes"] = "on"


def _awaiting(handler: object) -> Optional[HeapObject]:
    """The generator that goes on when an await ends, None where the handler is no such closure of V8's."""
    if not isinstance(handler, JSFunction) or handler.has_user_code:
        return None
    context = handler.context
    if not isinstance(context, Context) or not context.has_extension:
        return None
    extension = context.extension
    return extension if isinstance(extension, JSGeneratorObject) else None

