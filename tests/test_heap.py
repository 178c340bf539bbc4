"""The heap as V8 counts it: the bytes of each space, pages tiled by objects; what is broken is passed over."""

import functools
import random

import pytest

import nodes
import spoiled
import targets
from v8dbg import heap_areas, heap_check
from v8dbg.census import census
from v8dbg.elf_core import ElfCore
from v8dbg.errors import Error
from v8dbg.heap import Heap, heaps
from v8dbg.heap_pages import is_swept, mark_bits, page_size
from v8dbg.heap_walk import PageWalk, object_at, objects, walker_of
from v8dbg.isolate import isolates
from v8dbg.layout import tables
from v8dbg.objects import HEAP_TAG
from v8dbg.session import Session

IN_PROGRESS = 3  # 2 in older V8: ConcurrentSweepingState::kInProgress
LATER = 16 << 10  # bytes of code and objects made between V8's answer and the death


def open_session(target, core=None):
    return Session(ElfCore(str(core or target.core), str(target.node)))


def poked_session(target, words=()):
    """One whose words can be changed, some of them at once: {address: word}."""
    session = Session(spoiled.Poked(ElfCore(str(target.core), str(target.node))))
    for address, word in dict(words).items():
        session.process.poke(address, word)
    return session


@functools.lru_cache(maxsize=1)
def walked(version):
    """(truth, heap, {space: [walk of each page]})."""
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    walks = {}
    for space, page in heap.pages():
        walk = PageWalk(page)
        at = page.area_start
        for entry in walker_of(heap).page(space, page, walk):
            start = entry.address - HEAP_TAG
            assert at <= start and start + entry.size <= page.area_end, "objects overlap"
            at = start + entry.size
        walks.setdefault(space.name, []).append(walk)
    return target.truth["extra"], heap, walks


@pytest.mark.parametrize("version", nodes.versions("all"))
@pytest.mark.parametrize("kind", ["a size", "what was freed"])
def test_numbers_in_a_space_that_look_like_addresses(version, kind):
    """A size that is an address of the executable, or the address of memory that was freed and has two addresses of the
    executable left, before a half of the new space: no half begins there. Two fractions behind it: no pages that are
    missing."""
    target = targets.core("heap", version)
    session = open_session(target)
    (heap,) = heaps(session)
    space = heap.space("new_space")
    half = max(page.owner for page in space.pages + space.from_pages)
    assert half > space.address, "its halves are spaces of their own"
    text = next(each for each in session.process.regions() if "x" in each.flags and each.path.endswith("/node"))
    words = {half - 8: text.start + 4096}
    if kind == "what was freed":
        below = session.process.threads()[0].registers["rsp"] - 1024 & -8  # of the stack, not in use
        words = {half - 8: below, below: text.start + 4096, below + 8: text.start + 8192}
    if all(not half < each.address <= half + 232 for each in heap.spaces):
        words |= {half + 216: 0x4048 << 48, half + 224: 0x40B0 << 48}
    (again,) = heaps(poked_session(target, words))
    assert not again.warnings
    assert [page.start for _, page in again.pages()] == [page.start for _, page in heap.pages()]


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_used_bytes_of_each_space(version):
    truth, heap, walks = walked(version)
    assert not heap.warnings
    assert {each["space_name"] for each in truth["spaces"]} == set(heap.session.layout.names("AllocationSpace"))
    for each in truth["spaces"]:
        name, told = each["space_name"], each["space_used_size"]
        used = sum(walk.used for walk in walks.get(name, []))
        if name == "read_only_space" and not told:
            continue  # shared by all isolates: V8 counts it nowhere
        # V8 counts as used what is in no list of free memory: fillers, and some allocators' areas
        also = sum(walk.free + walk.unused for walk in walks.get(name, []))
        if name == "new_space":
            also = sum(walk.free for walk in walks[name])
        else:
            also = max(0, also - each["space_available_size"])
        low, high = 0.99 * used - LATER, 1.01 * (used + also) + LATER
        assert low <= told <= high, f"{name}: {used} bytes of objects, {told} says V8"


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_size_of_each_space(version):
    truth, heap, _ = walked(version)
    sizes = {space.name: sum(page.size for page in space.pages + space.from_pages) for space in heap.spaces}
    for each in truth["spaces"]:
        if each["space_name"] != "read_only_space":
            assert sizes.get(each["space_name"], 0) == each["space_size"], each["space_name"]


