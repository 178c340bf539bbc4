"""Every field of SharedFunctionInfo, ScopeInfo and Context, flags decoded.

src/objects/shared-function-info.tq, src/objects/scope-info.tq, src/objects/contexts.h.
"""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Tuple

from .elements import is_hole_word
from .errors import Corrupt
from .facts import Facts, Word
from .functions import SharedFunctionInfo
from .layout import Layout
from .limits import MAX_ARRAY
from .objects import HEAP_TAG, is_smi, smi
from .scopes import Context, ScopeInfo, context_word

# fields of SharedFunctionInfo that are plain numbers, and their widths
_NUMBERS = (
    ("length", 2),
    ("function_token_offset", 2),
    ("expected_nof_properties", 1),
    ("function_literal_id", 4),
    ("unique_id", 4),
    ("age", 2),
)
_ENUMS = ("function_kind", "scope_type", "receiver_variable", "function_variable")
_VARIABLES = ("none", "stack", "context", "unused")


def flag_texts(layout: Layout, group: str, word: int) -> List[str]:
    """The bit fields of a group that are set, wider ones with their value."""
    found = []
    names = [name for kind, each, name, _, _ in layout.facts() if kind == "BITS" and each == group]
    for name in sorted(names, key=lambda each: layout.bits(group, each).shift):
        bits = layout.bits(group, name)
        value = bits.of(word)
        if value and bits.width == 1:
            found.append(name)
        elif value and name not in _ENUMS:
            found.append(f"{name}={value}")
    return found


def describe_shared(shared: SharedFunctionInfo) -> Facts:
    """The facts of a SharedFunctionInfo."""
    facts, layout, process = Facts(), shared.session.layout, shared.session.process
    facts.read("name", lambda: shared.name)
    facts.read("inferred_name", lambda: shared.inferred_name)
    facts.read("function_kind", lambda: shared.kind)
    facts.read("flags", lambda: flag_texts(layout, "SharedFunctionInfo.flags", shared.flags))
    if layout.has("SharedFunctionInfo", "flags2"):
        place = shared.start + layout.offset("SharedFunctionInfo", "flags2")
        facts.read("flags2", lambda: flag_texts(layout, "SharedFunctionInfo.flags2", process.u8(place)))
    facts.read("data", lambda: shared.data)
    facts.read("script", lambda: shared.script)
    facts.read("positions", lambda: _range(shared.positions))
    facts.read("scope_info", lambda: shared.scope_info)
    facts.read("outer_scope_or_metadata", lambda: shared.outer_scope_info_or_feedback_metadata)
    facts.read("formal_parameter_count", lambda: shared.formal_parameter_count)
    for name, size in _NUMBERS:
        if layout.has("SharedFunctionInfo", name):
            facts.read(name, _reader(shared, name, size))
    return facts


def _reader(shared: SharedFunctionInfo, name: str, size: int) -> Callable[[], int]:
    place = shared.start + shared.session.layout.offset("SharedFunctionInfo", name)
    return lambda: int.from_bytes(shared.session.process.read(place, size), "little")


def _range(positions: Optional[Tuple[int, int]]) -> Optional[str]:
    return None if positions is None else "%d to %d" % positions


# -- ScopeInfo -------------------------------------------------------------------------------


def describe_scope_info(scope: ScopeInfo) -> Facts:
    """The facts of a ScopeInfo."""
    facts, layout = Facts(), scope.session.layout
    facts.put("address", f"{scope.address:#x}")
    if scope.is_nothing:
        facts.put("scope_type", "empty")
        return facts
    facts.read("scope_type", lambda: scope.scope_type)
    facts.read("function_kind", lambda: scope.function_kind)
    facts.read("function_name", lambda: scope.function_name)
    facts.read("inferred_name", lambda: scope.inferred_name)
    facts.read("flags", lambda: flag_texts(layout, "ScopeInfo.flags", scope.flags))
    for name in ("receiver_variable", "function_variable"):
        if layout.has("ScopeInfo.flags", name):
            facts.read(name, _allocation(scope, name))
    facts.read("positions", lambda: _range(scope.positions))
    facts.read("parameters", lambda: scope.parameter_count)
    facts.read("context_locals", lambda: local_facts(scope))
    facts.read("outer_scope", lambda: scope.outer)
    if not scope.is_empty and scope.scope_type == "MODULE_SCOPE":
        facts.read("module_variables", lambda: [_module_variable(*each) for each in scope.module_variables()])
    return facts


