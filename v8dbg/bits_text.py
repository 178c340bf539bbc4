"""Bit fields by name: what the groups of BITS in the layouts say of one word.

A field of one bit is a bool; a number that stands for something has its name where V8 has one.
"""

from __future__ import annotations

from typing import Dict, List, Union

from .layout import Layout

Decoded = Dict[str, Union[bool, int, str]]

# field -> group of bits, where it is not named Class.field
_GROUPS = {
    "Name.raw_hash_field": "Name.hash_field",
    "ScopeInfo.raw_flags": "ScopeInfo.flags",
    "FunctionTemplateInfo.flags": "FunctionTemplateInfo.flag",
    "FunctionTemplateInfo.relaxed_flag": "FunctionTemplateInfo.flag",
}
# bit field -> list of names in the layout
_LISTS = {
    "function_kind": "FunctionKind",
    "elements_kind": "ElementsKind",
    "scope_type": "ScopeType",
    "variable_mode": "VariableMode",
    "disabled_optimization_reason": "BailoutReason",
    "representation": "Representation",
    "pretenure_decision": "PretenureDecision",
    "Code.flags.kind": "CodeKind",
}
# bit field -> group of constants in the layout
_CONSTANTS = {
    "function_syntax_kind": "FunctionSyntaxKind",
    "Script.flags.compilation_type": "Script.compilation_type",
    "JSPromise.flags.status": "JSPromise",
}
# whole fields that are a number with a name
_WHOLE_CONSTANTS = {"Script.script_type": "Script.type", "Oddball.kind": "Oddball"}
_LANGUAGE_MODE = ("sloppy", "strict")


def group_of(layout: Layout, cls: str, field: str) -> str:
    """The group of bits that a field is made of, "" where there is none."""
    name = f"{cls}.{field}"
    name = _GROUPS.get(name, name)
    return name if layout.bit_names(name) else ""


def decode(layout: Layout, group: str, word: int) -> Decoded:
    """Every bit field of a group in a word, lowest first."""
    found: Decoded = {}
    for name in layout.bit_names(group):
        bits = layout.bits(group, name)
        number = bits.of(word)
        found[name] = bool(number) if bits.width == 1 else number
        if name == "language_mode":
            found[name] = _LANGUAGE_MODE[number & 1]
        else:
            spoken = _named(layout, group, name, number)
            if spoken:
                found[name] = spoken
    return found


def _named(layout: Layout, group: str, name: str, number: int) -> str:
    names = _LISTS.get(f"{group}.{name}") or _LISTS.get(name)
    if names and layout.has(names):
        known = layout.names(names)
        return known[number] if number < len(known) else ""
    constants = _CONSTANTS.get(f"{group}.{name}") or _CONSTANTS.get(name)
    return _constant(layout, constants, number) if constants else ""


def _constant(layout: Layout, group: str, number: int) -> str:
    for name, value in layout.constants(group).items():
        if value == number:
            return name
    return ""


def whole(layout: Layout, cls: str, field: str, number: int) -> str:
    """The name of a number that fills a whole field, "" where it has none."""
    if f"{cls}.{field}" == "Map.instance_type":
        return layout.type_name(number)
    group = _WHOLE_CONSTANTS.get(f"{cls}.{field}")
    return _constant(layout, group, number) if group else ""


def text(decoded: Decoded) -> str:
    """Flags that are set, by name, and numbers as name=value."""
    parts: List[str] = []
    for name, value in decoded.items():
        if value is True:
            parts.append(name)
        elif value is not False:
            parts.append(f"{name}={value}")
    return ", ".join(parts) or "none"


# -- the details of a property ------------------------------------------------------------


def property_details(layout: Layout, details: int, dictionary: bool = False) -> Decoded:
    """PropertyDetails of a descriptor, or of an entry of a dictionary (src/objects/property-details.h)."""
    bits, constant = layout.bits, layout.constant

    def of(name: str) -> int:
        return bits("PropertyDetails", name).of(details)

    attributes = of("attributes")
    found: Decoded = {"kind": "accessor" if of("kind") == constant("PropertyDetails", "accessor") else "data"}
    if dictionary:
        found["enumeration_index"] = of("dictionary_index")
    else:
        in_descriptor = of("location") == constant("PropertyDetails", "in_descriptor")
        found["location"] = "descriptor" if in_descriptor else "field"
        found["constness"] = "const" if of("constness") else "mutable"
        found["representation"] = _named(layout, "", "representation", of("representation")) or of("representation")
        if not in_descriptor:
            found["field_index"] = of("field_index")
    for attribute, name in (("read_only", "writable"), ("dont_enum", "enumerable"), ("dont_delete", "configurable")):
        found[name] = not attributes & constant("PropertyDetails", attribute)
    return found


def details_text(decoded: Decoded) -> str:
    """PropertyDetails on one line: `data field 0 const smi WEC`."""
    parts = [str(decoded["kind"])]
    if "location" in decoded:
        parts.append(f"field {decoded['field_index']}" if "field_index" in decoded else "in descriptor")
        parts += [str(decoded["constness"]), str(decoded["representation"])]
    else:
        parts.append(f"index {decoded['enumeration_index']}")
    letters = zip("WEC", ("writable", "enumerable", "configurable"))
    parts.append("".join(letter if decoded[name] else "_" for letter, name in letters))
    return " ".join(parts)
