"""Values are whole while V8 collects garbage: what it has moved already is read where it is now."""

import json

import pytest

import debuggers
import nodes
import targets

WANTED, SECONDS = 8, 40
VERSIONS = sorted({*nodes.versions(), *nodes.versions("all")[:1]}, key=nodes.parse)


@pytest.mark.live
@pytest.mark.parametrize("version", VERSIONS)
def test_values_inside_a_collection(version):
    with targets.live("collecting", version) as running:
        result = debuggers.run("gdb", running, [f"!random_stops.collecting {WANTED} {SECONDS}"], timeout=SECONDS + 120)
    assert not result.stderr, result.stderr
    found = json.loads(result.outputs[0].text)
    assert len(found) >= WANTED // 2
    for stack, *printed in found:
        named, kept, node = map(json.loads, printed)
        assert node == "v" + version
        assert named["text"] == "kept"
        points = named["list"]
        assert points == [] or points[0]["x"] == -points[0]["y"] and points[1]["y"] == f"after {points[0]['x']}", stack
        assert [point["x"] for point in kept[:3]] in ([0, 1, 2], [50000, 50001, 50002]), (stack, kept)
