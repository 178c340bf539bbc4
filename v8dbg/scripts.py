"""Scripts: name, source, lines and columns: src/objects/script.tq, src/objects/objects.cc.

V8 ends a line at \\n, \\r, \\r\\n, U+2028 and U+2029 (IsLineTerminatorSequence in
src/strings/char-predicates-inl.h); a position at the terminator belongs to the line it ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import Dict, List, Optional, Tuple, Union

from . import strings
from .errors import Corrupt, Error, NotFound
from .objects import Field, HeapObject, RawField, SmiField, Value, view_of
from .session import PerSession

_UNUSUAL = ("\r", "\u2028", "\u2029")  # terminators that hardly any source has
_FEW = 8
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TERMINATOR = re.compile("\r\n|[\n\r\u2028\u2029]")


@view_of("SCRIPT_TYPE")
class Script(HeapObject):
    """One source text that V8 compiled."""

    __slots__ = ()

    source = Field("a String, or undefined")
    name = Field("what the embedder calls it: any value")
    line_offset = SmiField("lines by which its first line is below that of the resource")
    column_offset = SmiField("columns of its first line that belong to something before it")
    script_type = SmiField("native, extension, normal, wasm or inspector")
    line_ends = Field()
    id = SmiField("the number that inspector and profiles use")
    eval_from_shared_or_wrapped_arguments = Field()
    eval_from_position = RawField("a Smi: source position, or minus the bytecode offset, of the call of eval")
    flags = SmiField()
    source_url = Field("//# sourceURL=")
    source_mapping_url = Field()

    @property
    def type(self) -> str:
        """native, extension, normal, wasm or inspector."""
        number = self.script_type
        for name, value in self.session.layout.constants("Script.type").items():
            if value == number:
                return name
        raise Corrupt(f"the script at {self.address:#x} has type {number}")

    @property
    def is_eval(self) -> bool:
        """Was it compiled by eval or new Function?"""
        layout = self.session.layout
        number = layout.bits("Script.flags", "compilation_type").of(self.flags)
        return number == layout.constant("Script.compilation_type", "eval")

    @property
    def is_user_javascript(self) -> bool:
        return self.type == "normal"


class _Source:
    """Text and line ends of one script, read once."""

    def __init__(self, script: Script) -> None:
        self.text = _text(script.source)
        self._ends: Optional[List[int]] = None
        self._is_usual = not any(each in self.text for each in _UNUSUAL)
        self._asked = 0

    @property
    def ends(self) -> List[int]:
        """Where each line ends: the offset of the last code unit of its terminator, the text's length for the last."""
        if self._ends is None:
            if self._is_usual:
                self._ends = [end - 1 for end in accumulate(len(line) + 1 for line in self.text.split("\n"))]
            else:
                self._ends = [match.end() - 1 for match in _TERMINATOR.finditer(self.text)]
                self._ends.append(len(self.text))
        return self._ends

    def line(self, offset: int) -> Tuple[int, int]:
        """(number of its line, from 0; where that begins). The first few are found without a list of all lines."""
        self._asked += 1
        if self._is_usual and self._ends is None and self._asked <= _FEW:
            return self.text.count("\n", 0, offset), self.text.rfind("\n", 0, offset) + 1
        line = bisect_left(self.ends, offset)
        return line, self.ends[line - 1] + 1 if line else 0


class _Sources:
    """What was read of a session's scripts; forgotten when the target has run."""

    def __init__(self) -> None:
        self.epoch = -1
        self.by_script: Dict[int, Union[_Source, Error]] = {}


_sources: PerSession[_Sources] = PerSession()


def _source_of(script: Script) -> _Source:
    session = script.session
    known = _sources.setdefault(session, _Sources())
    if known.epoch != session.process.epoch:
        known.epoch = session.process.epoch
        known.by_script.clear()
    found = known.by_script.get(script.address)
    if found is None:
        try:
            found = _Source(script)
        except Error as error:  # which takes long where a length is damaged: once
            found = error
        known.by_script[script.address] = found
    if isinstance(found, Error):
        raise found.with_traceback(None)
    return found


def _text(value: Value) -> str:
    """Text of a string in code units: characters beyond the first plane stay two, as V8 counts them."""
    if not isinstance(value, strings.String):
        return ""
    text = strings.text(value)
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return text
    return _ASTRAL.sub(_halves, text)


def _halves(found: "re.Match[str]") -> str:
    code = ord(found[0]) - 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def whole(text: str) -> str:
    """Code units as `source` gives them, with surrogate pairs made characters again."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def source(script: Script) -> str:
    """The whole source, a Python character for each UTF-16 code unit: V8's offsets are indices. "" if it has none."""
    return _source_of(script).text


def name(script: Script) -> str:
    """What CallSite.getFileName() gives; "" where that is no string."""
    value = script.name
    return strings.text(value) if isinstance(value, strings.String) else ""


def name_or_source_url(script: Script) -> str:
    """The name in Error.stack: that of //# sourceURL=, else the script's own. "" where it has none."""
    value = script.source_url
    if isinstance(value, strings.String):
        return strings.text(value)
    return name(script)


def position(script: Script, offset: int, with_offsets: bool = True) -> Tuple[int, int]:
    """(line, column) of a source offset, both from 1, as CallSite and Error.stack give them.

    This is Script::GetPositionInfo with the script's line and column offsets added; for a
    script with //# sourceURL= V8 takes them off again (CallSiteInfo::GetLineNumber in
    src/objects/call-site-info.cc). Without `with_offsets` the script's own first line is line 1.
    Raises NotFound for an offset past the end."""
    found = _source_of(script)
    offset = max(offset, 0)
    if offset > len(found.text):
        raise NotFound(f"the script at {script.address:#x} has no offset {offset}: it is {len(found.text)} long")
    line, start = found.line(offset)
    column = offset - start
    if with_offsets and _adds_offsets(script):
        if line == 0:
            column += script.column_offset
        line += script.line_offset
    return line + 1, column + 1


def _adds_offsets(script: Script) -> bool:
    if not script.session.layout.has("Script", "source_url_hides_offsets"):
        return True
    url = script.source_url
    return not (isinstance(url, strings.String) and url.length > 0)


def source_line(script: Script, line: int) -> str:
    """The text of a line, numbered as `position` numbers it, without its terminator. Raises NotFound."""
    found = _source_of(script)
    index = line - 1 - (script.line_offset if _adds_offsets(script) else 0)
    if not 0 <= index < len(found.ends):
        raise NotFound(f"{name_or_source_url(script) or 'the script'} has no line {line}")
    start = found.ends[index - 1] + 1 if index else 0
    return whole(found.text[start : found.ends[index]].rstrip("\r\n\u2028\u2029"))


def lines(script: Script) -> range:
    """The numbers of its lines, as `position` gives them."""
    first = 1 + (script.line_offset if _adds_offsets(script) else 0)
    return range(first, first + len(_source_of(script).ends))
