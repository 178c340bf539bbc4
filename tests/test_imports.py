"""Imports go one way (the layers below), and only the hosts know a debugger. Read with `ast`, nothing is imported."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "v8dbg"

# Lowest first. A module imports from the lines above its own, and from its own line without a cycle.
# The class Session lies low because it holds only the process and its layout; what decodes takes one.
LAYERS = """
    errors limits semi_nca arrays workers malloc forest
    process instructions
    demangle elf_file elf_modules elf_core
    mapped dwarf stackstate
    cfi
    layouts
    layout
    versions
    objects
    session progress
    index
    jsnumbers strings
    primitives maps
    classes bits_text rows
    properties elements containers buffers quoting scripts positions params
    scopes
    shared
    functions
    wasm_bytes asmjs wasm_code wasm
    heap_pages heap_lists
    isolate builtins
    invariants
    nameless
    constructors
    realms
    jit safepoints translations slots inlining nearby deopt baseline
    bytecode runtime_functions facts dispatch
    codespace
    deoptimizer
    builtin_table
    v8frames
    walk
    js_errors arguments callees async_stack stack_lines
    members known_getters internal_slots
    frames heap heap_areas heap_sizes heap_walk heap_search
    isolate_members handles isolate_roots stack_roots
    frame_values expressions
    fields string_facts
    shape_rows feedback_rows object_rows parts
    graph_index graph_slots graph_code graph_edges graph census map_table page_objects
    reduction dominators_plain dominators dominators_worker node node_process node_timers
    edge_rules edge_tables edge_names
    row_names bulk
    object_classes
    render
    preview preview_line preview_kinds
    promises storage node_urls externals
    printer_layout printer_names printer_walk
    printer printer_bytes printer_errors printer_fields printer_functions printer_kinds
    values_json json_walk json_encoder json_words json_kinds json_bytes json_functions
    brief
    handle_names
    roots
    reach
    object_text
    bytecode_text closures constructor_of array_rows buffer_facts
    function_code function_facts shared_facts code_facts code_tables disassembly sources
    heap_report field_check heap_check
    other
    heap_changes
    object_parts
    slot_names owners native_memory
    findrefs retainers
    whatis
    makers snapshot_numbers snapshot_strings snapshot_nodes snapshot_edges snapshot_objects snapshot_natives
    snapshot_tags snapshot_places snapshot snapshot_writer snapshot_file
    store_claims
    population shapes
    groups
    group_diff group_select
    heap_table function_groups
    string_words string_sources ropes
    duplicates
    retained
    duplicate_rows
    class_sizes
    suspects
    commands
    thread_pointers
    debugger
    gdb_frames gdb_unwinder gdb_host lldb_host
    __main__
    __init__
"""
RANK = {name: rank for rank, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}

# Who may import what is not in the standard library.
OTHERS = {
    "gdb": {"gdb_frames", "gdb_host", "gdb_unwinder"},
    "lldb": {"lldb_host"},
    "numpy": {"arrays", "heap", "heap_check", "field_check", "graph", "graph_index", "graph_code", "graph_edges",
               "dominators", "dominators_worker",
               "dominators_plain", "forest", "reduction",
               "census", "map_table", "page_objects", "reach", "edge_tables", "snapshot", "snapshot_writer",
               "snapshot_file", "snapshot_numbers", "snapshot_strings", "snapshot_nodes", "snapshot_edges",
               "snapshot_objects", "snapshot_natives", "snapshot_tags", "snapshot_places", "findrefs",
               "native_memory", "index", "bulk", "store_claims", "population", "groups", "group_select", "heap_table",
               "function_groups", "commands", "retained", "class_sizes", "suspects",
               "string_words", "string_sources", "ropes", "duplicates"},
    "numba": {"dominators_worker"},
    "pygments": {"preview", "render", "scripts", "commands"},
}
SHADOWS = {"gdb", "lldb", "code", "types", "profile"}  # real modules, hidden when the folder is on sys.path
FILES = sorted(PACKAGE.rglob("*.py"))


def dotted(path):
    """("commands", "jsstack") of v8dbg/commands/jsstack.py, ("__init__",) of v8dbg/__init__.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts


