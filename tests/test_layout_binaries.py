"""The tables against the v8dbg_* symbols of every Node.js release: both say the same, and the tables suffice alone."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import nodes
import v8dbg
from v8dbg.elf_file import PT_LOAD, ElfFile
from v8dbg.layout import Layout
from v8dbg.objects import Field, HeapObject
from v8dbg.process import Process
from v8dbg.versions import load_v8dbg_symbols

PACKAGE = Path(v8dbg.__file__).parent
HOSTS = ("gdb_frames", "gdb_host", "gdb_unwinder", "lldb_host", "__main__")
QUESTIONS = {"offset": "OFFSETS", "constant": "CONSTANTS", "bits": "BITS", "type": "TYPES", "names": "LISTS"}


class Binary(Process):
    """The constant data of a program that does not run."""

    def __init__(self, path):
        self.file = ElfFile(str(path))
        super().__init__()

    def fetch(self, address, size):
        for segment in self.file.segments:
            if segment.type == PT_LOAD and segment.vaddr <= address < segment.vaddr + segment.filesz:
                begin = segment.offset + address - segment.vaddr
                return bytes(self.file.data[begin : min(begin + size, segment.offset + segment.filesz)])
        return b""

    def symbols(self, prefix):
        return self.file.symbols(prefix)


def layouts_of(release):
    """(from the tables alone, with the binary's symbols)"""
    header = (nodes.node(release).parents[1] / "include" / "node" / "v8-version.h").read_text()
    version = tuple(int(re.search(rf"#define V8_{part}_VERSION (\d+)", header)[1]) for part in ("MAJOR", "MINOR"))
    symbols = load_v8dbg_symbols(Binary(nodes.node(release)))
    assert len(symbols) > 200
    return Layout(version), Layout(version, symbols)


def every_class(base=HeapObject):
    for cls in base.__subclasses__():
        yield cls
        yield from every_class(cls)


def asked():
    """(kind, group, name) of each fact that the code asks for by name, declared fields included."""
    for module in pkgutil.iter_modules(v8dbg.__path__):
        if module.name not in HOSTS:
            importlib.import_module(f"v8dbg.{module.name}")
    found = {("OFFSETS", f.cls, f.name) for c in every_class() for f in vars(c).values() if isinstance(f, Field)}
    for path in sorted(PACKAGE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUESTIONS:
                words = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if words and len(words) == len(node.args) <= 2:
                    found.add((QUESTIONS[node.func.attr], words[0] if len(words) == 2 else "", words[-1]))
    return sorted(found)


@pytest.mark.parametrize("release", nodes.versions("all"))
def test_tables_agree_with_symbols(release):
    alone, full = layouts_of(release)
    ours = {fact[:3]: fact[3:] for fact in alone.facts()}
    wrong = [
        f"{group}.{name}: {file} says {ours[kind, group, name][0]}, {source} says {value}"
        for kind, group, name, value, source in full.facts()
        for file in [ours.get((kind, group, name), ("", ""))[1]]
        if source.startswith("v8dbg_") and file and ours[kind, group, name][0] != value
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("release", nodes.versions("all"))
def test_tables_suffice_without_symbols(release):
    """What a binary's symbols tell and the code asks for is in the tables too: a stripped binary has no symbols."""
    alone, full = layouts_of(release)
    ours, theirs = ({fact[:3] for fact in layout.facts()} for layout in (alone, full))
    missing = [key for key in asked() if key in theirs and key not in ours]
    assert not missing, "\n".join(f"{group}.{name}" if group else name for _, group, name in missing)


def test_what_is_asked_for_is_found():
    assert len(asked()) > 100
    assert ("OFFSETS", "SharedFunctionInfo", "script") in asked()
