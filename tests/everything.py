"""The values that tests/programs/everything.js holds, and what JavaScript said that JSON should say of each."""

import functools
import json

import targets
from v8dbg.elf_core import ElfCore
from v8dbg.expressions import evaluate
from v8dbg.session import Session


@functools.lru_cache(maxsize=2)
def held(version):
    """(session, what was said of each value) of the core of one release."""
    target = targets.core("everything", version)
    return Session(ElfCore(str(target.core), str(target.node))), target.truth["values"]


def value_of(session, told):
    return evaluate(session, expression(told))


def expression(told):
    return f'global.held["{told["key"]}"]'


def whole(text):
    """Text as it came through JSON: two halves of a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def canonical(document):
    """A document as text that is equal where two mean the same: numbers to the last bit, members in their order.

    Addresses become the order in which the document has them; an index comes before names, as JavaScript has it."""
    names = {}
    for address in addresses(document):
        names.setdefault(address, f"#{len(names)}")
    return json.dumps(settled(document, names))


def addresses(document):
    """The addresses that refs lead to."""
    if isinstance(document, dict):
        if "$type" not in document and "$address" in document:
            yield document["$address"]
        elif document.get("$type") not in ("ref", None) and "address" in document:
            yield document["address"]
        for key in order(document):
            yield from addresses(document[key])
    elif isinstance(document, list):
        for each in document:
            yield from addresses(each)


FIRST = ("$type", "address", "$address", "$class")  # members that v8dbg adds


def order(document):
    """Members that v8dbg adds, then an index, then names: as JavaScript has them."""
    first = [key for key in FIRST if key in document and (key.startswith("$") or "$type" in document)]
    rest = [key for key in document if key not in first]
    indexed = sorted((key for key in rest if key.isdigit() and str(int(key)) == key and int(key) < 2**32 - 1), key=int)
    return [*first, *indexed, *(key for key in rest if key not in indexed)]


def settled(document, names):
    if isinstance(document, dict):
        if document == {"$number": "-0"}:
            return -0.0
        made = {whole(key): settled(document[key], names) for key in order(document)}
        made.pop("$embedder", None)  # pointers that no script sees
        if made.get("$type") == "builtin":
            made.pop("kind", None)  # V8's name of it, which changes
        for key in ("$address", "address"):
            if key in made and (key == "$address" or "$type" in made):
                made[key] = names.get(made[key], "?")
        return made
    if isinstance(document, list):
        return [settled(each, names) for each in document]
    return whole(document) if isinstance(document, str) else document
