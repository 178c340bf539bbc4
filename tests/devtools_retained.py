"""Retained sizes of a .heapsnapshot by the rules of Chrome DevTools, in plain steps: what v8dbg's are held against.

The rules are those of HeapSnapshot.ts of DevTools' heap_snapshot_worker: which edges count (not weak ones, not
shortcuts but the root's, not those from a weak table to a value, not those from what only V8 owns to what a global
reaches)."""

import json
import re

import numpy as np

from v8dbg import dominators

_PAIR = re.compile(r"\d+ / part of key \(.*? @\d+\) -> value \(.*? @\d+\) pair in WeakMap \(table @(\d+)\)")


class Snapshot:
    def __init__(self, path):
        document = json.loads(path.read_text())
        meta, self.strings = document["snapshot"]["meta"], document["strings"]
        fields, edge_fields = meta["node_fields"], meta["edge_fields"]
        self.types, self.edge_types = meta["node_types"][0], meta["edge_types"][0]
        self.nodes = np.array(document["nodes"]).reshape(-1, len(fields))
        self.column = {name: number for number, name in enumerate(fields)}
        edges = np.array(document["edges"]).reshape(-1, len(edge_fields))
        self.kinds, self.names, self.targets = edges[:, 0], edges[:, 1], edges[:, 2] // len(fields)
        counts = self.nodes[:, self.column["edge_count"]]
        self.first = np.append(0, np.cumsum(counts))
        self.sources = np.repeat(np.arange(len(self.nodes)), counts)
        self.sizes = self.nodes[:, self.column["self_size"]]

    def name(self, node):
        return self.strings[self.nodes[node, self.column["name"]]]

    def properties(self, node):
        """{name: node} of the properties of an object"""
        rows = range(self.first[node], self.first[node + 1])
        kind = self.edge_types.index("property")
        return {self.strings[self.names[row]]: int(self.targets[row]) for row in rows if self.kinds[row] == kind}

    def object(self, name):
        """The one object of a class, not its prototype."""
        found = [node for node in np.flatnonzero(self.nodes[:, 0] == self.types.index("object"))
                 if self.name(node) == name]
        return max(found, key=lambda node: len(self.properties(node)))

    def retained(self):
        """(retained sizes, the tree of dominators)"""
        kind = {name: self.kinds == number for number, name in enumerate(self.edge_types)}
        counts = ~kind["weak"] & ~(kind["shortcut"] & (self.sources != 0)) & (self.sources != self.targets)
        ids = self.nodes[:, self.column["id"]]
        for edge in np.flatnonzero(kind["internal"]):
            pair = _PAIR.fullmatch(self.strings[self.names[edge]])
            if pair and ids[self.sources[edge]] == int(pair[1]):
                counts[edge] = False
        ours = np.zeros(len(self.nodes), bool)
        front = self.targets[kind["shortcut"] & (self.sources == 0)]
        while len(front):
            ours[front] = True
            reached = np.zeros(len(self.nodes), bool)
            reached[front] = True
            front = np.unique(self.targets[reached[self.sources] & ~kind["weak"]])
            front = front[~ours[front]]
        shortcuts = kind["shortcut"] & (self.sources == 0)
        counts &= shortcuts | ours[self.sources] | ~ours[self.targets]
        first = np.append(0, np.cumsum(np.bincount(self.sources[counts], minlength=len(self.nodes))))
        found = dominators.plain(first, self.targets[counts].astype(np.int32), 0)
        return found.retained(self.sizes), found
