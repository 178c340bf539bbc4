"""What V8's own things are called in a table of the heap: one row for each family, such as (string) or (map).

Names are in parentheses, as DevTools writes them, so that no class of a program can be one of them.
"""

from __future__ import annotations

from typing import Dict, Iterable

_FAMILIES: Dict[str, Iterable[str]] = {
    "(number)": ("HEAP_NUMBER", "MUTABLE_HEAP_NUMBER"),
    "(bigint)": ("BIGINT", "BIG_INT_BASE"),
    "(oddball)": ("ODDBALL", "HOLE"),
    "(code)": ("CODE", "INSTRUCTION_STREAM", "CODE_DATA_CONTAINER", "CODE_WRAPPER", "INTERPRETER_DATA",
               "BASELINE_DATA"),
    "(bytecode)": ("BYTECODE_ARRAY", "BYTECODE_WRAPPER"),
    "(descriptors)": ("DESCRIPTOR_ARRAY", "STRONG_DESCRIPTOR_ARRAY", "ENUM_CACHE"),
    "(transitions)": ("TRANSITION_ARRAY",),
    "(feedback)": ("FEEDBACK_VECTOR", "FEEDBACK_CELL", "FEEDBACK_METADATA", "CLOSURE_FEEDBACK_CELL_ARRAY",
                   "LOAD_HANDLER", "STORE_HANDLER", "ALLOCATION_SITE", "ALLOCATION_MEMENTO"),
    "(function info)": ("SHARED_FUNCTION_INFO", "SHARED_FUNCTION_INFO_WRAPPER", "PREPARSE_DATA"),
    "(cell)": ("CELL", "PROPERTY_CELL", "CONTEXT_CELL", "CONTEXT_SIDE_PROPERTY_CELL", "CONST_TRACKING_LET_CELL"),
    "(table)": ("HASH_TABLE", "ORDERED_HASH_MAP", "ORDERED_HASH_SET", "SMALL_ORDERED_HASH_MAP",
                "SMALL_ORDERED_HASH_SET", "SMALL_ORDERED_NAME_DICTIONARY", "STRING_TABLE"),
}  # fmt: skip
_ROWS = {name: row for row, names in _FAMILIES.items() for name in names}


def row_of_type(type_name: str) -> str:
    """The row of an instance type, such as (string) of SLICED_STRING_TYPE's neighbours; (code) of CODE_TYPE."""
    name = type_name[: -len("_TYPE")] if type_name.endswith("_TYPE") else type_name
    if name in _ROWS:
        return _ROWS[name]
    if name.endswith("STRING"):
        return "(concatenated string)" if "CONS" in name else "(sliced string)" if "SLICED" in name else "(string)"
    if name.endswith("_CONTEXT"):
        return "(context)"
    if name.endswith(("_TABLE", "_DICTIONARY")):
        return "(table)"
    if name.endswith(("_ARRAY", "_ARRAY_LIST", "ARRAY_LIST")) and "WASM" not in name:
        return "(array)"
    if name.startswith("UNCOMPILED_DATA"):
        return "(function info)"
    return f"({name.lower().replace('_', ' ')})"