def _allocation(scope: ScopeInfo, name: str) -> Callable[[], str]:
    return lambda: _VARIABLES[scope.flag(name)]


def _module_variable(name: str, cell: int) -> Facts:
    facts = Facts()
    facts.put("name", name)
    facts.put("kind", "export" if cell > 0 else "import")
    facts.put("cell", cell)
    return facts


def local_facts(scope: ScopeInfo) -> List[Facts]:
    """Each variable that lives in a context: name, slot, mode, and how it begins."""
    layout, found = scope.session.layout, []
    words = local_infos(scope)
    modes = layout.names("VariableMode")
    for number, (name, slot) in enumerate(scope.locals()):
        facts = Facts()
        facts.put("slot", slot)
        facts.put("name", name)
        if number < len(words):
            mode = layout.bits("ScopeInfo.variable", "variable_mode").of(words[number])
            facts.put("mode", modes[mode][1:].lower() if mode < len(modes) else str(mode))
            if layout.bits("ScopeInfo.variable", "init_flag").of(words[number]) == 0:
                facts.put("needs_initialization", True)
            if layout.bits("ScopeInfo.variable", "maybe_assigned_flag").of(words[number]):
                facts.put("assigned", True)
            parameter = layout.bits("ScopeInfo.variable", "parameter_number")
            index = parameter.of(words[number])
            if index != (1 << parameter.width) - 1:
                facts.put("parameter", index)
        else:
            facts.put("mode", "function name")
        found.append(facts)
    return found


def local_infos(scope: ScopeInfo) -> List[int]:
    """The word of properties of each variable in a context (VariableProperties in scope-info.tq)."""
    place = scope._places().get("context_local_infos")
    if place is None:
        return []
    words = scope.session.process.words(scope.start + place[0], place[1])
    if not all(is_smi(word) for word in words):
        raise Corrupt(f"the variables of the ScopeInfo at {scope.address:#x} have no properties")
    return [smi(word) & 0xFFFFFFFF for word in words]


# -- Context ---------------------------------------------------------------------------------


def describe_context(context: Context) -> Facts:
    """The facts of a context, its variables by name."""
    facts = Facts()
    facts.put("address", f"{context.address:#x}")
    facts.put("kind", context.type_name)
    scope = facts.read("scope_info", lambda: context.scope_info)
    if isinstance(scope, ScopeInfo):
        facts.read("scope_type", lambda: scope.scope_type if not scope.is_empty else "empty")
        facts.read("function", lambda: scope.function_name or scope.inferred_name)
    facts.read("length", lambda: context.length)
    layout = context.session.layout
    facts.read("previous", lambda: context.previous)
    if context.has_extension:
        facts.read("extension", lambda: Word(context.word(layout.offset("Context", "extension"))))
    facts.read("native_context", lambda: list(context.chain())[-1])
    facts.read("slots", lambda: slot_facts(context))
    return facts


def slot_facts(context: Context) -> List[Facts]:
    """Each slot behind the fixed ones: number, name where the scope says one, value."""
    layout, scope = context.session.layout, context.scope_info
    names = {slot: name for name, slot in scope.locals()} if isinstance(scope, ScopeInfo) else {}
    first = layout.constant("Context", "min_extended_slots" if context.has_extension else "min_slots")
    length, found = context.length, []
    if not 0 <= length <= MAX_ARRAY:
        raise Corrupt(f"the context at {context.address:#x} claims {length} slots")
    for slot in range(first, length):
        facts = Facts()
        facts.put("slot", slot)
        facts.put("name", names.get(slot))
        facts.put("value", _slot_value(context, slot))
        found.append(facts)
    return found


def _slot_value(context: Context, slot: int) -> Any:
    word = context_word(context, slot)
    if isinstance(word, float):
        return word
    if word & HEAP_TAG and is_hole_word(context.session, word):
        return "<uninitialized>"
    return Word(word)
