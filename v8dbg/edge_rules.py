"""How V8's own heap snapshots call the references that a class has in fields of its own.

src/profiler/heap-snapshot-generator.cc, the Extract…References of all versions from V8 7.4 on: a field that one of them
names has its name wherever the field exists. What is not here V8 shows as a hidden reference, with a number.
"""

from __future__ import annotations

from typing import Dict, NamedTuple, Tuple

# The types of references, in the order of HeapGraphEdge::Type
EDGE_TYPES = ("context", "element", "property", "internal", "hidden", "shortcut", "weak")
CONTEXT, ELEMENT, PROPERTY, INTERNAL, HIDDEN, SHORTCUT, WEAK = range(len(EDGE_TYPES))
LEFT_OUT = 15  # V8 shows no such reference
# Those whose name depends on what they lead to
TRANSITIONS, CONSTRUCTOR, INITIAL_MAP = 16, 17, 18


class Rule(NamedTuple):
    """What a reference is called, and what an object without a name is called because of it (TagObject)."""

    kind: int
    name: str = ""
    tag: str = ""
    tag_type: str = ""  # the type of node that it gets too


def _named(*names: str, **others: str) -> Dict[str, Rule]:
    found = {name: Rule(INTERNAL, name) for name in names}
    found.update((field, Rule(INTERNAL, name)) for field, name in others.items())
    return found


def _weak(*names: str) -> Dict[str, Rule]:
    return {name: Rule(WEAK, name) for name in names}


def _tagged(field: str, tag: str, tag_type: str = "", name: str = "") -> Dict[str, Rule]:
    return {field: Rule(INTERNAL if name else HIDDEN, name, tag, tag_type)}


_CODE, _SHAPE = "code", "object shape"