@pytest.mark.parametrize("version", nodes.versions("all"))
def test_objects_tile_their_pages(version):
    _, heap, walks = walked(version)
    assert sum(walk.objects for each in walks.values() for walk in each) > 150_000
    for space in heap.spaces:
        for walk in walks.get(space.name, []):
            assert not walk.corrupt, f"{space.name}: {walk.corrupt[0]}"
            page = walk.page
            if space.is_large:
                assert walk.objects == 1 and walk.used <= page.area_end - page.area_start
            elif page.heap:
                assert walk.used + walk.free + walk.unused == page.area_end - page.area_start


@pytest.mark.parametrize("version", nodes.versions())
def test_pages_that_are_not_swept_yet(version):
    """Only what is marked is taken there, and the living are all found."""
    target = targets.core("heap_unswept", version)
    (heap,) = heaps(open_session(target))
    walker = walker_of(heap)
    shapes, unswept, places, free = {}, 0, [], 0
    for space, page in heap.pages():
        walk = PageWalk(page)
        for entry in walker.page(space, page, walk):
            shapes[entry.map_word] = shapes.get(entry.map_word, 0) + 1
            places.append((entry.address - HEAP_TAG, entry.size))
        free += walk.free
        assert not walk.corrupt, f"{space.name}: {walk.corrupt[0]}"
        unswept += page.heap != 0 and not is_swept(heap.session, page)
    assert target.truth["extra"]["alive"] in shapes.values()
    taken = census(heap)  # which takes all pages at once
    assert list(zip(taken.addresses.tolist(), taken.sizes.tolist())) == sorted(places)
    assert taken.free == free and not taken.corrupt
    print(version, unswept, "pages are not swept")


