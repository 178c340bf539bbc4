"""Handles, requests and process are what Node.js itself said of them just before the end."""

import json
import time
from types import SimpleNamespace

import pytest

import debuggers
import nodes
import targets
from v8dbg import realms
from v8dbg.constructors import class_name, function_name
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Corrupt
from v8dbg.frame_values import current_thread
from v8dbg.node import environment
from v8dbg.node_process import environment_variables, process_info
from v8dbg.node_timers import timers
from v8dbg.properties import get, global_object
from v8dbg.realms import global_of, node_fact, process_of
from v8dbg.session import Session

VERSIONS = pytest.mark.parametrize("version", nodes.versions("all"))
FULL = sorted(nodes.versions("full"), key=nodes.parse)
# what process.getActiveResourcesInfo() calls the handles that are no timers
PROVIDERS = {"UDP": "UDPWrap", "Pipe": "PipeWrap", "Process": "ProcessWrap", "FSEvent": "FSEventWrap"}


def opened(name, version):
    target = targets.core(name, version)
    return target.truth["extra"], Session(ElfCore(str(target.core), str(target.node)))


@VERSIONS
def test_handles_and_requests(version):
    truth, session = opened("handles", version)
    found = environment(session, current_thread(session))
    handles = list(found.handles())
    assert [class_name(each.owner) for each in handles if each.is_active] == truth["handles"]
    assert [class_name(each.owner) for each in found.requests()] == truth["requests"]
    kinds = [each.kind for each in handles if each.is_active]
    assert kinds == ["UDP", "Pipe", "Process", "FSEvent", "StatWatcher", "TCP", "TCP", "TCP"]
    if truth["resources"]:
        told = [name for name in truth["resources"] if name != "Timeout" and not name.startswith("FSReq")]
        assert told == [PROVIDERS.get(k, k) if k != "TCP" else n for k, n in zip(kinds, told)]
    quiet = [each.kind for each in handles if not each.refed]
    assert quiet[-1] == "TCP" and "Signal" in quiet, "the server that was unref'ed, and the signal's"
    assert {each.state for each in handles} == {"initialized"}
    assert [each.uv_type for each in handles if each.kind == "TCP"] == ["tcp"] * 4


@VERSIONS
def test_timers(version):
    """Those of the program, and none that fired."""
    _, session = opened("handles", version)
    found = [
        (function_name(each.callback), each.delay, each.repeat)
        for each in timers(environment(session, current_thread(session)))
        if each.callback and function_name(each.callback) in ("often", "once", "never", "record")
    ]
    assert found == [("often", 1000000, 1000000), ("once", 2000000, None), ("never", 3000000, None)]


@VERSIONS
def test_process(version):
    truth, session = opened("handles", version)
    info = process_info(session, current_thread(session))
    assert not session.warnings
    told = {name: truth[name] for name in ("pid", "title", "version", "arch", "platform", "argv", "versions")}
    ours = {name: getattr(info, name) for name in told}
    assert ours == told
    assert (info.exec_path, info.exec_argv) == (truth["execPath"], truth["execArgv"])
    assert environment_variables(session) == truth["env"]


@VERSIONS
def test_main_context_while_another_runs(version):
    """`global` and `process` are the main context's while a script of `vm` runs in its own."""
    _, session = opened("vm_context", version)
    thread = current_thread(session)
    assert process_of(session, thread).address == process_info(session, thread).object.address
    main = global_object(global_of(session, thread))
    assert get(main, "Buffer") is not None or get(main, "process") is not None


@pytest.mark.parametrize("version", FULL[-1:])
def test_workers(version):
    """Each worker has handles and a process object of its own."""
    target = targets.core("workers", version)
    result = debuggers.run_cli(target, ["nodeinfo -t all --json", "getactivehandles -a -t all --json"])
    processes = json.loads(result.outputs[0].text)["processes"]
    assert len(processes) >= 3 and len({each["object"] for each in processes}) == len(processes)
    assert len({each["pid"] for each in processes}) == 1
    assert len({each["thread"] for each in json.loads(result.outputs[1].text)["handles"]}) >= 2


def test_broken_list(monkeypatch):
    """A list that does not lead back to its head ends with an error, not never."""
    _, session = opened("handles", FULL[-1])
    found = environment(session, current_thread(session))
    wraps = [each.wrap for each in found.handles()]
    read, begin = session.process.u64, time.process_time()
    loop = wraps[2] + node_fact(session, "HandleWrap.handle_wrap_queue")
    following = node_fact(session, "ListNode_HandleWrap.next")
    monkeypatch.setattr(session.process, "u64", lambda a: loop if a == loop + following else read(a))
    seen = []
    with pytest.raises(Corrupt):
        for each in found.handles():
            seen.append(each.wrap)
    assert seen == wraps[:3] and time.process_time() - begin < 5


def test_one_broken_handle(monkeypatch):
    """It hides no other one."""
    _, session = opened("handles", FULL[-1])
    found = environment(session, current_thread(session))
    wraps = [each.wrap for each in found.handles()]
    slot = wraps[2] + node_fact(session, "BaseObject.persistent_handle")
    read = session.process.u64
    monkeypatch.setattr(session.process, "u64", lambda a: 0x4141414141414140 if a == slot else read(a))
    assert [each.wrap for each in found.handles()] == wraps[:2] + wraps[3:]
    assert any(f"{wraps[2]:#x}" in warning for warning in session.warnings)


LINES = ["getactivehandles", "getactivehandles -a", "getactiverequests", "nodeinfo", "nodeinfo --json", "nodeinfo -e"]


@pytest.mark.parametrize("version", [FULL[0], FULL[-1]])
def test_same_in_every_host(version):
    target = targets.core("handles", version)
    lines = [*LINES, "v8 getactivehandles", "v8 getactiverequests", "v8 nodeinfo"]
    expected = debuggers.run_cli(target, LINES)
    assert not expected.stderr
    wanted = [each.text for each in expected.outputs] + [expected.outputs[n].text for n in (0, 2, 3)]
    for host in ("gdb", "lldb"):
        result = debuggers.run(host, target, lines)
        assert [each.text for each in result.outputs] == wanted and not result.stderr


@pytest.mark.live
@pytest.mark.parametrize("host, version", [("gdb", FULL[0]), ("gdb", FULL[-1]), ("lldb", FULL[-1])])
def test_idle_process(host, version):
    """What llnode cannot do: no JavaScript is on the stack."""
    with targets.live("idle", version) as target:
        result = debuggers.run(host, target, ["getactivehandles --json", "nodeinfo", "jsprint process.pid"])
    handles = json.loads(result.outputs[0].text)["handles"]
    assert [each["owner"]["class"] for each in handles if each["kind"] == "TCP"] == ["Server"]
    assert f" {target.pid}\n" in result.outputs[1].text and result.outputs[2].text == f"{target.pid}\n"


@pytest.mark.parametrize("distance", [0x1000, 0x100000])
def test_a_realm_may_lie_near_its_environment(distance):
    environment, realm, isolate = 0x20000, 0x20000 + distance, 0x900000
    memory = {environment + 80: realm, realm + 176: environment, realm + 184: isolate}

    def read_some(address, size):
        return b"".join(memory.get(at, 0).to_bytes(8, "little") for at in range(address, address + size, 8))

    session = SimpleNamespace(process=SimpleNamespace(read_some=read_some))
    found = list(realms._realms(SimpleNamespace(address=isolate, session=session), environment))
    assert found == [realm + 192]
