"""Why objects are alive: of known leaks the path from the right root, through the right holder, on every release."""

import functools
import json
import re
from types import SimpleNamespace

import pytest

import nodes
import targets
from v8dbg import commands
from v8dbg.commands import jsretainers
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session

# what holds it: (kind of root, name of the root, steps that the path passes in this order, the last of all the last)
LEAKS = {
    "global": ("global", "global", [".leakOfGlobal"]),
    "module": ("global", "", [".exports", ".held"]),
    "closure": ("global", "global", [".made", ".closure", "[[context]]", "variable captured"]),
    "accessor": ("global", "global", [".made", "get accessor", "[[context]]", "variable read"]),
    "map": ("global", "global", [".map", "value of key 'entry'"]),
    "map key": ("global", "global", [".mapKey", "key of entry 0"]),
    "set": ("global", "global", [".set", "entry 0"]),
    "weak map": ("global", "global", [".weak", "value of weak key {key: true}"]),
    "array": ("global", "global", [".array", "[3]"]),
    "sparse array": ("global", "global", [".sparse", "[5000000]"]),
    "symbol": ("global", "global", ["[Symbol(leaking)]"]),
    "private": ("global", "global", [".holder", ".#hidden"]),
    "static": ("global", "global", [".Holder", ".shared"]),
    "buffer": ("global", "", [".tag"]),
    "bound": ("global", "global", [".bound", "bound argument 1"]),
    "generator": ("global", "global", [".generator", "register"]),
    "async": ("global", "global", [".never", "[[reactions_or_result]]", "register"]),
    "reaction": ("global", "global", [".pending", "[[fulfill_handler]]", "variable reacted"]),
    "dictionary": ("global", "global", [".dictionary", ".leaking"]),
    "proxy": ("global", "global", [".proxy", "[[target]]"]),
    "sandbox": ("global", "global", [".context", ".inside"]),
    "prototype": ("global", "global", [".inherited", "[[map]]", "[[prototype]]"]),
    "registry": ("global", "global", [".registry", "[[active_cells]]", "[[holdings]]"]),
    "emitter": ("global", "global", [".emitter", "._events", ".news", "variable listened"]),
    "process": ("global", "process", ["._events", ".neverEmitted", "variable handled"]),
    "timer": ("timer", "timer of 100000000 ms", ["._onTimeout", "[[context]]", "variable ticking"]),
    "storage": ("timer", "timer of 200000000 ms", []),
    "handle": ("global handle", "active handle TCP", ["._events", ".connection", "variable listening"]),
    "stack": ("stack", "end: ", []),
    "microtask": ("", "", []),
}
RELEASES = [version for version in nodes.versions() if nodes.parse(version) >= (14, 17)]


class Target:
    def __init__(self, version):
        target = targets.core("holders", version)
        self.version = version
        self.session = Session(ElfCore(str(target.core), str(target.node)))
        rows = self.json("jsfindrefs -n by")["properties"]
        leaks = [row for row in rows if row["object"]["class"] == "Leak"]
        self.leaks = {row["value"]["value"]: row["object"]["address"] for row in leaks}

    def run(self, line, status=commands.OK):
        written = []
        typed = commands.split(line)
        assert commands.run(typed, lambda: self.session, Out(written.append)) == status, "".join(written)
        return "".join(written)

    def json(self, line):
        return json.loads(self.run(line + " --json"))


@functools.lru_cache(maxsize=1)
def opened(version):
    return Target(version)


@pytest.fixture(scope="module", params=RELEASES)
def core(request):
    return opened(request.param)


def passes(steps, wanted):
    """Are the wanted steps among those of a path, in order, the last one at its end?"""
    rest = iter(steps)
    found = all(any(step.startswith(each) for step in rest) for each in wanted)
    return found and (not wanted or steps[-1].startswith(wanted[-1]))


def test_known_leaks(core):
    wrong = []
    for name, (kind, root, wanted) in LEAKS.items():
        if name not in core.leaks:
            wrong.append(f"{name}: there is none")
            continue
        (found,) = core.json(f"jsretainers {core.leaks[name]}")["found"]
        path = found["paths"][0] if found["paths"] else None
        steps = [step["text"] for step in path["steps"]] if path else []
        right = path and found["alive"] and kind in path["root"]["kind"] and root in path["root"]["name"]
        if not right or not passes(steps, wanted):
            wrong.append(f"{name}: {path and path['root']} {steps}")
    assert not wrong, "\n".join(wrong)


def test_held_by_nothing(core):
    """Of a WeakRef the target is gone, or no root leads to it."""
    if "nothing" in core.leaks:
        (found,) = core.json(f"jsretainers {core.leaks['nothing']}")["found"]
        assert not found["alive"]


def test_text(core):
    text = core.run(f"jsretainers {core.leaks['dictionary']}").splitlines()
    assert text[0] == f"{core.leaks['dictionary']} Leak {{by: 'dictionary'}}"
    assert text[1].startswith("  global  0x") and text[2].startswith("    .made  0x")
    assert text[-1] == f"    .leaking  {text[0]}"


def test_an_async_function_that_waits_has_its_name(core):
    text = core.run(f"jsretainers {core.leaks['async']}")
    assert re.search(r"0x[0-9a-f]+ async function \w+ \{<suspended>\}\n", text)


@pytest.mark.parametrize(
    "texts, shown",
    [
        (["a", "b", "b", "b", "b", "c"], ["a", "b", "b", "b", "b", "c"]),
        (["a", *["b"] * 9, "c", *["d"] * 5], ["a", "b", 7, "b", "c", "d", 3, "d"]),
        (list(map(str, range(61))), [*map(str, range(30)), 1, *map(str, range(31, 61))]),
        (["x", *"ab" * 500, *"c" * 100], ["x", *"ab" * 14, "a", 944, "b", *"ab" * 13, "c", 98, "c"]),
        ([], []),
    ],
)
def test_long_paths_are_folded(texts, shown):
    steps = [SimpleNamespace(text=text) for text in texts]
    assert [each if isinstance(each, int) else each.text for each in jsretainers._folded(steps)] == shown


def test_each_step_is_a_reference(core):
    """What a path says of a step, the printer finds there too."""
    (found,) = core.json(f"jsretainers {core.leaks['dictionary']}")["found"]
    value = "global" + "".join(step["text"] for step in found["paths"][0]["steps"])
    assert core.run(f"jsprint -a {value}").startswith(core.leaks["dictionary"])


def test_several_paths(core):
    (found,) = core.json("jsretainers -n 4 global.made")["found"]
    ends = [(path["root"]["name"], tuple(step["text"] for step in path["steps"])) for path in found["paths"]]
    assert 1 < len(ends) <= 4 and len(set(ends)) == len(ends) and ends[0] == ("global", (".made",))
    assert any(steps[-1] == "variable made" for _, steps in ends)


def test_what_is_none(core):
    for line in ("jsretainers 0x1234", "jsretainers global.made.array[0]", "jsretainers -n 0 global"):
        written = []
        assert commands.run(commands.split(line), lambda: core.session, Out(written.append)) != commands.OK
        assert len("".join(written).splitlines()) == 1
