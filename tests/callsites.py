"""Is what jsstack printed what V8 said?  The comparison that every truth test makes."""

from __future__ import annotations

import json


def javascript(frames: list) -> list:
    return [frame for frame in frames if frame["kind"] in ("js", "builtin", "wasm")]


def same(site: dict, frame: dict, moved: bool) -> bool:
    """One call site of V8's against one frame of ours; a frame that has moved on has only its function to compare."""
    # inside Error.prepareStackTrace V8 gives text alone, in which a method has its class's name
    from_text = "type" not in site
    if not from_text and site["function"] != frame["function"] or (site["script"] or None) != frame["script"]:
        return False
    if site["script"] is None and site.get("evalOrigin") and site["evalOrigin"] != frame.get("eval_origin"):
        return False
    if moved or site["line"] is None:
        return True
    if (site["line"], site["column"]) != (frame["line"], frame["column"]):
        return False
    # older V8 does not answer every question, and none does inside Error.prepareStackTrace
    return all(site.get(key) is None or bool(site[key]) == frame[key] for key in ("construct", "async"))


def missing(truth: dict, frames: list) -> list:
    """The call sites that are not among the frames in their order, each with the frames that were there instead."""
    ours = javascript(frames)
    start, lost = 0, []
    for number, site in enumerate(truth["sites"]):
        moved = number < truth.get("moving", 0)
        found = next((i for i in range(start, len(ours)) if same(site, ours[i], moved)), None)
        if found is None:
            lost.append({"site": brief(site), "near": [brief(frame) for frame in ours[start : start + 3]]})
        else:
            start = found + 1
    return lost


def extra(truth: dict, frames: list) -> list:
    """JavaScript frames between the first and the last call site that V8 does not list."""
    ours = javascript(frames)
    matched, start = [], 0
    for number, site in enumerate(truth["sites"]):
        moved = number < truth.get("moving", 0)
        found = next((i for i in range(start, len(ours)) if same(site, ours[i], moved)), None)
        if found is not None:
            matched.append(found)
            start = found + 1
    if not matched:
        return [brief(frame) for frame in ours]
    inside = range(matched[0], matched[-1] + 1)
    return [brief(ours[i]) for i in inside if i not in matched]


def brief(site: dict) -> str:
    kind = "".join(word + " " for word in ("async", "construct") if site.get(word))
    return f"{kind}{site['function']} {site['script']}:{site['line']}:{site['column']}"


def report(lost: list) -> str:
    return json.dumps(lost, indent=1)
