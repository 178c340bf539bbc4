"""What the objects of each class retain together. Needs numpy."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Tuple

import numpy as np

from . import index
from .census import Census
from .population import make_population
from .retained import Retained
from .session import PerSession

Array = Any  # numpy.ndarray, whose types old numpy does not tell


@dataclass
class Classes:
    """The class of each node, as findjsobjects names it; a store is of its owner's."""

    names: List[str]
    of: Array  # int32[n], indices into names
    stores: Array  # bool[n]: is it one?


@dataclass
class ClassSize:
    """One class: living objects, bytes of these and of their stores, bytes that they retain together."""

    name: str
    count: int
    size: int
    retained: int
    representative: int  # node of the object that retains most

    def document(self) -> Dict[str, Any]:
        return {"class": self.name, "count": self.count, "bytes": self.size, "retained": self.retained}


_known: PerSession[Dict[int, Tuple[Retained, Classes, List[ClassSize]]]] = PerSession()


def classes_of(found: Retained) -> Classes:
    """The class of each node, remembered. Raises Error where the heap cannot be walked."""
    return _both(found)[0]


def class_sizes_of(found: Retained) -> List[ClassSize]:
    """All classes, those that retain most first. What an object of a class retains of another of it is counted once."""
    return _both(found)[1]


def _both(found: Retained) -> Tuple[Classes, List[ClassSize]]:
    graph = found.graph
    session = graph.heap.session
    known = _known.setdefault(session, {})
    kept = known.get(graph.heap.address)
    if kept is None or kept[0] is not found:
        part = found.part("classes")
        stored = index.load(session, part)
        if stored is not None and all(len(each) == len(graph) for each in stored.arrays.values()):
            classes = Classes(stored.facts["names"], stored.arrays["of"], stored.arrays["stores"])
            sizes = [ClassSize(**row) for row in stored.facts["sizes"]]
        else:
            classes = _find(found)
            sizes = _sizes(found, classes)
            if found.is_large:
                facts = {"names": classes.names, "sizes": [asdict(row) for row in sizes]}
                index.save(session, part, {"of": classes.of, "stores": classes.stores}, facts)
        kept = known[graph.heap.address] = found, classes, sizes
    return kept[1], kept[2]


def _find(found: Retained) -> Classes:
    graph = found.graph
    taken = Census(graph.addresses, graph.kinds.copy(), graph.sizes, graph.maps)
    population = make_population(graph.heap, taken=taken)
    kinds = np.where(population.owners >= 0, population.kinds[np.maximum(population.owners, 0)], population.kinds)
    names = sorted(set(population.names))
    number = {name: at for at, name in enumerate(names)}
    of_kind = np.array([number[name] for name in population.names], np.int32)
    of, stores = of_kind[kinds], population.owners >= 0
    return Classes(names, of, stores)


def _sizes(found: Retained, classes: Classes) -> List[ClassSize]:
    tree, count = found.tree, len(found.graph)
    alive = np.flatnonzero(tree.place[:count] >= 0)
    of = classes.of[alive]
    step = np.int64(len(tree) + 1)
    keys = of * step + tree.place[alive]  # class by class, and in each what dominates before what is dominated
    order = np.argsort(keys, kind="stable")
    keys, nodes, of = keys[order], alive[order], of[order]
    furthest: Array = np.maximum.accumulate(of * step + tree.end[nodes])
    outermost = np.ones(len(nodes), bool)
    outermost[1:] = keys[1:] >= furthest[:-1]
    kinds = len(classes.names)
    retained = np.bincount(of[outermost], weights=found.retained[nodes[outermost]], minlength=kinds)
    sizes = np.bincount(of, weights=found.sizes[nodes], minlength=kinds)
    counts = np.bincount(of[~classes.stores[nodes]], minlength=kinds)
    most: Array = np.zeros(kinds, np.int64)
    by_size = nodes[outermost][np.argsort(found.retained[nodes[outermost]], kind="stable")]
    most[classes.of[by_size]] = by_size  # the last one that is written is the largest
    rows = [
        ClassSize(name, int(counts[at]), int(sizes[at]), int(retained[at]), int(most[at]))
        for at, name in enumerate(classes.names) if counts[at]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.retained, row.name))
