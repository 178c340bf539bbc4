"""The hosts as people meet them: loading, help, errors, colours, threads, plain `bt`, attaching, exit status."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

import debuggers
import nodes
import targets

FULL = sorted(nodes.versions("full"), key=nodes.parse)
ONE = FULL[-1]
ENDS = sorted({FULL[0], ONE}, key=nodes.parse)
LLDBS = ["lldb-14", "lldb-19", "lldb-22"]
HOSTS = ["gdb", *LLDBS]
NOTHING = SimpleNamespace(core="/nonexistent", node="/nonexistent")


@pytest.fixture(scope="module")
def core():
    return targets.core("classes", ONE)


def shell(argv, **environment):
    return subprocess.run(
        [str(part) for part in argv],
        env=debuggers.clean_env(**environment),
        stdin=subprocess.DEVNULL,
        cwd=debuggers.ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )


def gdb_lines(*lines):
    return [part for line in lines for part in ("-ex", line)]


def cli(*arguments, **environment):
    return shell([sys.executable, "-m", "v8dbg", *arguments], **environment)


# -- the same in each ------------------------------------------------------------------------


@pytest.mark.parametrize("version", FULL)
def test_same_text_in_every_host(version):
    target = targets.core("classes", version)
    lines = ["jsstack", "jsstack -a", "jsstack -v -n 2", "jsstack -t all", "jsstack --json"]
    expected = debuggers.run_cli(target, lines)
    assert "#0 " in expected.outputs[0].text and json.loads(expected.outputs[4].text)["threads"][0]["frames"]
    for host in HOSTS if version == ONE else ["gdb", "lldb"]:
        found = debuggers.run(host, target, lines)
        for line, ours, theirs in zip(lines, expected.outputs, found.outputs):
            assert theirs.text == ours.text and not theirs.error, (host, line)


@pytest.mark.parametrize("host", HOSTS)
def test_llnode_names(host, core):
    result = debuggers.run(host, core, ["v8 bt", "jsstack", "v8 jsstack", "v8 bt --json"])
    assert not result.stderr, result.stderr
    bt, jsstack, full, document = (output.text for output in result.outputs)
    assert bt == jsstack == full and json.loads(document)["v8"]


@pytest.mark.parametrize("host", [*HOSTS, "none"])
def test_errors_are_one_line(host, core):
    result = debuggers.run(
        host, core, ["jsstack -z", "jsstack -t 99", "jsframe 12", "jsstack -t 99 --json", "jsstack -p this"]
    )
    for output in result.outputs[:3]:
        assert output.error.startswith("v8dbg: ") and "\n" not in output.error and not output.text, output
    assert "-z" in result.outputs[0].error and "no thread 99" in result.outputs[1].error
    assert "no thread 99" in json.loads(result.outputs[3].text)["error"] and not result.outputs[3].error
    assert result.outputs[4].text and not result.outputs[4].error, "an error must not spoil the next command"
    assert "Traceback" not in result.log + result.stdout + result.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_help(host, core):
    result = debuggers.run(host, core, ["help jsstack", "jsstack -h", "help v8"])
    assert all("innermost frame first" in output.text for output in result.outputs[:2])
    assert "--json" in result.outputs[1].text and "bt" in result.outputs[2].text


@pytest.mark.parametrize("host", HOSTS)
def test_loaded_again(host, core):
    again = f"source {debuggers.PLUGIN}" if host == "gdb" else f"command script import {debuggers.PLUGIN}"
    result = debuggers.run(host, core, ["jsstack", again, "jsstack", "v8 bt"])
    assert not result.stderr
    assert result.outputs[0].text == result.outputs[2].text == result.outputs[3].text != ""


@pytest.mark.parametrize("host", HOSTS)
def test_no_target(host):
    name, _, version = host.partition("-")
    if name == "gdb":
        done = shell([*debuggers.gdb(), "-ex", f"source {debuggers.PLUGIN}", "-ex", "jsstack"])
    else:
        argv, environment = debuggers.lldb(version)
        done = shell([*argv, "-o", f"command script import {debuggers.PLUGIN}", "-o", "jsstack"], **environment)
    text = done.stdout + done.stderr
    assert "v8dbg: there is no process and no core; " in text and "Traceback" not in text


@pytest.mark.parametrize("host", [*HOSTS, "none"])
def test_no_v8(host, tmp_path):
    """A program without V8: one sentence, and gdb's own stack as it is without us."""
    from test_process import abort_core

    program = os.path.realpath(sys.executable)
    target = SimpleNamespace(core=abort_core(tmp_path, [program, "-Sc", "import os; os.abort()"]), node=program)
    result = debuggers.run(host, target, ["jsstack"])
    assert "no V8" in result.stderr and len(result.stderr.splitlines()) == 1 and not result.stdout
    if host == "gdb":
        ours, theirs = (debuggers.run_gdb(target, ["bt"], plugin=plugin) for plugin in (True, False))
        assert ours.stdout == theirs.stdout and "main" in ours.stdout


