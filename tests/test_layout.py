"""The layout tables are data, hang together, and are asked by presence, never by version."""

import ast
import importlib
import re
from pathlib import Path

import pytest

from v8dbg import layout, layouts
from v8dbg.errors import Unknown
from v8dbg.layout import Layout

PACKAGE = Path(__file__).parents[1] / "v8dbg"
FOLDER = PACKAGE / "layouts"
TABLES = sorted(p for p in FOLDER.glob("*_*_*.py") if re.fullmatch(r"[a-z0-9]+_\d+_\d+", p.stem))
KINDS = {"OFFSETS", "CONSTANTS", "BITS", "TYPES", "LISTS", "PARENTS", "CLASSES", "SIZES", "BY_SIZE", "DISTRUST"}
# What a value may be built of: literals, and tuples that were named to be said once (`_TYPED + …`, `*_TYPED`)
DATA = (
    ast.Dict, ast.Tuple, ast.List, ast.Constant, ast.UnaryOp, ast.USub, ast.Name, ast.Load, ast.BinOp, ast.Add,
    ast.Starred, ast.DictComp, ast.comprehension, ast.Store, ast.JoinedStr, ast.FormattedValue, ast.LShift,
)
# V8 of each Node.js line, from `process.versions.v8`, and one newer than anything known
VERSIONS = [
    (7, 4), (7, 8), (8, 1), (8, 4), (8, 6), (9, 0), (9, 4), (9, 6), (10, 1), (10, 2), (10, 8), (11, 3), (11, 8),
    (12, 4), (12, 9), (13, 6), (14, 1), (14, 6), (99, 0),
]
# What the first command cannot do without, whatever the version.
NEEDED = [
    ("Map", "instance_type"),
    ("JSFunction", "shared"),
    ("JSFunction", "context"),
    ("SharedFunctionInfo", "script"),
    ("Script", "source"),
    ("Script", "name"),
]


def table(path):
    return importlib.import_module(f"{layouts.__name__}.{path.stem}")


def entries(module):
    """((kind, group, name), value) of each fact of a file."""
    for kind in sorted(KINDS - {"DISTRUST", "BY_SIZE"}):
        for group, value in getattr(module, kind, {}).items():
            if isinstance(value, dict):
                for name, fact in value.items():
                    yield (kind, group, name), fact
            else:
                yield (kind, "", group), value


def number(path):
    """("types", (12, 4)) of types_12_4.py."""
    family, major, minor = path.stem.split("_")
    return family, (int(major), int(minor))


def is_name(key):
    return isinstance(key, str) and bool(key)


