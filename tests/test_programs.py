"""Every program leaves a core and a truth on every release that it claims, and dies where its header says."""

import re

import pytest

import nodes
import targets

CASES = [(program, version) for version in nodes.versions("all") for program in targets.programs()
         if program.runs_on(version) and not program.live]


def chain(truth: dict) -> list:
    return [re.sub(r"^([gs]et|static) ", "", site["function"] or "") for site in truth["sites"]]


@pytest.mark.parametrize("program, version", CASES, ids=[f"{p.path.stem}-{v}" for p, v in CASES])
def test_program_dies_in_its_chain(program, version):
    target = targets.core(program.name, version)
    assert target.truth["node"] == "v" + version
    rest = iter(chain(target.truth))
    missing = [name for name in program.chain if name not in rest]
    assert not missing, f"{missing} not in order in {chain(target.truth)}"
    with open(target.core, "rb") as core:
        assert core.read(4) == b"\x7fELF"
    for name, tier in target.truth["extra"].get("wanted", {}).items():
        assert target.truth["extra"]["tiers"][name] == tier
