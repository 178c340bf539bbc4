"""Each argument that jsstack prints is the value that was passed, or `<optimized out>`: none is wrong or doubled."""

import json

import pytest

import nodes
import targets
from test_truth import FULL, without_debugger

PROGRAMS = [p.name for p in targets.programs() if p.name.startswith("args_")]
CASES = [
    (version, name)
    for version in nodes.versions("all")
    for name in PROGRAMS
    if targets.program(name).runs_on(version)
    and (version in FULL or name in ("args_interpreted.js", "args_turbofan.js"))
]
PRIMITIVES = ("boolean", "null", "undefined")


def same(wanted: dict, value: dict) -> bool:
    """One recorded value against VALUE in JSON."""
    kind, text = wanted["kind"], wanted["value"]
    if kind == "number":
        if text in ("-0", "NaN", "Infinity", "-Infinity"):
            return value["preview"] == text and "value" not in value
        return value.get("value") == float(text)
    if kind == "string":
        return value.get("value") == text
    if kind in PRIMITIVES:
        return value["preview"] == text
    if kind == "symbol":
        return value["preview"] == f"Symbol({text})"
    if kind == "bigint":
        return value["preview"] == text + "n"
    if kind == "function":
        return value["preview"] == f"function {text}"
    if value.get("class") != kind:
        return False
    if kind == "Point":
        point = json.loads(text)
        return value["preview"] == f"Point {{x: {point['x']}, y: {point['y']}}}"
    if kind in ("TypeError", "RegExp"):
        return text in value["preview"]
    if kind == "Date":
        return text in value["preview"]
    return True


@pytest.mark.parametrize("version, program", CASES)
def test_arguments(version, program):
    core = targets.core(program, version)
    frames = json.loads(without_debugger(core))["threads"][0]["frames"]
    known = out = 0
    for function, parameters in core.truth["extra"]["args"].items():
        found = [frame for frame in frames if frame.get("function") == function]
        assert len(found) == 1, f"{function}: {len(found)} frames"
        arguments = found[0]["arguments"]
        assert [argument["name"] for argument in arguments] == list(parameters), function
        for argument in arguments:
            value = argument["value"]
            if value.get("optimized_out"):
                assert found[0]["tier"] not in ("interpreted", "baseline"), f"{function}({argument['name']}) is known"
                out += 1
                continue
            known += 1
            assert same(parameters[argument["name"]], value), f"{function}({argument['name']}): {value}"
    print(f"{program} on {version}: {known} arguments right, {out} optimized out")
    assert known >= 10
