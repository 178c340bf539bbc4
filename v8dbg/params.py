"""The names of a function's parameters, from its source text.

A tolerant scanner, not a parser: it finds where a parameter list ends and where its commas
are, stepping over strings, templates, comments, regular expressions and brackets.
ECMA-262, 15.1 Parameter Lists.
"""

from __future__ import annotations

import re
from typing import List, Tuple

from .limits import MAX_ARGUMENTS

SHOWN = 40  # characters of a destructuring pattern
_OPEN, _CLOSE = "([{", ")]}"
_IDENTIFIER = re.compile(r"(?:[\w$\u200c\u200d]|[\ud800-\udfff]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})+")
_SPACE = re.compile(r"\s+")
_COMMENT = re.compile(r"//[^\n\r\u2028\u2029]*|/\*.*?\*/", re.DOTALL)
# A slash after one of these words begins a regular expression, after any other word it divides
_OPERATORS = frozenset("return typeof instanceof in of new delete void throw case do else await yield".split())


def names(source: str) -> List[str]:
    """Parameters of the function whose text begins `source`: "a", "...rest", "{x, y}".

    The text is what V8 keeps of a function, from its parameter list on; what stands before
    the list (async, function, a method's name) may be there too. [] where there is no list."""
    begin = _list_start(source)
    if begin < 0:
        found = _bare_arrow(source)
        return [found] if found else []
    parts = _split(source, begin + 1)
    return [name for name in (_name_of(part) for part in parts) if name]


def expected(source: str) -> int:
    """What `length` of that function is: how many parameters come before the first with a default or the rest."""
    begin = _list_start(source)
    if begin < 0:
        return int(bool(_bare_arrow(source)))
    count = 0
    for part in _split(source, begin + 1):
        name = _name_of(part)
        if part[1] >= 0 or not name or name.startswith("..."):
            break
        count += 1
    return count


def _bare_arrow(source: str) -> str:
    """The only parameter of `x => …`, with or without async; "" where this is no arrow function."""
    at = _skip_blank(source, 0)
    word = _IDENTIFIER.match(source, at)
    if word is None:
        return ""
    after = _skip_blank(source, word.end())
    if word[0] == "async" and not source.startswith("=>", after):
        second = _IDENTIFIER.match(source, after)
        if second is None:
            return ""
        word, after = second, _skip_blank(source, second.end())
    return word[0] if source.startswith("=>", after) else ""


def _list_start(source: str) -> int:
    """Index of the "(" of the parameter list, -1 where there is none before a body or an arrow."""
    at = 0
    while at < len(source):
        at = _skip_blank(source, at)
        if at >= len(source):
            return -1
        character = source[at]
        if character == "(":
            return at
        if character == "[":  # a computed method name
            at = _past_bracket(source, at)
        elif character in "'\"":
            at = _past_string(source, at)
        elif character in "{;,}" or source.startswith("=>", at):
            return -1
        else:
            word = _IDENTIFIER.match(source, at)
            at = word.end() if word else at + 1
    return -1


def _split(source: str, at: int) -> List[Tuple[str, int]]:
    """(text, where its default begins or -1) of each element of a list, up to the closing bracket."""
    found: List[Tuple[str, int]] = []
    start, default = at, -1
    before = "("  # the token before: tells a regular expression from a division
    while at < len(source) and len(found) <= MAX_ARGUMENTS:
        at = _skip_blank(source, at)
        if at >= len(source):
            break
        character = source[at]
        if character in _CLOSE or character == ",":
            found.append((source[start:at], default - start if default >= 0 else -1))
            start, default = at + 1, -1
            if character != ",":
                return found
            at += 1
        elif character == "=" and default < 0 and source[at : at + 2] not in ("==", "=>"):
            default = at
            at += 1
        else:
            at = _past_token(source, at, before)
            before = source[at - 1] if not _IDENTIFIER.match(source, at - 1) else _last_word(source, at)
            continue
        before = character
    found.append((source[start:at], default - start if default >= 0 else -1))
    return found


