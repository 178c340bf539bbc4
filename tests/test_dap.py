"""VS Code's Debug Console: the commands through a real lldb-dap, on a core and on a live process."""

import pytest

import debuggers
import nodes
import targets
from dap import Dap

NEWEST = nodes.versions()[-1]
VERSIONS = pytest.mark.parametrize("version", [v for v in debuggers.LLDB_VERSIONS if int(v) >= 19])


def after_echo(text: str) -> str:
    """lldb-dap repeats the typed line."""
    return text.split("\n", 1)[1] if text.startswith("(lldb) ") else text


@VERSIONS
def test_a_core_in_the_debug_console(version):
    core = targets.core("classes.js", NEWEST)
    expected = debuggers.run_cli(core, ["jsstack"]).stdout
    with Dap(version) as dap:
        dap.open(core)
        assert after_echo(dap.console("`jsstack")).strip() == expected.strip()
        assert "v8dbg: jsstack" in dap.console("`jsstack --no-such-flag")


@pytest.mark.live
@VERSIONS
def test_a_live_process_in_the_debug_console(version):
    with targets.live("busy", NEWEST) as running, Dap(version) as dap:
        dap.open(running, stopOnEntry=True)
        shown = dap.console("`jsstack")
    assert "busy.js:" in shown and "v8dbg:" not in shown, shown
