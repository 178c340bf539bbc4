"""llnode's commands, as `v8 inspect -l 5 0x…`: what each is in v8dbg's own, as data, and the translation.

Flags that llnode does not have are v8dbg's own and pass through: `v8 bt -v`, `v8 inspect --json f3.req`.
The names and flags are those of llnode's help (src/llnode.cc of nodejs/llnode).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Container, Dict, Iterable, List, Tuple

from ..errors import Usage


@dataclass(frozen=True)
class Alias:
    """`words` begin the command that answers. A flag gives the words that stand for it: {} is its argument, {+3}
    3 more than that."""

    words: Tuple[str, ...]
    flags: Dict[str, Tuple[str, ...]] = field(default_factory=dict)
    argument: Tuple[str, ...] = ()  # what stands for a first argument that is no flag
    default: Tuple[str, ...] = ()  # added where no argument is given


SOURCE = ("jssource",)  # of the values that are functions the source too, by a command of its own
_LENGTH = ("-l", "{}", "-s", "{}")
_INSPECT = {
    "-F": ("-s", "0"),
    "--full-string": ("-s", "0"),
    "-m": ("-m",),
    "--print-map": ("-m",),
    "-s": SOURCE,
    "--print-source": SOURCE,
    "-l": _LENGTH,
    "--length": _LENGTH,
}
_DETAILS = "--inspect=-a -d 0"
ALIASES: Dict[str, Alias] = {
    "bt": Alias(("jsstack",), argument=("--depth", "{}")),
    "inspect": Alias(("jsprint", "-a", "-d", "0"), _INSPECT),
    "print": Alias(("jsprint", "-b", "-d", "0", "-l", "3", "-s", "60")),
    "source list": Alias(("jssource", "-n", "4"), {"-l": ("f", "-l", "{}-{+3}")}, default=("f",)),
    "findjsobjects": Alias(("findjsobjects",), {"-d": ("-s",), "--detailed": ("-s",)}),
    "findjsinstances": Alias(
        ("findjsobjects", "--page", "next"),
        {
            **dict.fromkeys(("-v", "--verbose", "-d", "--detailed"), (_DETAILS,)),
            **{flag: (" ".join((_DETAILS, *words)),) for flag, words in _INSPECT.items() if words is not SOURCE},
            "-n": ("--top", "{}"),
            "--output-limit": ("--top", "{}"),
        },
        argument=("-c", "{}"),
    ),
    "findrefs": Alias(
        ("jsfindrefs",),
        {
            "-v": ("{}",),
            "--value": ("{}",),
            "-n": ("-n", "{}"),
            "--name": ("-n", "{}"),
            "-s": ("-s", "{}"),
            "--string": ("-s", "{}"),
            "-r": ("-l", "100"),
            "--recursive": ("-l", "100"),
        },
    ),
    "nodeinfo": Alias(("nodeinfo",)),
    "getactivehandles": Alias(("getactivehandles",)),
    "getactiverequests": Alias(("getactiverequests",)),
}


def available(known: Container[str]) -> Dict[str, str]:
    """llnode's names that there are here, and the command that answers each."""
    return {name: alias.words[0] for name, alias in ALIASES.items() if alias.words[0] in known}


def explain(name: str) -> str:
    """What to say of an alias before the help of the command behind it."""
    alias = ALIASES[name]
    flags = [
        f"{flag} is {'the source too' if words is SOURCE else ' '.join(words)}".replace("{}", "N")
        for flag, words in alias.flags.items()
    ]
    told = f"`v8 {name}` of llnode is `{' '.join(alias.words)}` here"
    return f"{told}; {', '.join(flags)}." if flags else f"{told}."


def translate(typed: List[str], known: Iterable[str]) -> List[List[str]]:
    """The words after `v8` as command lines of v8dbg's own, one or two. Raises Usage.

    A second one is about those of its values that are functions."""
    known = list(known)
    for count in (2, 1):
        name = " ".join(typed[:count])
        if len(typed) >= count and name in ALIASES:
            alias = ALIASES[name]
            if alias.words[0] not in known:
                raise Usage(f"v8 {name}: v8dbg has no {alias.words[0]} yet, which would answer it")
            return _words(name, alias, typed[count:])
    if typed and typed[0] in known:
        return [typed]
    given = f"v8 {typed[0]}: no such command" if typed else "v8: no command given"
    raise Usage(f"{given}; there are {', '.join(available(known))}, and all of v8dbg's own")


def _words(name: str, alias: Alias, rest: List[str]) -> List[List[str]]:
    found, values, arguments, source = list(alias.words), [], 0, False
    rest = list(rest)
    while rest:
        word = rest.pop(0)
        flag, value = _split_flag(word, alias)
        if flag in alias.flags:
            words = alias.flags[flag]
            if words is SOURCE:
                source = True
                continue
            if "{}" in "".join(words):
                if value is None:
                    if not rest:
                        raise Usage(f"v8 {name}: {flag} needs an argument")
                    value = rest.pop(0)
                words = tuple(_filled(each, value) for each in words)
                arguments += int(words[0][:1] != "-")
            found += words
        elif word.startswith("-") and word != "-" or not alias.argument or arguments:
            if not word.startswith("-"):
                arguments += 1
                values.append(word)
            found.append(word)
        else:
            arguments += 1
            found += (each.replace("{}", word) for each in alias.argument)
    if not arguments:
        found += alias.default
    return [found, [*SOURCE, *values]] if source and values and "--json" not in found else [found]


def _filled(template: str, value: str) -> str:
    later = str(int(value) + 3) if value.isdigit() else ""
    return template.replace("{+3}", later).replace("{}", value)


def _split_flag(word: str, alias: Alias) -> Tuple[str, str | None]:
    """("-l", "5") of -l5 and --length=5, else (word, None)."""
    if word.startswith("--"):
        flag, equals, value = word.partition("=")
        return flag, value if equals else None
    if word[:2] in alias.flags and len(word) > 2 and "{}" in "".join(alias.flags[word[:2]]):
        return word[:2], word[2:]
    return word, None
