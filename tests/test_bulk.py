"""Words of many objects at once: those that reading one after another gives."""

import numpy as np
import pytest

import nodes
import targets
from v8dbg import bulk
from v8dbg.census import census
from v8dbg.elf_core import ElfCore
from v8dbg.heap import heaps
from v8dbg.session import Session

ENDS = sorted({nodes.versions()[0], nodes.versions()[-1]}, key=nodes.parse)


@pytest.mark.parametrize("version", ENDS)
@pytest.mark.parametrize("step", [1, 500])  # many in a page, and few
def test_words_of_addresses_with_any_lowest_bits(version, step):
    """As damaged references have them."""
    target = targets.core("reach", version)
    session = Session(ElfCore(str(target.core), str(target.node)))
    heap = next(iter(heaps(session)))
    places = census(heap).addresses
    old = [(page.area_start, page.area_end) for page in heap.space("old_space").pages]
    places = np.concatenate([places[(places >= low) & (places < high)] for low, high in sorted(old)])[::step]
    odd = np.unique(places + (np.arange(len(places)) % 8).astype(np.uint64))
    found = bulk.gather(heap, odd, (0, 8))
    for offset, words in zip((0, 8), found):
        read = [session.process.read_through((place & -8) + offset, 8) for place in odd.tolist()]
        expected = [int.from_bytes(raw, "little", signed=True) if len(raw) == 8 else 0 for raw in read]
        assert words.tolist() == expected