@pytest.mark.parametrize("version", [each for each in nodes.versions() if nodes.parse(each) >= (25, 5)][-1:])
@pytest.mark.parametrize("host", ["gdb", "lldb", "none"])
def test_a_single_executable_application(host, version, tmp_path):
    """Node.js under another name, and as another file: its program headers lie where no core has them."""
    from test_process import abort_core

    (tmp_path / "main.js").write_text("(function leaf(how) { process.abort(); })('alone');\n")
    settings = {"main": "main.js", "output": "service", "disableExperimentalSEAWarning": True}
    (tmp_path / "sea.json").write_text(json.dumps(settings))
    subprocess.run([nodes.node(version), "--build-sea", "sea.json"], cwd=tmp_path, check=True, capture_output=True)
    target = SimpleNamespace(core=abort_core(tmp_path, ["./service"]), node=tmp_path / "service")
    result = debuggers.run(host, target, ["jsstack", "nodeinfo"])
    assert re.search(r"leaf\(how='alone'\) at \S*main.js:1:31\n", result.stdout) and f"v{version}" in result.stdout
    assert "warning" not in result.stdout + result.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_selected_thread(host):
    target = targets.core("workers", ONE)
    select_thread = "thread %d" if host == "gdb" else "thread select %d"
    document = json.loads(debuggers.run_cli(target, ["jsstack -t all --json"]).stdout)
    wanted = {t["id"]: t["frames"] for t in document["threads"]}
    busy = [t["id"] for t in document["threads"] if any(f["kind"] == "js" for f in t["frames"])]
    assert len(busy) == 3
    lines = [line for number in busy for line in (select_thread % number, "jsstack --json")]
    for number, output in zip(busy, debuggers.run(host, target, lines).outputs[1::2]):
        (thread,) = json.loads(output.text)["threads"]
        assert thread["id"] == number and thread["frames"] == wanted[number]


# -- gdb -------------------------------------------------------------------------------------


def javascript(document):
    """(function, script, line) of the frames of JavaScript on the machine's stack, as jsstack gives them."""
    frames = document["threads"][0]["frames"]
    return [(f["function"], f["script"], f["line"]) for f in frames if f["kind"] == "js" and not f["async"]]


BT_LINE = re.compile(r"^(?:#\d+ +)?0x\w+ in (.*) \(\) at (.+?)(?::(\d+))?$", re.M)  # inlined functions have no number


def named(text):
    """The same of a backtrace of gdb."""
    rows = [(name, script, line and int(line)) for name, script, line in BT_LINE.findall(text)]
    return [(name, script, line or None) for name, script, line in rows if not re.search(r"\.(c|cc|h|S)$", script)]


@pytest.mark.parametrize("version", FULL)
@pytest.mark.parametrize("program", ["classes", "recursion", "async_chain", "opt_recursion"])
def test_gdb_backtrace_reaches_main(version, program):
    """Plain `bt` goes on to main, through the same frames as jsstack, and names those of JavaScript."""
    target = targets.core(program, version)
    result = debuggers.run_gdb(target, ["bt -no-filters", "bt", "bt 3", "up 7", "finish"])
    for output in result.outputs[:2]:
        assert re.search(r"^#\d+ .*(__libc_start_\w+|_start) \(", output.text, re.M), output.text[-1500:]
        assert "corrupt stack" not in output.text and "Backtrace stopped" not in output.text and not output.error
    pcs = set(re.findall(r"^#\d+ +0x0*([0-9a-f]+) in", result.outputs[0].text, re.M))
    document = json.loads(debuggers.run_cli(target, ["jsstack --json"]).stdout)
    frames = [f for f in document["threads"][0]["frames"] if not f.get("async")]
    assert not [f for f in frames[2:] if f["pc"][2:] not in pcs]
    shown, expected = named(result.outputs[1].text), javascript(document)
    assert [(script, line) for _, script, line in shown] == [(script, line) for _, script, line in expected]
    assert all(name == function for (name, _, _), (function, _, _) in zip(shown, expected) if function)


def test_gdb_frame_filter_can_be_disabled(core):
    result = debuggers.run_gdb(
        core, ["disable frame-filter global v8dbg", "bt", "enable frame-filter global v8dbg", "bt"]
    )
    assert "classes.js" not in result.outputs[1].text and "classes.js" in result.outputs[3].text