# {class: {field as our tables call it: rule}}
FIELDS: Dict[str, Dict[str, Rule]] = {
    "HeapObject": _named("map"),
    "JSReceiver": _tagged("properties_or_hash", "(object properties)", name="properties"),
    "JSObject": _tagged("elements", "(object elements)", name="elements"),
    "JSBoundFunction": {
        **_named("bound_this", bound_target_function="bound_function"),
        **_tagged("bound_arguments", "(bound arguments)", name="bindings"),
    },
    "JSFunction": {
        **_tagged("feedback_cell", "(function feedback cell)", name="feedback_cell"),
        **_tagged("shared", "(shared function info)", name="shared"),
        **_tagged("context", "(context)", name="context"),
        **_named("code", dispatch_handle="code"),
        "prototype_or_initial_map": Rule(INITIAL_MAP),
    },
    "JSGlobalObject": _named("native_context", "global_proxy"),
    "JSGlobalProxy": _named("native_context"),
    "JSArrayBufferView": _named("buffer"),
    "JSCollection": _named("table"),
    "JSWeakCollection": _named("table"),
    "JSPromise": _named("reactions_or_result"),
    "JSGeneratorObject": _named("function", "context", "receiver", "parameters_and_registers"),
    "JSWeakRef": _weak("target"),
    "ConsString": _named("first", "second"),
    "SlicedString": _named("parent"),
    "ThinString": _named("actual"),
    "Symbol": _named(name="name", description="name"),
    "Map": {
        "transitions_or_prototype_info": Rule(TRANSITIONS),
        "constructor_or_back_pointer": Rule(CONSTRUCTOR),
        "constructor_or_back_pointer_or_native_context": Rule(CONSTRUCTOR),
        **_tagged("instance_descriptors", "(map descriptors)", name="descriptors"),
        **_named("prototype", "layout_descriptor"),
        **_tagged("dependent_code", "(dependent code)", name="dependent_code"),
        **_tagged("prototype_validity_cell", "(prototype validity cell)", _SHAPE),
    },
    "SharedFunctionInfo": {
        **_named("function_data", "trusted_function_data", "untrusted_function_data", "script", "script_or_debug_info"),
        **_tagged("name_or_scope_info", "(function scope info)", name="name_or_scope_info"),
        "outer_scope_info_or_feedback_metadata": Rule(INTERNAL, "raw_outer_scope_info_or_feedback_metadata"),
        "raw_outer_scope_info_or_feedback_metadata": Rule(INTERNAL, "raw_outer_scope_info_or_feedback_metadata"),
    },
    "Script": {
        **_named("source", "name", "context_data", context="context_data"),
        **_tagged("line_ends", "(script line ends)", _CODE, name="line_ends"),
        **_tagged("infos", "(infos)", _CODE),
        **_tagged("shared_function_infos", "(infos)", _CODE),
        **_tagged("host_defined_options", "(host-defined options)", _CODE),
    },
    "AccessorInfo": _named("name", "data"),
    "AccessorPair": _named("getter", "setter"),
    "WeakCell": _weak("target", "unregister_token"),
    "Code": {
        **_named("instruction_stream"),
        "dispatch_handle": Rule(LEFT_OUT),
        **_tagged("relocation_info", "(code relocation info)", _CODE, name="relocation_info"),
        **_tagged("deoptimization_data_or_interpreter_data", "(code deopt data)", _CODE, name="deoptimization_data"),
        **_tagged("position_table", "(source position table)", _CODE, name="source_position_table"),
    },
    "InstructionStream": {
        **_tagged("code", "(code)", _CODE, name="code"),
        **_tagged("relocation_info", "(code relocation info)", _CODE, name="relocation_info"),
    },
    "CodeDataContainer": {"next_code_link": Rule(LEFT_OUT)},
    "Cell": _named("value", "maybe_value"),
    "FeedbackCell": {**_named("value"), "dispatch_handle": Rule(LEFT_OUT)},
    "PropertyCell": {**_named("value"), **_tagged("dependent_code", "(dependent code)", name="dependent_code")},
    "PrototypeInfo": {
        **_tagged("prototype_chain_enum_cache", "(prototype chain enum cache)", _SHAPE),
        **_tagged("prototype_users", "(prototype users)", _SHAPE),
    },
    "AllocationSite": {
        **_named("nested_site", transition_info_or_boilerplate="transition_info"),
        **_tagged("dependent_code", "(dependent code)", _CODE, name="dependent_code"),
        "weak_next": Rule(LEFT_OUT),
    },
    "ArrayBoilerplateDescription": _tagged(
        "constant_elements", "(constant elements)", _CODE, name="constant_elements"
    ),
    "RegExpBoilerplateDescription": _tagged("data", "(RegExpData)", _CODE),
    "BytecodeArray": {
        **_tagged("constant_pool", "(constant pool)", _CODE),
        **_tagged("handler_table", "(handler table)", _CODE),
        **_tagged("source_position_table", "(source position table)", _CODE),
    },
    "DescriptorArray": _named("enum_cache"),
    "EnumCache": {**_tagged("keys", "(enum cache)", _SHAPE), **_tagged("indices", "(enum cache)", _SHAPE)},
    "FeedbackVector": {"maybe_optimized_code": Rule(WEAK, "optimized code")},
    "JSFinalizationRegistry": {"next_dirty": Rule(LEFT_OUT)},
    "WasmInstanceObject": _named("trusted_data", "module_object", exports_object="exports"),
    "WasmModuleObject": _named("managed_native_module", "script"),
}

# Objects whose words have numbers for names: class, the field that is the first of them
NUMBERED: Tuple[Tuple[str, str], ...] = (
    ("FixedArray", "objects"), ("WeakFixedArray", "objects"), ("WeakArrayList", "objects"),
    ("DescriptorArray", "descriptors"),
)

# What the names of the three that depend on their target are: {class of the target: name}, "" of any other
BY_TARGET: Dict[int, Dict[str, Rule]] = {
    TRANSITIONS: {
        "Map": Rule(INTERNAL, "transition"), "TransitionArray": Rule(INTERNAL, "transitions", "(transition array)"),
        "FixedArray": Rule(INTERNAL, "transition", "(transition)"), "PrototypeInfo": Rule(INTERNAL, "prototype_info"),
        "": Rule(HIDDEN),
    },
    CONSTRUCTOR: {
        "Map": Rule(INTERNAL, "back_pointer"), "NativeContext": Rule(INTERNAL, "native_context"),
        "FunctionTemplateInfo": Rule(INTERNAL, "constructor_function_data"), "": Rule(INTERNAL, "constructor"),
    },
    INITIAL_MAP: {
        "Map": Rule(INTERNAL, "initial_map"), "Oddball": Rule(LEFT_OUT), "Hole": Rule(LEFT_OUT),
        "": Rule(PROPERTY, "prototype"),
    },
}
