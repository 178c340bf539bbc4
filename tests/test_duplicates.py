"""findjsobjects --duplicates: exactly the copies that a program made, and what each string of a heap says by itself."""

import collections
import functools
import hashlib
import json
import random

import numpy as np
import pytest

import asked
import nodes
import spoiled
from v8dbg import commands, duplicates
from v8dbg.heap import heaps
from v8dbg.limits import MAX_ROPE
from v8dbg.population import population_of
from v8dbg.string_facts import form_of
from v8dbg.string_sources import CONS, EXTERNAL, SEQUENTIAL, SLICED, Forms
from v8dbg.string_words import equal, keys, pack
from v8dbg.strings import ConsString, String, text

ALL = nodes.versions("all")
FULL = nodes.versions()


class Core(asked.Core):
    def json(self, line="", status=commands.OK):
        return super().json(f"--duplicates {line}", status)

    def address(self, value):
        return self.run(f"jsprint -b -d 0 {value}").split(":")[0]

    def groups(self):
        """(the duplicates of the first heap, {text: group})"""
        found = find(self.session)
        return found, {self.text(int(found.members(group)[0])): group for group in range(len(found))}

    def text(self, address):
        return text(self.session.heap_object(address | 1))


@functools.lru_cache(maxsize=2)
def opened(version):
    return Core("duplicates", version)


def find(session):
    population = population_of(next(iter(heaps(session))))
    parts = population.addresses, population.kinds, population.maps, population.sizes
    return duplicates.find(population.heap, *parts)


def digest(words):
    return hashlib.md5(words.encode("utf-16-le", "surrogatepass")).hexdigest()


# -- truth -----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ALL)
def test_copies_are_those_of_the_program(version):
    core = opened(version)
    found, groups = core.groups()
    copies = {digest(words): int(found.copies[group]) for words, group in groups.items()}
    told = {digest_: count for _, digest_, count, _ in core.target.truth["extra"]["own"]}
    assert {each: copies.get(each) for each in told} == told
    every = {int(each) for each in found.addresses}
    elements = core.run("findjsobjects -r global.kept.alone[0] -l")  # it is there
    assert elements and not any(words.startswith(("\x80" * 100, "\0" * 100)) for words in groups)
    for name in ("alone[3]", "alone[100]", "alone[205]", "alone[300]", "alone[600]", "alone[601]", "slices[0]",
                 "parent", "hugeAlone[0]", "hugeAlone[1]", "hugeAlone[2]", "hugeAlone[3]"):  # fmt: skip
        assert int(core.address(f"global.kept.{name}"), 16) - 1 not in every, name


@pytest.mark.parametrize("version", ALL)
def test_bytes_that_are_wasted(version):
    core = opened(version)
    rows = {row["text"][:12]: row for row in core.json()["groups"] if "euro" not in row["text"]}
    for start, copies, size in (("Mozilla/5.0 ", 1000, 120), ("Die Rechnung", 300, 120), ("café crème, ", 200, 64)):
        row = rows[start]
        assert (row["copies"], row["bytes"], row["wasted"]) == (copies, size, (copies - 1) * size), start
    # the two-byte ones take more than the one-byte ones: the largest is the one that stays
    both = rows["of one and o"]
    assert (both["bytes"], both["wasted"]) == (16 + 88, 59 * (16 + 88) + 40 * (16 + 48))
    assert rows["the left hal"]["wasted"] == (70 - 1) * 32  # of strings that are made of others their header
    totals = core.json()["totals"]
    assert totals["wasted"] == sum(row["wasted"] for row in core.json()["groups"])


@pytest.mark.parametrize("version", FULL)
def test_what_is_alive(version):
    core = opened(version)
    every, alive = core.json(), core.json("--live")
    copies = {digest(row["text"]): row["copies"] for row in alive["groups"] if row["length"] <= 200}
    told = {name: count for length, name, _, count in core.target.truth["extra"]["own"] if length <= 200}
    assert {name: copies.get(name, 0) for name in told} == told
    assert alive["totals"]["compared"] < every["totals"]["compared"]


@pytest.mark.parametrize("version", FULL)
def test_every_string_by_itself(version):
    """All strings of a heap, one after the other, by their texts."""
    core = opened(version)
    found, groups = core.groups()
    population = population_of(next(iter(heaps(core.session))))
    halves, texts, conses = set(), collections.Counter(), []
    for address in population.addresses.tolist():
        view = core.session.heap_object(address | 1)
        if not isinstance(view, String):
            continue
        form, _ = form_of(view)
        if form in ("seq", "external"):
            texts[text(view)] += 1
        elif form == "cons":
            cons = ConsString(core.session, view.address)
            halves |= {cons.first.address, cons.second.address}
            conses.append((view, cons.second.length))
    for view, second in conses:
        if second and view.address not in halves and view.length <= MAX_ROPE:
            texts[text(view)] += 1
    assert sum(texts.values()) == found.seen[0]
    several = {words: count for words, count in texts.items() if count > 1}
    assert {words: int(found.copies[group]) for words, group in groups.items()} == several
    assert len(found) == len(groups) == len(several)


