"""What each slot of each kind of object is called: tables that name all references of a heap at once. Needs numpy.

A shape is a map, or, of contexts, a scope: what an object's slots are called follows from it alone. A name is a number:

    0 … 2**30 - 1    a word of `words`
    2**30 …          a number, for names such as "12"
    negative         the name or symbol whose node it is the complement of
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

import numpy as np

from .classes import FieldInfo, all_fields, class_of_type, is_a
from .edge_rules import (
    BY_TARGET,
    CONTEXT,
    FIELDS,
    HIDDEN,
    INTERNAL,
    LEFT_OUT,
    NUMBERED,
    PROPERTY,
    WEAK,
    Rule,
)
from .errors import Error, NotFound
from .graph import Graph
from .limits import MAX_DESCRIPTORS
from .maps import Map
from .object_rows import native_context_names
from .objects import is_smi, smi
from .scopes import Context, ScopeInfo

NUMBER = 1 << 30
NO_NAME = -(1 << 31)
_SMI, _DOUBLE = 1, 2  # Representation::Kind: V8 shows no numbers
OBJECT_ELEMENTS = ("PACKED_ELEMENTS", "HOLEY_ELEMENTS")

Array = Any  # numpy.ndarray


class Descriptor(NamedTuple):
    """One own property of a map: of its key the node."""

    key: int
    place: int  # index of the field, -1: the value is in the descriptor
    number: bool  # V8 shows no reference
    value: int


@dataclass
class Shape:
    """What the slots of one kind of object are called."""

    cls: str
    type_name: str
    slots: Dict[int, Tuple[int, int, int]] = field(default_factory=dict)  # word: (kind, name, tag)
    numbered: int = -1  # offset of the first of the words that have numbers for names; -1 none
    is_object: bool = False  # a JSObject whose properties V8 shows
    dictionary: bool = False
    elements: str = ""  # "objects", "dictionary"
    outside: Dict[int, int] = field(default_factory=dict)  # word of the property array: name
    constants: List[Tuple[int, int]] = field(default_factory=list)  # (name, node) of values in descriptors
    prototype: int = -1  # node


class Tables:
    """The shapes of one graph, made when asked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph, self.session, self.layout = graph, graph.heap.session, graph.heap.session.layout
        self.words: List[str] = []
        self._word_numbers: Dict[str, int] = {}
        self.tags: List[Tuple[str, str]] = [("", "")]  # (name, type of node)
        self._tag_numbers: Dict[Tuple[str, str], int] = {("", ""): 0}
        self.shapes: List[Optional[Shape]] = [None] * len(graph.maps)
        self._scopes: Dict[int, int] = {}  # node of a ScopeInfo: number of the shape
        self._found: Dict[int, int] = {}  # tagged word: node; names are asked for by every map that has them
        self._descriptors: Dict[int, List[Descriptor]] = {}
        self._fields: Dict[str, List[FieldInfo]] = {}
        self.class_rules: Dict[str, List[Tuple[FieldInfo, Rule]]] = {}

    def word(self, text: str) -> int:
        """The number of a name."""
        found = self._word_numbers.get(text)
        if found is None:
            found = self._word_numbers[text] = len(self.words)
            self.words.append(text)
        return found

    def tag(self, name: str, tag_type: str = "") -> int:
        found = self._tag_numbers.get((name, tag_type))
        if found is None:
            found = self._tag_numbers[name, tag_type] = len(self.tags)
            self.tags.append((name, tag_type))
        return found

    def shape(self, number: int) -> Shape:
        """The shape of that number: of a map of the graph, or of a scope."""
        found = self.shapes[number]
        if found is None:
            found = self.shapes[number] = self._of_map(self.graph.maps[number])
        return found

    def find(self, tagged: int) -> int:
        """The node of a tagged word, -1 of none."""
        found = self._found.get(tagged)
        if found is None:
            try:
                found = -1 if is_smi(tagged) else int(self.graph.node(tagged))
            except NotFound:
                found = -1
            self._found[tagged] = found
        return found

    # -- shapes of maps --------------------------------------------------------------

    def _of_map(self, map_word: int) -> Shape:
        described = Map(self.session, map_word)
        try:
            type_name = described.described_type
        except Error:
            return Shape("HeapObject", "")
        cls = class_of_type(self.session, type_name)
        shape = Shape(cls, type_name)
        early_script = self.layout.has("snapshot", "script_or_debug_info")
        for info, rule in self._rules(cls):
            name = rule.name
            if (info.cls, name) == ("SharedFunctionInfo", "script") and early_script:
                name = "script_or_debug_info"
            shape.slots[info.offset // 8] = (rule.kind, self.word(name), self._tag_of(info.cls, rule))
        shape.numbered = self._first_number(cls)
        if cls == "JSProxy":
            shape.slots = {0: shape.slots[0]}
        if type_name == "NATIVE_CONTEXT_TYPE":
            self._native_context(shape, self.graph.maps.index(map_word))
        elif self._is(cls, "JSObject"):
            hides = ("JSGlobalProxy", "JSArrayBuffer")
            if any(self._is(cls, each) for each in hides):
                shape.slots = {0: (INTERNAL, self.word("map"), 0)}
            else:
                self._object(shape, described)
        return shape

    def _tag_of(self, cls: str, rule: Rule) -> int:
        """Before V8 10 a type was told of no tag, and of what belongs to code only its parts had one."""
        early = not self.layout.has("snapshot", "typed_tags")
        if early and rule.tag_type and cls not in ("Code", "AllocationSite"):
            return 0
        return self.tag(rule.tag, rule.tag_type)

    def _is(self, cls: str, base: str) -> bool:
        return is_a(self.layout, cls, base)

    def _rules(self, cls: str) -> List[Tuple[FieldInfo, Rule]]:
        """The fields of a class that have a name."""
        found = self.class_rules.get(cls)
        if found is None:
            try:
                fields = all_fields(self.layout, cls)
            except Error:
                fields = all_fields(self.layout, "HeapObject")
            found = [(each, FIELDS[each.cls][each.name]) for each in fields if each.name in FIELDS.get(each.cls, {})]
            self.class_rules[cls] = found
        return found

    def _first_number(self, cls: str) -> int:
        """Where the words begin that have numbers for names, -1 in most classes."""
        early = "TransitionArray" not in self.layout.names("snapshot.shape_classes")
        if cls in self.layout.names("snapshot.hidden_arrays"):
            return -1
        if (self._is(cls, "TransitionArray") and not early) or not any(self._is(cls, base) for base, _ in NUMBERED):
            return -1
        for base, name in NUMBERED:
            if self._is(cls, base):
                return next(each.offset for each in all_fields(self.layout, base) if each.name == name)
        return -1

    def _object(self, shape: Shape, described: Map) -> None:
        """The properties of a JavaScript object."""
        shape.is_object = True
        try:
            shape.prototype = self.find(described.word(self.layout.offset("Map", "prototype")))
            kind = described.elements_kind
            shape.dictionary = described.is_dictionary_map
            descriptors = [] if shape.dictionary else self.descriptors(described)
        except Error:
            return
        if kind in OBJECT_ELEMENTS:
            shape.elements = "objects"
        elif kind == "DICTIONARY_ELEMENTS":
            shape.elements = "dictionary"
        first = described.inobject_properties_start_or_constructor_function_index
        inside = described.instance_size_in_words - first
        for each in descriptors:
            if each.place < 0:
                if each.value >= 0 and not self._is_computed(each.value):
                    shape.constants.append((~each.key, each.value))
            elif each.number or each.key < 0:
                continue
            elif each.place < inside:
                shape.slots[first + each.place] = (PROPERTY, ~each.key, 0)
            else:
                shape.outside[each.place - inside] = ~each.key

    def _is_computed(self, node: int) -> bool:
        """Is it an AccessorInfo: a property that C++ code computes, which V8 shows no reference for?"""
        return self.session.instance_type(self.graph.maps[self.graph.kinds[node]]) == self.layout.type(
            "ACCESSOR_INFO_TYPE"
        )

    def descriptors(self, described: Map) -> List[Descriptor]:
        """The own properties of a map with fast properties."""
        count = described.number_of_own_descriptors
        if not 0 < count <= MAX_DESCRIPTORS:
            return []
        array = described.instance_descriptors
        known = self._descriptors.get(array.address, [])
        if len(known) < count:
            layout = self.layout
            start = array.start + layout.offset("DescriptorArray", "header_size")
            words = self.session.process.words(start, 3 * count)
            location, index = layout.bits("PropertyDetails", "location"), layout.bits("PropertyDetails", "field_index")
            representation = layout.bits("PropertyDetails", "representation")
            in_descriptor = layout.constant("PropertyDetails", "in_descriptor")
            known = []
            for key, details, value in zip(words[::3], words[1::3], words[2::3]):
                bits = smi(details)
                if location.of(bits) == in_descriptor:
                    known.append(Descriptor(self.find(key), -1, False, self.find(value)))
                else:
                    number = representation.of(bits) in (_SMI, _DOUBLE)
                    known.append(Descriptor(self.find(key), index.of(bits), number, -1))
            self._descriptors[array.address] = known
        return known[:count]

    # -- contexts --------------------------------------------------------------------

    def _native_context(self, shape: Shape, number: int) -> None:
        """The slots of a native context; where their names are not known, those that lead to the global objects."""
        start = self.layout.offset("Context", "elements") // 8
        newer = self.layout.has("snapshot", "contexts_at_root")
        for node in self.graph.of_kind(number)[:1].tolist():
            view = self.graph.view(node)
            names = native_context_names(view) if isinstance(view, Context) else ()
            for edge in self.graph.edges(node) if not names else ():
                word, kind = int(self.graph.slots[edge]) // 8, int(self.graph.kinds[self.graph.targets[edge]])
                name = self._global_name(kind, newer)
                if name and word > start:
                    shape.slots.setdefault(word, (INTERNAL, self.word(name), 0))
            for place, name in enumerate(names):
                if newer and name == "extension":
                    name = "global_object"
                kind = LEFT_OUT if name == "next_context_link" else INTERNAL
                shape.slots[start + place] = (kind, self.word(name), 0)

    def _global_name(self, kind: int, newer: bool) -> str:
        type_name = self.layout.type_name(self.session.instance_type(self.graph.maps[kind]))
        if type_name == "JS_GLOBAL_OBJECT_TYPE":
            return "global_object" if newer else "extension"
        return "global_proxy_object" if type_name == "JS_GLOBAL_PROXY_TYPE" else ""

    def scope_shape(self, context: int, scope: int) -> int:
        """The number of the shape of a context by its ScopeInfo; both are nodes."""
        found = self._scopes.get(scope)
        if found is None:
            found = self._scopes[scope] = len(self.shapes)
            self.shapes.append(self._of_scope(context, scope))
        return found

    def _of_scope(self, context: int, scope: int) -> Shape:
        shape = Shape("Context", "CONTEXT_TYPE", {0: (INTERNAL, self.word("map"), 0)})
        start = self.layout.offset("Context", "elements") // 8
        names = ["scope_info", "previous"]
        if self.layout.constant("Context", "min_slots") > 2:  # before V8 8.1 each context had all four
            names += ["extension", "native_context"]
        for number, name in enumerate(names):
            shape.slots[start + number] = (INTERNAL, self.word(name), 0)
        try:
            info, view = self.graph.view(scope), self.graph.view(context)
            if not isinstance(info, ScopeInfo) or not isinstance(view, Context):
                return shape
            if view.has_extension:
                shape.slots[start + 2] = (INTERNAL, self.word("extension"), 0)
            words = int(self.graph.sizes[context]) // 8
            for name, slot in info.locals():
                if 0 <= start + slot < words:
                    shape.slots[start + slot] = (CONTEXT, self.word(name), 0)
        except Error:
            pass
        return shape


_BY_NUMBER = 31  # a kind of its own while all edges are named: an internal one whose name is a number


@dataclass
class Flat:
    """The tables of all shapes in arrays: slot w of shape s is at start[s] + min(w, last[s]), as the rest are alike."""

    start: Array
    last: Array
    kinds: Array
    names: Array
    tags: Array
    numbered: Array  # word of the slot that is called 0
    by_target: Dict[int, Array]  # special kind: rows of (kind, name, tag), one for each map


def rule_by_target(tables: Tables, special: int, kind: int) -> Rule:
    """The rule of a reference whose name depends on what it leads to: an object of the map with that number."""
    shape, rules = tables.shape(kind), BY_TARGET[special]
    if shape.type_name == "NATIVE_CONTEXT_TYPE" and "NativeContext" in rules:
        return rules["NativeContext"]
    return next((rules[cls] for cls in rules if cls and is_a(tables.layout, shape.cls, cls)), rules[""])


def flatten(tables: Tables) -> Flat:
    """All shapes in arrays."""
    shapes = [tables.shape(number) for number in range(len(tables.shapes))]
    numbered = np.array([shape.numbered for shape in shapes], np.int32) >> 3
    last = np.maximum(np.array([max(shape.slots, default=-1) + 1 for shape in shapes], np.int32), numbered)
    start = np.cumsum(last + 1, dtype=np.int32) - last - 1
    total = int((last + 1).sum())
    kinds, names, tags = np.full(total, HIDDEN, np.uint8), np.full(total, NO_NAME, np.int32), np.zeros(total, np.uint8)
    for shape, at, end, first in zip(shapes, start.tolist(), (start + last).tolist(), numbered.tolist()):
        for word, (kind, name, tag) in shape.slots.items():
            kinds[at + word], names[at + word], tags[at + word] = kind, name, tag
        if first >= 0:
            rest = slice(at + first, end + 1)
            kinds[rest][names[rest] == NO_NAME] = _BY_NUMBER
    by_target = {}
    for special in BY_TARGET:
        rules = [rule_by_target(tables, special, number) for number in range(len(tables.graph.maps))]
        cells = [(rule.kind, tables.word(rule.name), tables.tag(rule.tag, rule.tag_type)) for rule in rules]
        by_target[special] = np.array(cells, np.int32).reshape(-1, 3)
    return Flat(start, last, kinds, names, tags, numbered, by_target)


@dataclass
class Named:
    """Edges by name: parallel arrays."""

    kinds: Array  # of EDGE_TYPES
    names: Array  # as the module says; of ELEMENT and HIDDEN the index itself
    tags: Array


def name_edges(graph: Graph, flat: Flat, edges: slice, shapes: Array) -> Named:
    """The names of some edges; `shapes` has the shape of the source of each.

    A hidden edge and a weak one without a name get no index here: NO_NAME."""
    words, targets = graph.slots[edges] >> 3, graph.targets[edges]
    places = flat.start.take(shapes) + np.minimum(words, flat.last.take(shapes))
    kinds: Array = flat.kinds.take(places)
    names: Array = flat.names.take(places)
    tags: Array = flat.tags.take(places)
    special = np.flatnonzero(kinds > LEFT_OUT)
    of = kinds.take(special)
    numbered = special[of == _BY_NUMBER]
    kinds[numbered] = INTERNAL
    names[numbered] = NUMBER + words.take(numbered) - flat.numbered.take(shapes.take(numbered))
    for kind, rows in flat.by_target.items():
        found = special[of == kind]
        cells = rows.take(graph.kinds.take(targets.take(found)), axis=0)
        kinds[found], names[found], tags[found] = cells[:, 0], cells[:, 1], cells[:, 2]
    weak = np.flatnonzero(graph.strengths[edges])
    kinds[weak[kinds.take(weak) != LEFT_OUT]] = WEAK
    names[kinds == HIDDEN] = NO_NAME
    return Named(kinds, names, tags)


def shapes_of(tables: Tables) -> Array:
    """The shape of every node: its map, or the scope of a context. Makes every shape."""
    graph = tables.graph
    shapes = graph.kinds.astype(np.int32)
    flags = np.array([_is_context(tables, number) for number in range(len(graph.maps))], bool)
    contexts = graph.of_kinds(flags)
    offset = tables.layout.offset("Context", "elements")
    at = graph.first.take(contexts) + 1  # behind the map, or the length which is no reference, comes the scope
    some = np.nonzero(at < graph.first.take(contexts + 1))[0]
    contexts, at = contexts[some], at[some]
    here = graph.slots.take(at) == offset
    contexts, scopes = contexts[here], graph.targets.take(at[here])
    unique, first, back = np.unique(scopes, return_index=True, return_inverse=True)
    numbers = [tables.scope_shape(int(contexts[place]), scope) for scope, place in zip(unique.tolist(), first.tolist())]
    if numbers:
        shapes[contexts] = np.array(numbers, np.int32)[back]
    return shapes


def _is_context(tables: Tables, number: int) -> bool:
    shape = tables.shape(number)
    return shape.cls in ("Context", "NativeContext") and shape.type_name != "NATIVE_CONTEXT_TYPE"