def is_count(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_bits(value):
    return isinstance(value, tuple) and len(value) == 2 and all(map(is_count, value)) and value[0] >= 0 < value[1]


def is_list(value):
    return isinstance(value, tuple) and all(isinstance(name, str) for name in value)


def is_size(value):
    return isinstance(value, tuple) and len(value) == 4 and is_name(value[1])


SHAPE = {
    "CLASSES": is_name,
    "SIZES": is_size,
    "OFFSETS": is_count,
    "CONSTANTS": is_count,
    "TYPES": is_count,
    "BITS": is_bits,
    "LISTS": is_list,
    "PARENTS": is_name,
}


def test_there_are_tables():
    assert {family for family, _ in map(number, TABLES)} >= {"v8", "types", "frames", "jit"}


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_only_data(path):
    tree = ast.parse(path.read_text(), str(path))
    assert ast.get_docstring(tree), "a docstring says which Node.js this V8 is of"
    for node in tree.body[1:]:
        assert isinstance(node, ast.Assign) and len(node.targets) == 1, f"line {node.lineno} is not an assignment"
        name = node.targets[0].id
        assert name == "AFTER" or name in KINDS or name[0] == "_", f"{name} is not one of {', '.join(sorted(KINDS))}"
        for part in ast.walk(node.value):
            assert isinstance(part, DATA), f"line {node.lineno} computes: {ast.unparse(node.value)[:60]}"
    assert hasattr(table(path), "AFTER")


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_no_fact_twice(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Dict):
            keys = [ast.literal_eval(key) for key in node.keys if key]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            assert not twice, f"{twice} stand twice from line {node.lineno} on: the last one wins silently"


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_shape(path):
    for (kind, group, name), value in entries(table(path)):
        assert is_name(name) and isinstance(group, str)
        assert value is None or SHAPE[kind](value), f"{kind} {group}.{name} = {value!r}"


def ways_to_lay_out():
    """(file, instance type, size, class, its offsets) of every entry of BY_SIZE."""
    for path in TABLES:
        for type_name, sizes in getattr(table(path), "BY_SIZE", {}).items():
            for size, classes in (sizes or {}).items():
                for cls, fields in classes.items():
                    yield path, type_name, size, cls, fields


def test_what_the_size_of_an_object_tells():
    """Other offsets of known fields of a known class, that end where the object does."""
    for path, type_name, size, cls, fields in ways_to_lay_out():
        found = Layout(number(path)[1])
        found.patch(cls, "flags", 8)
        usual = found.offsets(cls)
        assert found.has_sizes(type_name) and usual["header_size"] != size == fields["header_size"]
        found.settle(type_name, usual["header_size"])
        assert found.offsets(cls) == usual
        found.settle(type_name, size)
        told = {**usual, **fields, "flags": 8}  # the user's word goes first
        assert found.offsets(cls) == {name: offset for name, offset in told.items() if offset is not None}
        assert f"{size} bytes" in found.why(cls, "header_size")
    assert not Layout((14, 6)).has_sizes("SOURCE_TEXT_MODULE_TYPE")


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_chain_ends_at_a_root_and_goes_back_in_time(path):
    known = {p.stem: p for p in TABLES}
    while table(path).AFTER is not None:
        before = table(path).AFTER
        assert before in known, f"{path.stem} comes after {before}, which does not exist"
        assert number(known[before])[0] == number(path)[0], f"{path.stem} comes after {before} of another family"
        assert number(known[before])[1] < number(path)[1], f"{path.stem} comes after {before}, which is newer"
        path = known[before]


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_no_table_is_left_out(path):
    """Each file follows the one just before it: a V8 between two files gets everything that is older."""
    family, version = number(path)
    older = [p.stem for p in sorted(TABLES, key=number) if number(p)[0] == family and number(p)[1] < version]
    assert table(path).AFTER == (older[-1] if older else None)


def leaves(name):
    """Facts that a file and those before it leave; none for None."""
    chain = []
    while name:
        chain.append(importlib.import_module(f"{layouts.__name__}.{name}"))
        name = chain[-1].AFTER
    facts = {}
    for module in reversed(chain):
        for key, value in entries(module):
            facts.pop(key, None)
            if value is not None:
                facts[key] = value
    return facts


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_says_only_what_changed(path):
    before = leaves(table(path).AFTER)
    for key, value in entries(table(path)):
        if value is None:
            assert key in before, f"{key} is removed, but no file before gave it"
        else:
            assert before.get(key) != value, f"{key} = {value!r} stands in a file before already"


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_each_group_names_its_source(path):
    """A comment with V8's source file stands before each class or group, or before the table as a whole."""
    lines = path.read_text().splitlines()
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.Assign) or node.targets[0].id not in KINDS or not node.value:
            continue
        first = node.lineno
        last = node.end_lineno or first
        text = "\n".join(lines[max(0, first - 4) : last])
        # every group is under a comment: only the comments' presence from the table's start on is checked
        assert re.search(r"#.*\b[\w/-]+\.(h|cc|tq|inc|py)\b", text), f"no V8 source file for {node.targets[0].id}"


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: "%d.%d" % v)
def test_loads(version):
    loaded = Layout(version)
    for cls, field in NEEDED:
        assert loaded.offset(cls, field) >= 0
        assert re.fullmatch(r"layouts/\w+\.py", loaded.why(cls, field))
    for kind, group, name, value, source in loaded.facts():
        assert value is not None and (FOLDER.parent / source).is_file(), f"{kind} {group}.{name} from {source}"
    assert loaded.type_name(loaded.type("MAP_TYPE")) == "MAP_TYPE"
    assert loaded.why("MAP_TYPE").startswith("layouts/")


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: "%d.%d" % v)
def test_families_agree(version):
    """A fact that two families give has one value, or the order of loading would decide."""
    facts, said = {}, {}
    for family, versions in layout.tables().items():
        older = [v for v in versions if v <= version] or versions[:1]
        for key, value in leaves("%s_%d_%d" % (family, *older[-1])).items():
            assert facts.setdefault(key, value) == value, f"{key}: {said[key]} says {facts[key]}, {family} says {value}"
            said[key] = family


