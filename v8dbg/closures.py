"""What a function can see from where it was made: scope by scope, nearest first.

src/objects/contexts.h, src/objects/scope-info.h, src/debug/debug-scopes.cc (which names the kinds of scopes).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterator, List, Optional

from .containers import JSBoundFunction
from .elements import is_hole_word
from .errors import Corrupt, Error
from .functions import JSFunction
from .objects import HEAP_TAG, HeapObject, is_smi
from .preview_line import is_object
from .properties import named_properties
from .scopes import Context, ScopeInfo, Variable, closure_variables, context_word, is_synthetic
from .session import Session

_KINDS = {
    "FUNCTION_SCOPE": "function",
    "BLOCK_SCOPE": "block",
    "CATCH_SCOPE": "catch",
    "WITH_SCOPE": "with",
    "MODULE_SCOPE": "module",
    "CLASS_SCOPE": "class",
    "EVAL_SCOPE": "eval",
    "SCRIPT_SCOPE": "script",
    "REPL_MODE_SCOPE": "script",
    "SHADOW_REALM_SCOPE": "realm",
}
_HOME_OBJECTS = (".home_object", ".static_home_object")


@dataclass
class ClosureVariable:
    """A variable as a closure sees it; `word` is a tagged word, or a number that V8 keeps unboxed."""

    name: str
    word: Variable
    slot: Optional[int] = None  # in the context; None of what lives elsewhere
    note: str = ""  # import, export: where else it lives

    def is_uninitialized(self, session: Session) -> bool:
        """Was its declaration not reached yet?"""
        return isinstance(self.word, int) and not is_smi(self.word) and is_hole_word(session, self.word)


@dataclass
class ClosureScope:
    """One scope with the variables that closures keep alive."""

    kind: str  # function, block, catch, with, module, class, eval, script
    context: Context
    function: str = ""  # whose scope it is, where the scope has a name
    variables: List[ClosureVariable] = field(default_factory=list)
    holder: Optional[HeapObject] = None  # of `with`: the object whose properties are variables here
    note: str = ""  # what of it could not be read


def closure_scopes(context: Context) -> Iterator[ClosureScope]:
    """The scopes around a function with this context, the native context left out.

    Where the chain cannot be followed, a last one whose kind is "" says why in its note."""
    last = context
    try:
        for each in context.chain():
            if each.is_native:
                return
            scope, last = each.scope_info, each
            if not isinstance(scope, ScopeInfo):
                raise Corrupt(f"the context at {each.address:#x} has no ScopeInfo")
            yield _scope(each, scope)
    except Error as error:
        yield ClosureScope("", last, note=str(error))


def context_of(value: HeapObject) -> Context:
    """The context of a function, or the value itself. Raises Corrupt where it is neither."""
    if isinstance(value, JSFunction):
        return value.context
    if isinstance(value, Context):
        return value
    if isinstance(value, JSBoundFunction):
        raise Corrupt(f"{value.address:#x} is a bound function", "give its target: VALUE.[[Target]]")
    raise Corrupt(f"{value.address:#x} is no function and no context but a {value.type_name}")


def _scope(context: Context, info: ScopeInfo) -> ClosureScope:
    kind = "" if info.is_empty else info.scope_type
    found = ClosureScope(_KINDS.get(kind, kind), context)
    try:
        found.function = info.function_name or info.inferred_name if kind == "FUNCTION_SCOPE" else ""
        for name, slot in info.locals():
            if not is_synthetic(name) and slot < context.length:
                found.variables.append(ClosureVariable(name, context_word(context, slot), slot))
        if kind == "MODULE_SCOPE":
            found.variables.extend(_module(context, info))
        elif context.has_extension:
            _extended(found)
    except Error as error:
        found.note = str(error)
    return found


def _module(context: Context, info: ScopeInfo) -> Iterator[ClosureVariable]:
    """Imports and exports: closure_variables has them behind the variables in slots."""
    cells = dict(info.module_variables())
    inside = {name for name, _ in info.locals()}
    for name, word, depth in closure_variables(context):
        if depth:
            return
        if name in cells and name not in inside:
            yield ClosureVariable(name, word, None, "export" if cells[name] > 0 else "import")


def _extended(scope: ClosureScope) -> None:
    """The object of `with`, and the variables that a sloppy eval declared in the function."""
    extension = scope.context.extension
    if not isinstance(extension, HeapObject):
        return
    if scope.kind == "with":
        scope.holder = extension
    elif extension.type_name == "JS_CONTEXT_EXTENSION_OBJECT_TYPE":
        for each in named_properties(extension):
            scope.variables.append(ClosureVariable(each.name, each.word, None, "eval"))


def home_object(function: JSFunction) -> Optional[HeapObject]:
    """The object that `super` starts from, None where the function has none.

    V8 keeps it in a variable of the class or object literal around the function; before 9.1 in a property."""
    kind = function.shared.kind
    static = "Static" in kind
    if kind in ("kNormalFunction", "kGeneratorFunction", "kAsyncFunction"):
        return None
    for each in named_properties(function):
        # V8's own symbols have no names; the other object that a constructor may keep so initializes its fields
        value = each.value if each.is_symbol and each.is_private else None
        if isinstance(value, HeapObject) and is_object(value):
            if not ("Constructor" in kind and isinstance(value, JSFunction)):
                return value
    for context in function.context.chain():
        scope = context.scope_info
        if context.is_native or not isinstance(scope, ScopeInfo):
            return None
        slots = dict(scope.locals())
        name = _HOME_OBJECTS[static]
        if name in slots:
            value = context.session.value(context.slot(slots[name]))
            return value if isinstance(value, HeapObject) and not is_hole_word(context.session, value.address) else None
        if not scope.is_empty and scope.scope_type == "FUNCTION_SCOPE":
            return None
    return None


def word_text(word: Variable) -> str:
    """Address of what a variable holds, "" of a number."""
    return f"{word:#x}" if isinstance(word, int) and word & HEAP_TAG else ""
