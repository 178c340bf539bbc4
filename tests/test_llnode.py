"""What an llnode user types is answered by v8dbg's own commands, in every host."""

import re
import subprocess
import sys

import pytest

import debuggers
import nodes
import targets
from test_expressions import frames
from v8dbg import commands
from v8dbg.commands import _llnode
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Usage
from v8dbg.render import Out
from v8dbg.session import Session

ONE = sorted(nodes.versions("full"), key=nodes.parse)[-1]
KNOWN = [*commands.names(), "findjsobjects", "jsfindrefs"]


@pytest.mark.parametrize(
    "typed, words",
    [
        ("bt", "jsstack"),
        ("bt 5", "jsstack --depth 5"),
        ("bt -v 5", "jsstack -v --depth 5"),
        ("inspect 0x1", "jsprint -a -d 0 0x1"),
        ("inspect -F 0x1", "jsprint -a -d 0 -s 0 0x1"),
        ("inspect --full-string -m 0x1", "jsprint -a -d 0 -s 0 -m 0x1"),
        ("inspect -l 5 0x1", "jsprint -a -d 0 -l 5 -s 5 0x1"),
        ("inspect -l5 0x1", "jsprint -a -d 0 -l 5 -s 5 0x1"),
        ("inspect --length=5 0x1", "jsprint -a -d 0 -l 5 -s 5 0x1"),
        ("inspect -s 0x1", "jsprint -a -d 0 0x1; jssource 0x1"),
        ("inspect --json 0x1", "jsprint -a -d 0 --json 0x1"),
        ("source list", "jssource -n 4 f"),
        ("source list -l 10", "jssource -n 4 f -l 10-13"),
        ("findjsobjects -d", "findjsobjects -s"),
        ("findjsinstances Widget", "findjsobjects --page next -c Widget"),
        ("findjsinstances -n 5 Widget", "findjsobjects --page next --top 5 -c Widget"),
        ("findjsinstances -v -n5 Widget", "findjsobjects --page next --inspect=-a -d 0 --top 5 -c Widget"),
        ("findjsinstances -l 3 Widget", "findjsobjects --page next --inspect=-a -d 0 -l 3 -s 3 -c Widget"),
        ("findrefs 0x1", "jsfindrefs 0x1"),
        ("findrefs -v 0x1", "jsfindrefs 0x1"),
        ("findrefs --name=key", "jsfindrefs -n key"),
        ("findrefs -s text", "jsfindrefs -s text"),
        ("nodeinfo", "nodeinfo"),
        ("jsstack -a", "jsstack -a"),
    ],
)
def test_translation(typed, words):
    assert "; ".join(" ".join(line) for line in _llnode.translate(typed.split(), KNOWN)) == words


@pytest.mark.parametrize("typed", ["", "nothing", "source", "inspect -l", "findjsobjects"])
def test_what_is_not_there(typed):
    with pytest.raises(Usage):
        _llnode.translate(typed.split(), commands.names().keys() - {"findjsobjects"})


def test_flags_of_the_answering_commands_exist():
    for name, alias in _llnode.ALIASES.items():
        if alias.words[0] not in commands.names():
            continue
        known = set(commands.flags(alias.words[0]))
        templates = [alias.words[1:], alias.argument, *(w for w in alias.flags.values() if w is not _llnode.SOURCE)]
        for word in (word for words in templates for word in words):
            assert not re.fullmatch(r"--?[a-z]+", word) or word in known, (name, word)


LINES = [
    "v8 bt 9",
    "v8 inspect FRAME.first.headers",
    "v8 inspect -s -l 2 FRAME.first.fn",
    "v8 print FRAME.first.list",
    "v8 source list",
    "v8 nodeinfo",
    "v8 getactivehandles",
    "v8 getactiverequests",
]


@pytest.fixture(scope="module")
def core():
    return targets.core("expressions", ONE)


def test_same_in_every_host(core):
    frame = frames(Session(ElfCore(str(core.core), str(core.node))))["F"]
    lines = [line.replace("FRAME", frame) for line in LINES]
    expected = debuggers.run_cli(core, lines)
    assert not expected.stderr and all(each.text for each in expected.outputs)
    assert "content-type" in expected.outputs[1].text and "function named" in expected.outputs[2].text
    assert "process.abort()" in expected.outputs[4].text
    typed = paging(core)
    texts = [each.text for each in expected.outputs] + pages(core, typed)
    for host in ("gdb", "lldb"):
        result = debuggers.run(host, core, lines + typed)
        assert [each.text for each in result.outputs] == texts, result.stderr


def instances(core):
    """How many there are of a class of Node's own; each release has another number."""
    (text,) = pages(core, ["v8 findjsinstances -n 1 BuiltinModule"])
    return int(text.split()[-2])


def paging(core):
    """Lines that print two pages, the first one again, and one whole instance."""
    size = instances(core) // 2 + 1
    return [f"v8 findjsinstances -n {size} BuiltinModule"] * 3 + ["v8 findjsinstances -v -n 1 BuiltinModule"]


def pages(core, lines):
    """What lines print, typed one after another; of one that is repeated it is the next page."""
    session, texts = Session(ElfCore(str(core.core), str(core.node))), []
    for line in lines:
        written = []
        assert commands.run(commands.split(line), lambda: session, Out(written.append)) == commands.OK
        texts.append("".join(written))
    return texts


def test_pages_of_instances(core):
    first, second, again, details = (text.rstrip("\n") for text in pages(core, paging(core)))
    count, size = instances(core), instances(core) // 2 + 1
    assert count > 100 and first.endswith(f"..........\n(Showing 1 to {size} of {count} instances)")
    assert second.endswith(f"(Showing {size + 1} to {count} of {count} instances)") and "....." not in second
    assert again == first and len({*first.split("\n"), *second.split("\n")}) == count + 3
    assert re.match(r"0x[0-9a-f]+ BuiltinModule \{filename: ", first)
    assert re.match(r"0x[0-9a-f]+: BuiltinModule \{\n  filename: 0x[0-9a-f]+: '", details)
    assert details.endswith(f"(Showing 1 to 1 of {count} instances)")


def test_enter_shows_the_next_page(core):
    """In gdb, where Enter repeats none of the other commands; lldb repeats by itself what was typed."""
    argv = [*(each for each in debuggers.gdb() if each != "-batch"), *debuggers.gdb_target(core)]
    typed = ["set pagination off", "set width 0", f"source {debuggers.PLUGIN}", "v8 findjsinstances -n 3 BuiltinModule",
             "", "nodeinfo", ""]  # fmt: skip
    done = subprocess.run(argv, input="\n".join([*typed, ""]), capture_output=True, text=True,
                          timeout=debuggers.TIMEOUT, env=debuggers.clean_env())  # fmt: skip
    assert re.findall(r"Showing (\d+ to \d+) of", done.stdout) == ["1 to 3", "4 to 6"], done.stdout + done.stderr
    assert done.stdout.count(", unicode ") == 1


def test_help_of_an_alias(core):
    for host in ("gdb", "lldb"):
        text = debuggers.run(host, core, ["help v8 inspect"]).outputs[0].text
        assert "util.inspect" in text and "--full-string is -s 0" in " ".join(text.split())


def test_command_line_without_a_core():
    done = subprocess.run([sys.executable, "-m", "v8dbg", "-h"], capture_output=True, text=True, cwd=debuggers.ROOT)
    assert "v8 inspect" in done.stdout