def test_gdb_batch(core):
    argv = [*debuggers.gdb(), core.node, core.core]
    plugin = f"source {debuggers.PLUGIN}"
    done = shell([*argv, *gdb_lines(plugin, "jsstack", "jsstack -z", "jsstack -p function")])
    assert "v8dbg: jsstack: " in done.stderr and "Traceback" not in done.stderr + done.stdout
    assert "#0 " in done.stdout and "\x1b" not in done.stdout
    status = shell([*argv, *gdb_lines(plugin, "jsstack", "p $v8dbg_status", "jsstack -z", "p $v8dbg_status")])
    assert re.findall(r"^\$\d = (\d)$", status.stdout, re.M) == ["0", "2"]


def test_gdb_finds_the_executable(core):
    done = shell([*debuggers.gdb(), "-c", core.core, *gdb_lines(f"source {debuggers.PLUGIN}", "jsstack")])
    assert "#0 " in done.stdout and "main.js" not in done.stderr and "v8dbg:" not in done.stderr


def test_gdb_completes_flags(core):
    result = debuggers.run_gdb(core, ["complete jsstack --j", "complete jsstack -", "complete v8 b"])
    assert result.outputs[0].text == "jsstack --json\n"
    assert {"jsstack -v", "jsstack --json", "jsstack -t"} <= set(result.outputs[1].text.splitlines())
    assert result.outputs[2].text == "v8 bt\n"


def test_gdb_machine_interface(core):
    """As VS Code's cppdbg drives it: the whole output, no colours, in console records."""
    lines = [
        f'-interpreter-exec console "source {debuggers.PLUGIN}"',
        '-interpreter-exec console "jsstack"',
        '-interpreter-exec console "jsstack -z"',
        "-gdb-exit",
    ]
    argv = [*debuggers.gdb()[:-5], "-nx", "-q", "-i=mi3", "-iex", "set debuginfod enabled off", core.node, core.core]
    done = subprocess.run(
        [str(a) for a in argv],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        timeout=120,
        env=debuggers.clean_env(TERM="xterm-256color"),
    )
    assert "\x1b" not in done.stdout and "\\033" not in done.stdout
    records = [line for line in done.stdout.splitlines() if line.startswith("~") and "#0 " in line]
    expected = debuggers.run_cli(core, ["jsstack"]).stdout
    octal = re.sub(rb"\\([0-7]{3})", lambda m: bytes([int(m[1], 8)]), records[-1][2:-1].encode())
    assert json.loads(f'"{octal.decode()}"') == expected
    assert re.search(r'^\^error,msg="v8dbg: jsstack: ', done.stdout, re.M)


def typed(argv, lines, **environment):
    """What a terminal shows: the program runs on one, the lines are typed."""
    env = debuggers.clean_env(**{"TERM": "xterm-256color", "COLUMNS": "200", "LINES": "1000", **environment})
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(debuggers.ROOT)
        os.execvpe(str(argv[0]), [str(a) for a in argv], env)
    os.write(terminal, "".join(line + "\n" for line in lines).encode())
    shown, deadline = b"", time.monotonic() + 90
    while time.monotonic() < deadline and select.select([terminal], [], [], 60)[0]:
        try:
            shown += os.read(terminal, 1 << 16)
        except OSError:
            break
    os.close(terminal)
    os.waitpid(pid, 0)
    return shown.decode(errors="replace")


COLOURED = re.compile(r"#\d+ .*\x1b\[\d+m.*(classes|main)")


@pytest.mark.parametrize(
    "environment, line, coloured",
    [
        ({}, "jsstack", True),
        ({"NO_COLOR": "1"}, "jsstack", False),
        ({"TERM": "dumb"}, "jsstack", False),
        ({}, "jsstack --color never", False),
        ({"NO_COLOR": "1"}, "jsstack --color always", True),
    ],
)
def test_gdb_colours_on_a_terminal(core, environment, line, coloured):
    argv = [*debuggers.gdb()[:1], "-nx", "-q", "-iex", "set debuginfod enabled off", core.node, core.core]
    shown = typed(argv, ["set pagination off", f"source {debuggers.PLUGIN}", line, "quit"], **environment)
    assert bool(COLOURED.search(shown)) == coloured, shown[-3000:]


def test_gdb_colours_follow_its_style(core):
    argv = [*debuggers.gdb()[:1], "-nx", "-q", "-iex", "set debuginfod enabled off", core.node, core.core]
    shown = typed(
        argv, ["set style enabled off", "set pagination off", f"source {debuggers.PLUGIN}", "jsstack", "quit"]
    )
    assert "#0 " in shown and not COLOURED.search(shown)


# -- live ------------------------------------------------------------------------------------


