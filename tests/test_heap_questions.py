"""jsdominators and jsleaks: their answers on programs that have leaked in known ways, and again from the index."""

import json

import pytest

import nodes
import targets
from v8dbg import class_sizes, commands, graph, index, retained, retainers
from v8dbg.elf_core import ElfCore
from v8dbg.render import Out
from v8dbg.session import Session
from v8dbg.suspects import Held, _counted

PLACES = {  # of tests/programs/leaky_server.js: class or text of the place, what is said of it
    "ArrayBuffer(6291456)": "one large object of 6,291,5",
    "Map(18000)": "most of it in 18,000 Session",
    "Job {id: 44999": "a list or tree of 45,000 objects",
    "Branch {sides": "a list or tree of 32,767 objects",
    "[function (anonymous)": "most of it in 9,000 (closure)",
}
PATHS = ["server.uploads[0][[buffer]]", "server.sessions", "server.lastJob", "server.index", "server._events.done"]


def open_session(target):
    return Session(ElfCore(str(target.core), str(target.node)))


def run(session, *words, status=0):
    text = []
    assert commands.run(list(words), lambda: session, Out(text.append)) == status, "".join(text)
    return "".join(text)


@pytest.mark.parametrize("version", nodes.versions())
def test_leaks_are_found(version):
    session = open_session(targets.core("leaky_server", version))
    (isolate,) = json.loads(run(session, "jsleaks", "--json", "--no-cache"))["isolates"]
    assert len(isolate["suspects"]) == len(PLACES)
    for text, sentence in PLACES.items():
        (suspect,) = [each for each in isolate["suspects"] if each["text"].startswith(text)]
        assert sentence in suspect["sentence"] and suspect["share"] >= 10
        assert suspect["retained"] == of_object(session, suspect["address"])["retained"]
    text = run(session, "jsleaks", "--no-cache")
    assert [path for path in PATHS if f"global.{path}\n" not in text] == []
    assert run(session, "jsleaks", "--share", "99", "--no-cache").endswith("nothing holds 99 % of it by itself\n")


def test_stores_alone_are_not_no_objects():
    assert _counted(Held("Row", 1200, 48000)) == "1,200 Row" and _counted(Held("Row", 0, 48000)) == "stores of Row"


def of_object(session, value):
    (told,) = json.loads(run(session, "jsdominators", "--json", "--no-cache", value))["values"]
    return told


@pytest.mark.parametrize("version", nodes.versions())
def test_dominators(version):
    session = open_session(targets.core("leaky_server", version))
    (isolate,) = json.loads(run(session, "jsdominators", "--top", "500", "--json", "--no-cache"))["isolates"]
    classes = {each["class"]: each for each in isolate["classes"]}
    assert {name: classes[name]["count"] for name in ("Session", "Job", "Branch", "Server")} == {
        "Session": 18000, "Job": 45000, "Branch": 32767, "Server": 1,
    }  # fmt: skip
    assert sum(each["bytes"] for each in isolate["classes"]) == isolate["retained"]
    sizes = [each["retained"] for each in isolate["objects"]]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) == 500 < isolate["count"]
    server = of_object(session, "global.server")
    assert server["alive"] and server["retained"] == classes["Server"]["retained"]
    # a list is counted once, and no more than its first object retains
    first = of_object(session, "global.server.lastJob")
    assert classes["Job"]["retained"] == first["retained"]
    assert server["address"] in [each["address"] for each in first["dominators"]]
    assert sum(each["retained"] for each in server["dominated"]) + server["size"] <= server["retained"]
    text = run(session, "jsdominators", "--top", "3", "--no-cache", "global.server.sessions")
    assert "retains" in text and "dominated by" in text and "Server {" in text
    deep = "global.server.lastJob" + 20 * ".next"
    every = [each["address"] for each in of_object(session, deep)["dominators"]]
    text = run(session, "jsdominators", "--top", "5", "--no-cache", deep)
    rows = text.split("dominated by\n")[1].split("dominates ")[0].splitlines()[1:]
    assert len(every) > 20 and f"… {len(every) - 5} more" in rows.pop(3)
    assert [row.split()[3] for row in rows] == every[:3] + every[-2:]


def test_what_is_garbage():
    session = open_session(targets.core("reach", nodes.versions()[-1]))
    late = next(line for line in run(session, "findjsobjects", "-c", "Late", "-l").split())
    told = of_object(session, late)
    assert not told["alive"] and told["retained"] == 0 and not told["dominators"]
    assert run(session, "jsdominators", late, "--no-cache").endswith("nothing keeps it alive\n")


def test_wrong_arguments():
    session = open_session(targets.core("reach", nodes.versions()[-1]))
    assert "no object of the heap" in run(session, "jsdominators", "global.kept.length", status=2)
    assert "--top -1" in run(session, "jsdominators", "--top", "-1", status=2)
    assert "--share 0" in run(session, "jsleaks", "--share", "0", status=2)


def test_again_from_the_index(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(index, "LARGE", 1)
    target = targets.core("reach", nodes.versions()[-1])
    asked = [("jsleaks",), ("jsdominators",), ("jsdominators", "global.kept")]
    session = open_session(target)
    fresh = [run(session, *words, "--no-cache") for words in asked]
    assert not list(tmp_path.rglob("*.v8dbg"))
    session = open_session(target)
    first = [run(session, *words) for words in asked]
    kept = {each.stem.rsplit("-", 1)[1] for each in tmp_path.rglob("*.v8dbg")}
    assert kept | {"paths"} == {"graph", "dominators", "classes", "duplicates", "paths"}  # paths: of a leak
    for module, name in ((retained, "tree"), (graph, "make"), (class_sizes, "_find"), (retainers, "tree")):
        monkeypatch.setattr(module, name, None)
    session = open_session(target)
    assert [run(session, *words) for words in asked] == first == fresh