@pytest.mark.parametrize("version", FULL[-1:])
def test_hashes_only_tell_what_to_compare(version, monkeypatch):
    core = opened(version)
    right, _ = core.groups()

    def poor(words):
        one, two = keys(words)
        long = words.first[1:] - words.first[:-1] > 2
        return np.where(long, one & np.uint64(15), one), np.where(long, np.uint64(0), two)

    hashes = duplicates._Keys.hashes
    monkeypatch.setattr(duplicates, "keys", poor)
    monkeypatch.setattr(duplicates._Keys, "hashes", lambda self, numbers: hashes(self, numbers) & np.uint64(4095 << 52))
    monkeypatch.setattr(duplicates, "_TOGETHER", 20000)
    found = find(core.session)
    for name in ("copies", "wasted", "lengths"):
        assert sorted(getattr(found, name)) == sorted(getattr(right, name))
    assert sorted(found.addresses) == sorted(right.addresses)


def test_words_are_equal_where_texts_are():
    chance = random.Random(5)
    texts = ["".join(chance.choice("ab\xff\0") for _ in range(chance.randrange(20))) for _ in range(300)]
    texts += [words + chance.choice("a\u0161\u6100") for words in texts]
    raws, widths, starts = [], [], []
    for words in texts:
        narrow = all(ord(letter) < 256 for letter in words) and chance.random() < 0.5
        raw = words.encode("latin-1" if narrow else "utf-16-le")
        starts.append(sum(map(len, raws)) // 8)
        raws.append(raw + bytes(chance.randrange(256) for _ in range(-len(raw) % 8)))
        widths.append(1 if narrow else 2)
    cells = np.frombuffer(b"".join(raws) + b"12345678", np.uint64)
    lengths = np.array([len(words) for words in texts])
    words = pack(cells, np.array(starts), lengths, np.array(widths))
    told = [(words.flat[words.first[i] : words.first[i + 1]].tobytes(), bool(words.wide[i]), len(each))
            for i, each in enumerate(texts)]  # fmt: skip
    assert len(set(told)) == len(set(texts)) == len(set(zip(told, texts)))
    one, two = keys(words)
    assert len(set(zip(one, two, words.wide, lengths))) == len(set(texts))
    same = [(i, j) for i, each in enumerate(texts) for j in range(i) if each == texts[j] and each]
    other = [(i, j) for i in range(300) for j in range(i) if len(texts[i]) == len(texts[j]) and texts[i] != texts[j]]
    for pairs, answer in ((same, True), ([(i, j) for i, j in other if told[i][1] == told[j][1]], False)):
        assert pairs and (equal(words, *np.array(pairs).T) == answer).all()


# -- the command -----------------------------------------------------------------------------


@pytest.mark.parametrize("version", FULL)
def test_rows(version):
    core = opened(version)
    for order, key in (("", lambda row: -row["wasted"]), ("--sort count", lambda row: -row["copies"]),
                       ("--sort name", lambda row: row["text"])):  # fmt: skip
        rows = core.json(order)["groups"]
        assert [key(row) for row in rows] == sorted(map(key, rows))
    top = core.json("--top 2")
    assert len(top["groups"]) == 2 and top["totals"] == core.json()["totals"]
    listed = core.json("-l --top 5")
    assert listed["count"] == len(set(listed["addresses"])) == sum(row["copies"] for row in core.json()["groups"][:5])
    printed = core.run("findjsobjects --duplicates --top 5")
    assert "'Mozilla/5.0 (X11; " in printed and "… 40 more" in printed
    totals = core.json()["totals"]
    assert printed.splitlines()[-1].startswith(f"{totals['strings']:,} strings have {totals['copies']:,} copies; all")
    core.run("findjsobjects --duplicates -s", commands.USAGE)


@pytest.mark.parametrize("version", FULL)
def test_copies_of_one(version):
    core = opened(version)
    of_one = core.run("findjsobjects --duplicates -l global.kept.hundred[7]").split()
    assert len(of_one) == 1000 and core.address("global.kept.hundred[999]") in of_one
    (row,) = core.json("global.kept.linked[3]")["groups"]
    assert (row["copies"], row["wasted"]) == (70, 69 * 32)
    assert "1 string has 3 copies" in core.run("findjsobjects --duplicates global.kept.apart[1]")
    assert "no other string" in core.run("findjsobjects --duplicates global.kept.parent", commands.PARTIAL)
    assert "is no string" in core.run("findjsobjects --duplicates global.kept", commands.PARTIAL)
    assert core.json("-k concatenated\\ string global.kept.linked[3]")["groups"] == [row]


@pytest.mark.parametrize("version", FULL)
def test_leaks_tell(version):
    document = json.loads(opened(version).run("jsleaks --json"))
    (told,) = (each["duplicates"] for each in document["isolates"])
    totals = opened(version).json("--live")["totals"]
    assert {name: told[name] for name in ("strings", "copies", "wasted")} == {
        name: totals[name] for name in ("strings", "copies", "wasted")}  # fmt: skip
    assert told["share"] > 10 and f"waste {totals['wasted']:,} bytes" in opened(version).run("jsleaks")
    assert "sentence" not in json.loads(opened(version).run("jsleaks --json --share 90"))["isolates"][0]["duplicates"]


@pytest.mark.parametrize("version", FULL[-1:])
def test_interrupted(version, monkeypatch):
    core = Core("duplicates", version)
    whole = core.json()["totals"]
    core = Core("duplicates", version)
    population_of(next(iter(heaps(core.session))))
    monkeypatch.setattr(type(core.session.process), "interrupted", lambda self: True)
    document = core.json(status=commands.PARTIAL)
    (warning,) = document["warnings"]
    assert warning.startswith("partial: interrupted after") and warning.endswith("strings")
    assert 0 < document["totals"]["compared"] < whole["compared"]
    monkeypatch.undo()
    assert core.json()["totals"] == whole


@pytest.mark.parametrize("version", FULL[-1:])
def test_what_cannot_be_read_is_left_out(version, tmp_path):
    core = opened(version)
    linked, deep = (int(core.address(f"global.kept.{name}[5]"), 16) - 1 for name in ("linked", "deep"))
    first = core.session.layout.offset("ConsString", "first")
    poked = {linked + first: 0x12345671, deep + first: deep + 1}  # nowhere, and itself
    core = Core("duplicates", version, spoiled.poke(spoiled.copy(core.target.core, tmp_path / "core"), poked))
    found, groups = core.groups()
    copies = {words[:12]: int(found.copies[group]) for words, group in groups.items() if "euro" not in words}
    assert (copies["the left hal"], copies["first part, "]) == (69, 41)


@pytest.mark.parametrize("version", FULL[-1:])
def test_damaged_strings(version, tmp_path):
    """A thousand words of strings changed: what is called equal is equal by what is there now."""
    core, chance = opened(version), random.Random(3)
    population = population_of(next(iter(heaps(core.session))))
    forms, _ = Forms(core.session).of_kinds(population.maps)
    forms = forms.take(population.kinds)
    pools = [population.addresses[forms == form].tolist() for form in (SEQUENTIAL, EXTERNAL, CONS, SLICED)]
    words = {}
    for _ in range(1000):
        string = chance.choice(chance.choice(pools))
        wrong = string + chance.randrange(16), chance.getrandbits(64), 5 << 32, (1 << 64) - (5 << 32)
        word = chance.choice((string | 1, *wrong))
        words[chance.choice(chance.choice(pools)) + 8 * chance.randrange(4)] = word
    dumped = [(start, start + size) for _, _, start, size in spoiled.segments(core.target.core)]
    words = {place: word for place, word in words.items() if any(low <= place < high for low, high in dumped)}
    damaged = Core("duplicates", version, spoiled.poke(spoiled.copy(core.target.core, tmp_path / "core"), words))
    parts = population.addresses, population.kinds, population.maps, population.sizes
    found = duplicates.find(next(iter(heaps(damaged.session))), *parts)
    assert 100 < len(found) and found.seen[0] < len(pools[0]) + len(pools[1]) + len(pools[2])
    for group in range(len(found)):
        whole = [each for each in found.members(group).tolist() if each not in words]  # with the map that it had
        assert len({damaged.text(each) for each in whole}) <= 1


@pytest.mark.parametrize("version", FULL[-1:])
def test_strings_of_several_isolates(version):
    core = Core("workers", version)
    parts = list(heaps(core.session))
    assert len(parts) > 1
    totals = core.json()["totals"]
    alone = [find_in(heap) for heap in parts]
    assert totals["wasted"] == sum(int(each.wasted.sum()) for each in alone)
    assert totals["strings"] == sum(len(each) for each in alone)


def find_in(heap):
    population = population_of(heap)
    return duplicates.find(heap, population.addresses, population.kinds, population.maps, population.sizes)