def _name_of(part: Tuple[str, int]) -> str:
    """One parameter without its default and comments; a pattern with its blanks made one and cut to SHOWN."""
    text, default = part
    if default >= 0:
        text = text[:default]
    text = _SPACE.sub(" ", _COMMENT.sub(" ", text)).strip()
    if text.startswith("..."):
        text = "..." + text[3:].lstrip()
    return text if len(text) <= SHOWN or text[-1:] not in "}]" else text[: SHOWN - 2] + "…" + text[-1]


def _last_word(source: str, end: int) -> str:
    start = end
    while start > 0 and (source[start - 1].isalnum() or source[start - 1] in "_$"):
        start -= 1
    return source[start:end]


def _skip_blank(source: str, at: int) -> int:
    """Past white space and comments."""
    while True:
        space = _SPACE.match(source, at)
        if space:
            at = space.end()
        comment = _COMMENT.match(source, at)
        if not comment:
            return at
        at = comment.end()


def _past_token(source: str, at: int, before: str) -> int:
    """The index after the token or the bracketed text at `at`."""
    character = source[at]
    if character in _OPEN:
        return _past_bracket(source, at)
    if character in "'\"":
        return _past_string(source, at)
    if character == "`":
        return _past_template(source, at)
    if character == "/" and _begins_regexp(before):
        return _past_regexp(source, at)
    word = _IDENTIFIER.match(source, at)
    return word.end() if word else at + 1


def _begins_regexp(before: str) -> bool:
    return before in _OPERATORS or not (before[-1:].isalnum() or before[-1:] in "_$)]}'\"`/")


def _past_bracket(source: str, at: int) -> int:
    """The index after the bracket that closes the one at `at`, brackets inside it included."""
    depth, before = 0, "("
    while at < len(source):
        at = _skip_blank(source, at)
        if at >= len(source):
            break
        character = source[at]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth -= 1
            if depth == 0:
                return at + 1
        else:
            at = _past_token(source, at, before)
            before = source[at - 1] if not _IDENTIFIER.match(source, at - 1) else _last_word(source, at)
            continue
        before = character
        at += 1
    return len(source)


def _past_string(source: str, at: int) -> int:
    quote = source[at]
    at += 1
    while at < len(source) and source[at] != quote:
        if source[at] in "\n\r":
            return at
        at += 2 if source[at] == "\\" else 1
    return min(at + 1, len(source))


def _past_template(source: str, at: int) -> int:
    """Past a template literal; the text of its ${…} may hold templates again."""
    depth: List[bool] = []  # for each open brace: does it belong to a ${?
    inside, before = True, "("
    at += 1
    while at < len(source):
        if inside:
            if source[at] == "\\":
                at += 2
            elif source[at] == "`":
                at += 1
                if not depth:
                    return at
                inside, before = False, "`"
            elif source.startswith("${", at):
                depth.append(True)
                inside, before = False, "("
                at += 2
            else:
                at += 1
            continue
        at = _skip_blank(source, at)
        if at >= len(source):
            break
        character = source[at]
        if character == "{":
            depth.append(False)
        elif character == "}" and depth:
            inside = depth.pop()
        elif character == "`":
            at = _past_template(source, at)
            before = "`"
            continue
        elif character not in "([)]}":
            at = _past_token(source, at, before)
            before = source[at - 1] if not _IDENTIFIER.match(source, at - 1) else _last_word(source, at)
            continue
        before = character
        at += 1
    return len(source)


def _past_regexp(source: str, at: int) -> int:
    in_class = False
    at += 1
    while at < len(source):
        character = source[at]
        if character in "\n\r\u2028\u2029":
            return at
        if character == "\\":
            at += 1
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
        elif character == "/" and not in_class:
            flags = _IDENTIFIER.match(source, at + 1)
            return flags.end() if flags else at + 1
        at += 1
    return min(at, len(source))
