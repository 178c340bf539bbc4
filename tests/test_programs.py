"""Every program leaves a core and a truth on every release that it claims, and dies where its header says."""

import re
import time

import pytest

import nodes
import targets

CASES = [(program, version) for version in nodes.versions() for program in targets.programs()
         if program.runs_on(version) and not program.live]


def chain(truth: dict) -> list:
    return [re.sub(r"^([gs]et|static) ", "", site["function"] or "") for site in truth.get("sites", [])]


@pytest.mark.parametrize("program, version", CASES, ids=[f"{p.path.stem}-{v}" for p, v in CASES])
def test_program_dies_in_its_chain(program, version):
    target = targets.core(program.name, version)
    assert target.truth.get("node") == "v" + version
    rest = iter(chain(target.truth))
    missing = [name for name in program.chain if name not in rest]
    assert not missing, f"{missing} not in order in {chain(target.truth)}"
    with open(target.core, "rb") as core:
        assert core.read(4) == b"\x7fELF"
    extra = target.truth.get("extra", {})
    for name, tier in extra.get("wanted", {}).items():
        assert extra["tiers"][name] == tier, f"{name}: {extra['tiers']}"


@pytest.mark.parametrize("version", nodes.versions())
@pytest.mark.parametrize("name", [program.name for program in targets.programs() if program.live])
def test_live_program_gets_ready_and_stays(name, version):
    with targets.live(name, version) as running:
        assert running.truth["pid"] == running.pid
        time.sleep(0.2)
        assert running.process.poll() is None
    assert running.process.poll() is not None
