"""V8 8.6: Node.js 15."""

AFTER = "v8_8_4"

OFFSETS = {
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "async_parent_modules": 96, "top_level_capability": 104, "dfs_index": 112, "dfs_ancestor_index": 120,
        "pending_async_dependencies": 128, "flags": 136, "header_size": 144, "cycle_root": None,
    },
}