@pytest.mark.parametrize("version", nodes.versions())
def test_a_page_that_the_sweeper_is_at(version):
    """While it sweeps, marks tell what is alive; in the end it clears them, before it says that the page is done."""
    target = targets.core("heap", version)
    session = poked_session(target)
    (heap,) = heaps(session)
    space, walker = heap.space("old_space"), walker_of(heap)
    pages = [page for page in space.pages if not heap_areas.unused_of_page(heap, page)]
    page, every = max(((page, list(walker.page(space, page))) for page in pages), key=lambda each: len(each[1]))
    bits = mark_bits(session, page, space.pages[0])
    session.process.poke(page.info + session.layout.offset("Page", "sweeping"), IN_PROGRESS)

    def marked(entries):
        words = [0] * (page_size(session) // 512)
        for entry in entries:
            number = (entry.address - page.start) // 8
            words[number // 64] |= 1 << number % 64
        for number, word in enumerate(words):
            session.process.poke(bits + 8 * number, word)
        found, taken = list(walker.page(space, page)), census(heap)
        at = taken.addresses.tolist()
        here = [(each, size) for each, size in zip(at, taken.sizes.tolist()) if page.start <= each < page.area_end]
        assert here == [(entry.address - HEAP_TAG, entry.size) for entry in found]
        return found

    assert marked(every) == every
    for cleared in (len(every) // 2, len(every) - 1, len(every)):
        assert marked(every[cleared:]) == every, cleared
    for some in (every[::2], every[: len(every) // 2]):
        assert marked(some) == some


@pytest.mark.parametrize("version", [v for v in nodes.versions("all") if nodes.parse(v) >= (16,)])
def test_objects_of_webassembly(version):
    session, checked = open_session(targets.core("heap_wasm", version)), 0
    (heap,) = heaps(session)
    for space, page in heap.pages():
        walk = PageWalk(page)
        found = list(walker_of(heap).page(space, page, walk))
        assert len(found) == walk.objects
        assert not walk.corrupt, f"{space.name}: {walk.corrupt[0]}"
        for entry in found:
            if session.layout.type_name(session.instance_type(entry.map_word)).startswith("WASM_"):
                assert [each.text for each in heap_check.of_object(session, entry.address)] == []
                checked += 1
    assert checked >= 5


@pytest.mark.parametrize("version", nodes.versions())
def test_search_finds_the_same_pages(version):
    target = targets.core("heap", version)
    session = open_session(target)
    (isolate,) = isolates(session)
    told = Heap(isolate)

    class Blind(Heap):
        """A heap whose table of spaces cannot be read."""

        def _table_of_spaces(self):
            return []

    searched = Blind(isolate)
    for space in told.spaces:
        found = {page.start for other in searched.spaces if other.name == space.name
                 for page in other.pages + other.from_pages}
        assert found == {page.start for page in space.pages + space.from_pages}, space.name


@pytest.mark.parametrize("version", nodes.versions())
def test_workers_have_heaps_of_their_own(version):
    found = list(heaps(open_session(targets.core("workers", version))))
    assert len(found) > 1
    starts = [page.start for heap in found for space, page in heap.pages() if page.heap]
    assert len(starts) == len(set(starts))
    for heap in found:
        assert not heap.warnings
        assert sum(1 for _ in objects(heap)) > 10_000


@pytest.mark.parametrize("version", nodes.versions())
def test_one_spoiled_map_loses_one_object(version, tmp_path):
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    for page in heap.space("old_space").pages[2:]:
        before = list(walker_of(heap).page(heap.space("old_space"), page))
        fitting = (e for e in before[100:] if 32 <= e.size <= 512 and spoiled.is_plain(heap.session, e))
        lost = next(fitting, None)
        if lost:
            break
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), {lost.address - HEAP_TAG: 0xDEAD0000})
    (heap,) = heaps(open_session(target, core))
    walk = PageWalk(page)
    after = list(walker_of(heap).page(heap.space("old_space"), page, walk))
    assert [(each.start, each.end) for each in walk.corrupt] == [
        (lost.address - HEAP_TAG, lost.address - HEAP_TAG + lost.size)
    ]
    assert after == [entry for entry in before if entry != lost]


@pytest.mark.parametrize("version", [each for each in nodes.versions() if nodes.parse(each) >= (15,)])
def test_an_area_belongs_to_an_allocator(version, tmp_path):
    """What else holds top and limit, a dead part of a stack for one, holds no allocation area."""
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    space = heap.space("old_space")
    page = next(page for page in space.pages if not heap_areas.unused_of_page(heap, page))
    top = list(walker_of(heap).page(space, page))[-50].address - HEAP_TAG
    room = bytes(6 * 8)
    places = list(heap_areas._places(heap))
    trusted = [range(start, start + size) for start, size, pointed in places if not pointed]  # isolate and spaces
    rooms = (start + 0x80 for start, _, pointed in places if pointed)
    free = (at for at in rooms if not any(at in each or at + len(room) in each for each in trusted))
    place = next(at for at in free if heap.session.process.read_some(at, len(room)) == room) + 8
    found = []
    for before in (0x6A40, heap.address, place + 8):
        words = dict(zip(range(place, place + 32, 8), (before, top, top, page.area_end)))
        core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)
        found.append(heap_areas.unused_of_page(next(heaps(open_session(target, core))), page))
    assert found == [[], [(top, page.area_end)], [(top, page.area_end)]]


@pytest.mark.parametrize("version", nodes.versions())
def test_a_list_of_addresses_is_no_area(version):
    """Behind a space other memory follows, for one a list of where the code of a page begins."""
    target = targets.core("heap", version)
    session = poked_session(target)
    (heap,) = heaps(session)
    space = heap.space("code_space")
    page = max(space.pages, key=lambda each: len(list(walker_of(heap).page(space, each))))
    starts = [entry.address - HEAP_TAG for entry in walker_of(heap).page(space, page)][:6]
    length = 8 * len(starts) + 16
    trusted = [(start, size) for start, size, pointed in heap_areas._places(heap) if not pointed]  # isolate and spaces
    places = (at for start, size in trusted for at in range(start, start + size - length, 8))
    empty = next(at for at in places if not any(session.process.some_words(at, length // 8)))
    before = heap_areas.unused_areas(heap)
    for place, start in zip(range(empty + 8, empty + length, 8), starts):
        session.process.poke(place, start)
    assert len(starts) == 6
    assert heap_areas.unused_areas(heap) == before


@pytest.mark.parametrize("version", nodes.versions())
def test_object_of_an_inner_address(version):
    (heap,) = heaps(open_session(targets.core("heap", version)))
    space = heap.space("old_space")
    entries = list(walker_of(heap).page(space, space.pages[1]))[50:60]
    for entry in entries:
        for inner in (0, 1, 8, entry.size - 1):
            assert object_at(heap, entry.address - HEAP_TAG + inner)[2] == entry


@pytest.mark.parametrize("version", nodes.versions())
def test_words_flipped_at_random(version, tmp_path):
    """A walk over a damaged heap ends, and says what it passed over."""
    target = targets.core("heap", version)
    chance = random.Random(3)
    loads = [(start, size) for _, _, start, size in spoiled.segments(target.core)]
    (heap,) = heaps(open_session(target))
    areas = [(page.area_start, page.area_end) for space, page in heap.pages() if not space.is_young and page.heap]
    words = {}
    for _ in range(2000):
        low, high = chance.choice(areas)
        address = chance.randrange(low, high, 8)
        if any(start <= address < start + size for start, size in loads):
            words[address] = chance.getrandbits(64)
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)
    session = open_session(target, core)
    found = passed = 0
    for heap in heaps(session):
        for space, page in heap.pages():
            walk = PageWalk(page)
            found += sum(1 for _ in walker_of(heap).page(space, page, walk))
            passed += len(walk.corrupt)
    assert found > 100_000 and passed > 50


def everything(heap):
    """(address, map, size) of every object, one page after another."""
    return sorted((entry.address - HEAP_TAG, entry.map_word, entry.size) for entry in objects(heap))


@pytest.mark.parametrize("program", ["heap", "heap_unswept"])
@pytest.mark.parametrize("version", nodes.versions())
def test_census_is_the_walk(version, program):
    """All pages at once give what one after another gives."""
    (heap,) = heaps(open_session(targets.core(program, version)))
    taken = census(heap)
    kinds = [taken.maps[kind] for kind in taken.kinds.tolist()]
    assert sorted(zip(taken.addresses.tolist(), kinds, taken.sizes.tolist())) == everything(heap)
    assert not taken.corrupt


@pytest.mark.parametrize("seed", [7, 9])
@pytest.mark.parametrize("version", nodes.versions()[-2:])
def test_census_of_a_damaged_heap(version, seed, tmp_path):
    """Among what is written are maps: where one stands, an object might begin."""
    target = targets.core("heap", version)
    (heap,) = heaps(open_session(target))
    maps = census(heap).maps
    chance, words = random.Random(seed), {}
    for page in heap.space("old_space").pages:
        for _ in range(20):
            word = chance.choice([chance.getrandbits(64), chance.getrandbits(34), 0, chance.choice(maps)])
            words[chance.randrange(page.area_start, page.area_end, 8)] = word
    core = spoiled.poke(spoiled.copy(target.core, tmp_path / "core"), words)
    (heap,) = heaps(open_session(target, core))
    taken = census(heap)
    assert taken.corrupt
    kinds = [taken.maps[kind] for kind in taken.kinds.tolist()]
    assert sorted(zip(taken.addresses.tolist(), kinds, taken.sizes.tolist())) == everything(heap)


@pytest.mark.parametrize("version", nodes.versions()[:1])
def test_tables_of_another_v8(version):
    """Pages that are not as the table says: some V8's tables are refused, none leads astray."""
    target = targets.core("heap_unswept", version)
    refused = []
    for table in tables()["heap"][::3]:
        session = open_session(target)
        session.layout._load_tables("heap_%d_%d" % table)
        try:
            census(next(heaps(session)))
        except Error as error:
            refused.append(str(error))
    assert 0 < len(refused) < len(tables()["heap"][::3])


@pytest.mark.parametrize("version", nodes.versions()[:1])
def test_no_page_tells_where_mark_bits_are(version):
    (heap,) = heaps(open_session(targets.core("heap_unswept", version)))
    page = heap.space("old_space").pages[0]
    heap.space("old_space").pages.clear()
    walk = PageWalk(page)
    assert not list(walker_of(heap).marked(walk, page.area_start, page.area_end))
    assert "the old space has no page" in walk.corrupt[0].reason


@pytest.mark.parametrize("version", [v for v in nodes.versions() if nodes.parse(v) < (20,)][:1])
def test_roots_are_elsewhere_in_the_isolate(version):
    """As in Node 13.0: V8's thread-local variable says where the isolate begins, the oddballs where its roots do."""
    target = targets.core("heap", version)
    (told,) = isolates(open_session(target))
    session = open_session(target)
    session.layout.patch("IsolateData", "roots", session.layout.offset("IsolateData", "roots") - 16)
    (found,) = isolates(session)
    assert found.address == told.address and found.place("roots") == told.place("roots")
