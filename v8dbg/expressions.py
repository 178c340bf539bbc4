"""VALUE expressions: what people type to name a value of the target, and the value that it names.

    0x2f3c5d9   $rbx   (EXPR)   global   process   f3   f3.this   f3.function   f3.NAME   t2.f0.NAME

followed by any number of .name, ["any key"], [3], [Symbol.iterator], .#private, [[Internal]], .get("key").
The sentence of an error begins with the part of the text that it is about. docs/values.md is the manual.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import List, Tuple, Union

from .elements import Slot
from .errors import Corrupt, Error, Usage
from .frame_values import FramePart, current_thread, frame_numbered, thread_numbered
from .internal_slots import slot
from .members import Found, Key, Part, SymbolKey, map_get, member
from .objects import HEAP_TAG, is_smi, smi
from .process import Thread
from .realms import global_of, process_of
from .session import Session

_FORMS = "a VALUE is 0xADDRESS, $REGISTER, (EXPRESSION), global, process or fN, and then .name, [\"key\"], [[Slot]] …"
_QUOTED = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_ROOT = re.compile(r"0[xX][0-9a-fA-F]+|\$\w+|[A-Za-z_]\w*|\d+(?![\w.])")
_ACCESSOR = re.compile(
    rf"\.get\(\s*(?P<get>{_QUOTED}|[^()]*?)\s*\)"
    r"|\.?\[\[(?P<slot>\w+)\]\]"
    rf"|\[\s*(?P<key>{_QUOTED}|[^\]\"'\[][^\]]*?)\s*\]"
    r"|\.(?P<name>[^.\[\]()]+)",
    re.S,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.S)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_SYMBOL = re.compile(r"Symbol\((.*)\)|Symbol\.(\w+)|@@(\w+)", re.S)
_VALUE_KEY = re.compile(r"0[xX]|\$|(?:f\d+|t\d+\.|global|process)[.\[]")
_ORDINAL = re.compile(r"([ft])(\d+)|f")
_MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Step:
    """One accessor: `kind` is member, get or slot; `end` is where its text ends."""

    kind: str
    key: Key
    end: int


def evaluate(session: Session, text: str) -> Slot:
    """The value that `text` names. Raises Usage where it cannot be understood, another Error where it breaks."""
    text = text.strip()
    root, steps = _parse(text)
    found: Found
    at = root
    try:
        found = _root(session, root)
        for step in steps:
            at = text[: step.end]
            found = _apply(session, found, step)
        return found.whole() if isinstance(found, Part) else found
    except Error as error:
        error.args = (f"{at}: {error}",)
        raise


# -- reading the text ----------------------------------------------------------------------


def _parse(text: str) -> Tuple[str, List[Step]]:
    end = _root_end(text)
    root, steps = text[:end], []
    while end < len(text):
        match = _ACCESSOR.match(text, end)
        if match is None:
            raise Usage(f"{text[:end]}: cannot understand what follows: {text[end:]}", _FORMS)
        end = match.end()
        steps.append(_step(match, end))
    return root, steps


def _root_end(text: str) -> int:
    if text.startswith("("):
        end = _closing(text)
        # (char*)$rdi: what follows belongs to the debugger's expression too
        return end if end == len(text) or text[end] in ".[" else len(text)
    match = _ROOT.match(text)
    if match is None:
        raise Usage(f"{text or 'an empty VALUE'}: cannot understand it", _FORMS)
    return match.end()


def _closing(text: str) -> int:
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return at + 1
    raise Usage(f"{text}: a parenthesis is not closed", _FORMS)


def _step(match: re.Match[str], end: int) -> Step:
    if match["slot"] is not None:
        return Step("slot", match["slot"], end)
    if match["name"] is not None:
        return Step("member", match["name"], end)
    if match["get"] is not None:
        return Step("get", match["get"], end)
    return Step("member", _key(match["key"]), end)


def _key(typed: str) -> Key:
    """The key between brackets: quoted, a number, a symbol, or a word whose quotes a shell took."""
    if typed[:1] in ("'", '"'):
        return _ESCAPE.sub(_character, typed[1:-1])
    if re.fullmatch(r"0|-?[1-9]\d*", typed):
        return int(typed)
    match = _SYMBOL.fullmatch(typed)
    if match is None:
        return typed
    if match[1] is not None:
        inner = match[1]
        return SymbolKey(_ESCAPE.sub(_character, inner[1:-1]) if inner[:1] in ("'", '"') else inner)
    return SymbolKey(f"Symbol.{match[2] or match[3]}")


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _LETTERS.get(match[4], match[4])
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"


# -- walking it ----------------------------------------------------------------------------


def _apply(session: Session, found: Found, step: Step) -> Found:
    if step.kind == "slot":
        found = found.whole() if isinstance(found, FramePart) else found
        return slot(session, found, str(step.key))
    if step.kind == "get":
        return map_get(session, found, _map_key(session, str(step.key)))
    return member(session, found, step.key)


def _map_key(session: Session, typed: str) -> Union[Key, Slot]:
    """The key of .get(…): what stands between brackets elsewhere, or a VALUE for a key that is an object."""
    if _VALUE_KEY.match(typed):
        return evaluate(session, typed)
    return _key(typed)


def _root(session: Session, root: str) -> Found:
    if root[:2].lower() == "0x":
        return _of_word(session, int(root, 16))
    if root[0] in "($":
        return _of_word(session, session.process.evaluate(root))
    if root.isdigit():
        raise Usage("an address is written in hexadecimal, with 0x", _FORMS)
    if re.fullmatch(r"t\d+", root):
        return ThreadPart(session, thread_numbered(session, int(root[1:])))
    return ThreadPart(session, current_thread(session)).member(root)


def _of_word(session: Session, word: int) -> Slot:
    """The value of a word: a tagged one, or the untagged start of an object."""
    word &= _MASK
    if word & HEAP_TAG:
        return session.heap_object(word)
    if word and not word & 7:
        try:
            return session.heap_object(word | HEAP_TAG)
        except Error:
            if word & 0xFFFFFFFF:
                raise
    if is_smi(word) and not word & 0xFFFFFFFF:
        return smi(word)
    raise Corrupt(f"{word:#x} is no tagged value and no start of an object", "`v8whatis` tells what lies there")


class ThreadPart(Part):
    """tN: frames and globals of another thread, as `t2.f0.x`, `t2.global`."""

    def __init__(self, session: Session, thread: Thread) -> None:
        self.session, self.thread = session, thread

    def member(self, key: Key) -> Found:
        name = str(key)
        match = _ORDINAL.fullmatch(name)
        if match is not None and name[0] == "f":
            return frame_numbered(self.session, self.thread, int(match[2]) if match[2] else None)
        if name in ("global", "globalThis"):
            return global_of(self.session, self.thread)
        if name == "process":
            return process_of(self.session, self.thread)
        raise Usage("no such root", _FORMS)

    def whole(self) -> Slot:
        raise Usage("a thread is no value", "t2.f0.this, t2.global and t2.process are")