@pytest.mark.parametrize("version", VERSIONS, ids=lambda v: "%d.%d" % v)
def test_unknown_when_used(version):
    loaded = Layout(version)
    assert not loaded.has("JSFunction", "no_such_field") and not loaded.has("NO_SUCH_TYPE")
    for ask in (
        lambda: loaded.offset("JSFunction", "no_such_field"),
        lambda: loaded.constant("no_group", "no_name"),
        lambda: loaded.bits("no_group", "no_name"),
        lambda: loaded.type("NO_SUCH_TYPE"),
        lambda: loaded.names("no_list"),
        lambda: loaded.why("JSFunction", "no_such_field"),
        lambda: loaded.why("NO_SUCH_TYPE"),
    ):
        with pytest.raises(Unknown, match="%d.%d" % version):
            ask()


def test_symbols_come_first():
    loaded = Layout((12, 4), {"v8dbg_class_JSFunction__shared__SharedFunctionInfo": 1234})
    assert loaded.offset("JSFunction", "shared") == 1234
    assert loaded.why("JSFunction", "shared") == "v8dbg_class_JSFunction__shared__SharedFunctionInfo"


def test_two_types_changed_places():
    """Only one of them has a symbol: the other has the number that became free."""
    loaded = Layout((7, 8), {"v8dbg_type_ByteArray__BYTE_ARRAY_TYPE": 71})
    assert loaded.type("BYTE_ARRAY_TYPE") == 71 and loaded.type("FOREIGN_TYPE") == 70
    assert loaded.type_name(70) == "FOREIGN_TYPE" and "BYTE_ARRAY" in loaded.why("FOREIGN_TYPE")
    told = Layout((7, 8), {"v8dbg_type_ByteArray__BYTE_ARRAY_TYPE": 70})
    assert told.type("FOREIGN_TYPE") == 71 and told.why("FOREIGN_TYPE") == "layouts/types_7_4.py"


def test_newest_known():
    assert layout.newest_known() == max(number(path)[1] for path in TABLES)


ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
EQUAL = (ast.Eq, ast.NotEq, ast.In, ast.NotIn)


def compares_versions(node):
    """Is it `version < …`, or `layout.version == …`? A bare `version == 1` may be that of a file format."""
    parts = [node.left, *node.comparators]
    bare = any(isinstance(part, ast.Name) and part.id in ("version", "versions", "v8") for part in parts)
    owned = any(isinstance(n, ast.Attribute) and n.attr in ("version", "v8") for part in parts for n in ast.walk(part))
    if any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in parts):
        return False  # the text of an argument
    ordered = any(isinstance(op, ORDER) for op in node.ops)
    return (bare and ordered) or (owned and (ordered or any(isinstance(op, EQUAL) for op in node.ops)))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_nobody_compares_versions(path):
    """Outside layout.py, code asks whether a fact is there."""
    if path == PACKAGE / "layout.py":
        return
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Compare):
            assert not compares_versions(node), f"line {node.lineno} compares versions: {ast.unparse(node)}"


def test_comparisons_are_seen():
    for text in ("session.versions.v8 >= (12, 4)", "layout.version[0] > 9", "version < (9, 0)", "v.v8 == (9, 4)"):
        assert compares_versions(ast.parse(text, mode="eval").body), text
    for text in ("version != 1", "len(names) > 2", "layout.has('Code', 'x') == 1"):
        assert not compares_versions(ast.parse(text, mode="eval").body), text