@pytest.mark.live
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("version", ENDS)
def test_attach(host, version):
    with targets.live("busy", version) as target:
        step = "stepi 5000"
        if host != "gdb":  # by default no other thread runs: the one that steps may wait for them
            step = f"thread step-inst -m all-threads -c {5000 if host == LLDBS[0] else 1}"
        result = debuggers.run(host, target, ["jsstack --json", step, "jsstack --json", "bt"])
    assert not result.outputs[0].error and not result.outputs[2].error, result.stderr
    stacks = [json.loads(output.text)["threads"][0]["frames"] for output in (result.outputs[0], result.outputs[2])]
    for frames in stacks:
        names = [frame.get("function") for frame in frames if frame["kind"] == "js"]
        assert "main" in names, names
        assert any(f["kind"] == "native" and f["symbol"] and "main" in f["symbol"] for f in frames[-4:])
    if host == "gdb":
        shown, wanted = named(result.outputs[3].text), javascript(json.loads(result.outputs[2].text))
        assert [(script, line) for _, script, line in shown] == [(script, line) for _, script, line in wanted]
    assert stacks[0][0]["pc"] != stacks[1][0]["pc"], "what was read before the process ran is not to be shown again"


@pytest.mark.live
@pytest.mark.parametrize("host", HOSTS)
def test_attach_idle(host):
    with targets.live("idle", ONE) as target:
        result = debuggers.run(host, target, ["jsstack"])
    assert "no JavaScript is running" in result.stdout and "epoll" in result.stdout and not result.stderr


@pytest.mark.live
def test_attach_with_another_program_named():
    """gdb is given one Node.js and the id of another's process: what the process maps counts."""
    with targets.live("busy", ONE) as target:
        argv = [*debuggers.gdb(), nodes.node(FULL[0]), str(target.pid)]
        done = shell([*argv, *gdb_lines(f"source {debuggers.PLUGIN}", "jsstack")])
    assert re.search(r"^#\d+ .*main\(", done.stdout, re.M), done.stdout + done.stderr


# -- no debugger -----------------------------------------------------------------------------


def test_command_line(core):
    assert cli("--version").stdout.startswith("v8dbg ")
    overview = cli("-h")
    assert overview.returncode == 0 and "jsstack" in overview.stdout and "usage: v8dbg" in overview.stdout
    assert "--json" in cli("jsstack", "-h").stdout
    assert cli(core.core, "jsstack", "-h").stdout == cli("jsstack", "-h").stdout
    good = cli("-e", core.node, core.core, "jsstack")
    assert good.returncode == 0 and not good.stderr
    assert (
        cli(core.core, "jsstack").stdout == good.stdout == cli(f"--executable={core.node}", core.core, "jsstack").stdout
    )


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], "usage: v8dbg"),
        (["CORE"], "which command"),
        (["CORE", "jsstak"], "no command 'jsstak'"),
        (["-e"], "-e needs"),
        (["-x", "CORE", "jsstack"], "no option -x"),
        (["jsstack", "CORE"], "name the core before the command"),
        (["CORE", "jsstack", "-n"], "-n"),
        (["CORE", "jsstack", "-n", "many"], "many"),
    ],
)
def test_command_line_usage(core, arguments, words):
    done = cli(*[core.core if a == "CORE" else a for a in arguments])
    assert done.returncode == 2 and words in done.stderr and not done.stdout and "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1 or not arguments


def test_command_line_failure(core, tmp_path):
    missing = cli(tmp_path / "none", "jsstack")
    assert missing.returncode == 1 and "there is no file" in missing.stderr
    program = cli(core.node, "jsstack")
    assert program.returncode == 1 and "not a core" in program.stderr and "CORE COMMAND" in program.stderr
    document = cli(tmp_path / "none", "jsstack", "--json")
    assert document.returncode == 1 and "there is no file" in json.loads(document.stdout)["error"]


def test_command_line_reader_goes_away(core):
    line = f"{sys.executable} -m v8dbg {core.core} jsstack -a | head -n 1"
    done = shell(["bash", "-c", line])
    assert done.stdout.count("\n") == 1 and not done.stderr


def test_command_line_in_any_locale(core):
    done = cli(core.core, "jsstack", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0 and "#0 " in done.stdout


def test_command_line_colours(core):
    argv = [sys.executable, "-m", "v8dbg", core.core, "jsstack"]
    assert COLOURED.search(typed(argv, []))
    assert "\x1b" not in typed(argv, [], NO_COLOR="1") + typed(argv, [], TERM="dumb") + cli(core.core, "jsstack").stdout


# -- what is missing -------------------------------------------------------------------------


def test_missing_debugger_is_one_sentence(monkeypatch, core):
    monkeypatch.setenv("V8DBG_GDB", "no-such-gdb")
    with pytest.raises(FileNotFoundError, match="there is no gdb here"):
        debuggers.run_gdb(core, ["jsstack"])
