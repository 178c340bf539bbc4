"""V8 8.4: Node.js 14.6 to 14.21."""

AFTER = "v8_8_3"

OFFSETS = {
    # src/objects/code.h
    "Code": {"inlined_bytecode_size": 64, "instructions": 96},
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "cycle_root": 96, "async_parent_modules": 104, "top_level_capability": 112, "dfs_index": 120,
        "dfs_ancestor_index": 128, "pending_async_dependencies": 136, "flags": 144, "header_size": 152,
    },
}

BY_SIZE = {
    # src/objects/source-text-module.tq: V8 8.4.371.19 (Node.js 14.6 to 14.16) has it as V8 8.3
    "SOURCE_TEXT_MODULE_TYPE": {
        144: {
            "SourceTextModule": {
                "async_parent_modules": 96, "top_level_capability": 104, "dfs_index": 112, "dfs_ancestor_index": 120,
                "pending_async_dependencies": 128, "flags": 136, "header_size": 144, "cycle_root": None,
            },
        },
    },
}
