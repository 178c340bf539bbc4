"""`pip install .` gives the console script and a working plugin, layout tables included; so does a checkout."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ["pyproject.toml", "README.md", "LICENSE", "v8dbg.py", "v8dbg"]
GDB = ["gdb", "-nx", "-batch"]
LLDB = [str(ROOT / "scripts" / "lldb"), "--no-lldbinit", "--batch"]


def clean_env(**more):
    return {**{k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}, **more}


def run(argv, cwd, **env):
    done = subprocess.run(argv, cwd=cwd, env=clean_env(**env), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder that pip installed a copy of the sources into: a build leaves files behind."""
    copy, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in SOURCES:
        take = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        take(ROOT / name, copy / name)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target"]
    run([*pip, str(target), "."], copy)
    return target


@pytest.fixture(scope="module", params=["checkout", "pip"])
def plugin(request):
    folder = ROOT if request.param == "checkout" else request.getfixturevalue("installed")
    return folder / "v8dbg.py"


def names(folder):
    return run([sys.executable, "-c", "from v8dbg import commands; print(*commands.names())"], folder).split()


def test_everything_is_installed(installed):
    for path in (ROOT / "v8dbg").rglob("*.py"):
        assert (installed / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_console_script(installed, tmp_path):
    script = str(installed / "bin" / "v8dbg")
    overview = run([script, "--help"], tmp_path, PYTHONPATH=str(installed))
    for name in names(installed):
        assert f"\n  {name} " in overview
    assert run([script, "--plugin-path"], tmp_path, PYTHONPATH=str(installed)).strip() == str(installed / "v8dbg.py")


def test_gdb_sources_it(plugin, tmp_path):
    known = names(plugin.parent)
    helps = [part for name in known for part in ("-ex", f"help {name}")]
    before_after = ["-ex", "python import sys; before = list(sys.path)", "-ex", f"source {plugin}"]
    text = run([*GDB, *before_after, *helps, "-ex", "python print('same path', sys.path == before)"], tmp_path)
    assert "Undefined command" not in text and "Traceback" not in text
    assert "same path True" in text, "a sourced plugin must not give gdb's Python another one's packages"


def test_lldb_imports_it(plugin, tmp_path):
    helps = [part for name in names(plugin.parent) for part in ("-o", f"help {name}")]
    text = run([*LLDB, "-o", f"command script import {plugin}", *helps], tmp_path)
    assert "is not a known command" not in text and "Traceback" not in text and "error:" not in text
    assert text.count("Syntax: ") >= len(names(plugin.parent))