MODULES = {dotted(path): path for path in FILES}


def guarded(tree):
    """The nodes under `if TYPE_CHECKING:`, which never run."""
    tests = [n for n in ast.walk(tree) if isinstance(n, ast.If) and "TYPE_CHECKING" in ast.unparse(n.test)]
    return {id(inner) for test in tests for statement in test.body for inner in ast.walk(statement)}


def imports(path):
    """(modules of this package, top-level names of others) that a file imports, wherever the statement is."""
    tree = ast.parse(path.read_text(), str(path))
    ours, others, skipped = set(), set(), guarded(tree)
    package = path.relative_to(PACKAGE.parent).parent.parts
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        found = []
        if isinstance(node, ast.Import):
            found = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            base += tuple((node.module or "").split(".")) if node.module else ()
            found = [base + (alias.name,) for alias in node.names]
        for name in found:
            if name[0] == PACKAGE.name:
                ours.add(longest(name[1:]))
            else:
                others.add(name[0])
    return ours, others


def longest(name):
    """The module that a dotted name lies in: the longest prefix of it that is one."""
    while name and name not in MODULES:
        name = name[:-1]
    return name or ("__init__",)


def names(module):
    return ".".join(module)


@pytest.mark.parametrize("path", FILES, ids=lambda p: names(dotted(p)))
def test_imports_go_one_way(path):
    module = dotted(path)
    ours, others = imports(path)
    assert module[0] in RANK, f"v8dbg/{module[0]} has no place yet: put it into LAYERS of {__file__}"
    for other in ours - {module}:
        assert other[0] in RANK, f"v8dbg/{other[0]} has no place yet: put it into LAYERS of {__file__}"
        low = other == ("__init__",) or RANK[other[0]] <= RANK[module[0]]
        assert low, f"{names(module)} imports {names(other)}, a layer above it"
    for other in others:
        if other in OTHERS:
            assert module[0] in OTHERS[other], f"only {sorted(OTHERS[other])} import {other}, not {names(module)}"
        elif hasattr(sys, "stdlib_module_names"):
            assert other in sys.stdlib_module_names, f"{names(module)} imports {other}, not in the standard library"


def test_each_module_has_one_place():
    assert len(RANK) == len(LAYERS.split()), "a name stands in LAYERS twice"


def test_no_cycle():
    edges = {module: imports(path)[0] - {module} for module, path in MODULES.items()}
    edges[("__init__",)] = set()  # the entry of lldb, which imports its host late
    while edges:
        ready = [module for module, needs in edges.items() if not needs & edges.keys()]
        assert ready, "these import each other: " + ", ".join(sorted(map(names, edges)))
        for module in ready:
            del edges[module]


@pytest.mark.parametrize("path", sorted((PACKAGE / "commands").glob("*.py")), ids=lambda p: p.stem)
def test_commands_leave_bytes_to_the_library(path):
    if not path.stem.startswith("v8"):  # the V8-level ones show layout and bytes
        assert not imports(path)[0] & {("process",), ("layout",)}, f"{path.name} imports process or layout"


def test_render_knows_nothing_of_v8():
    assert imports(PACKAGE / "render.py")[0] <= {("errors",), ("limits",)}


@pytest.mark.parametrize("path", FILES, ids=lambda p: names(dotted(p)))
def test_size_name_and_syntax(path):
    ast.parse(path.read_text(), str(path), feature_version=(3, 9))
    lines = len(path.read_text().splitlines())
    assert lines <= 400, f"{path.name} has {lines} lines: split it by what a reader would look for"
    assert path.stem not in SHADOWS, f"{path.name} hides a real module"
