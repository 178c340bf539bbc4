"""Node.js as a shared library: Debian's node is a small program, and V8 is in its libnode.so, which is stripped."""

import json
import os

import pytest

import callsites
import debian_node
import debuggers
import nodes
import targets
from test_truth import HOSTS, command_for, lines_of, without_debugger
from v8dbg.elf_core import ElfCore
from v8dbg.session import Session

# not promise_all: without names of builtins nothing tells which combinator of promises waits
PROGRAMS = ("accessors", "async_chain", "esm", "opt_recursion", "tier_turbofan", "wasm")

pytestmark = pytest.mark.xdist_group("libnode")  # one core each, read by all hosts


@pytest.fixture(scope="module")
def release():
    """Debian's Node.js in the place of one from npm."""
    with pytest.MonkeyPatch.context() as patch:
        node, version = debian_node.node(), debian_node.version()
        patch.setattr(nodes, "node", lambda version: node)
        patch.setenv("LD_LIBRARY_PATH", str(debian_node.libraries()))
        yield version


@pytest.fixture(scope="module")
def cores(release):
    return [targets.core(name + (".mjs" if name == "esm" else ""), release) for name in PROGRAMS]


@pytest.fixture(scope="module")
def documents(cores):
    """host -> what `jsstack --json` printed on each core; a debugger is asked once for all of them."""
    found = {}
    for host in HOSTS:
        if host == "none":
            found[host] = [without_debugger(core) for core in cores]
            continue
        lines = [line for core in cores for line in (*lines_of(host, core), command_for(core))]
        outputs = debuggers.run(host, cores[0], lines, timeout=60 + 20 * len(cores)).outputs
        found[host] = [o.text or o.error for line, o in zip(lines, outputs) if line.startswith("jsstack")]
    return found


def test_it_is_a_library(cores):
    session = Session(ElfCore(str(cores[0].core), str(cores[0].node)))
    assert os.path.getsize(cores[0].node) < 1 << 20
    address = session.process.symbols("v8dbg_")["v8dbg_frametype_InterpretedFrame"]
    assert "libnode.so" in session.process.region(address).path
    assert not session.process.symbols("Builtins_"), "it is stripped"
    assert session.versions.node == "v" + cores[0].version


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("number", range(len(PROGRAMS)), ids=PROGRAMS)
def test_every_call_site(cores, documents, number, host):
    truth, text = cores[number].truth, documents[host][number]
    assert text.startswith("{"), text[:500]
    (thread,) = json.loads(text)["threads"]
    lost = callsites.missing(truth, thread["frames"])
    assert not lost, f"{len(lost)} of {len(truth['sites'])} call sites are missing:\n{callsites.report(lost)}"
    assert truth["moving"] or not callsites.extra(truth, thread["frames"])
    natives = [frame["symbol"] for frame in thread["frames"] if frame["kind"] == "native"]
    assert "node::Start" in "".join(map(str, natives)) and natives[-1].strip("_") in ("start", "libc_start_main")


@pytest.mark.parametrize("host", [host for host in HOSTS if host != "none"])
def test_live(release, host):
    with targets.live("busy", release) as target:
        output = debuggers.run(host, target, ["jsstack --json -t 1"]).outputs[0]
    assert not output.error, output.error
    (thread,) = json.loads(output.text)["threads"]
    names = [frame["function"] for frame in thread["frames"] if frame["kind"] == "js"]
    assert "main" in names and "busy.js" in "".join(str(frame.get("script")) for frame in thread["frames"])
