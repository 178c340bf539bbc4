"""V8 8.4: Node.js 14.5 to 14.21."""

AFTER = "v8_8_1"

OFFSETS = {
    # src/objects/code.h
    "Code": {"inlined_bytecode_size": 64, "instructions": 96},
    # src/objects/promise.tq
    "PromiseReaction": {"continuation_preserved_embedder_data": 40, "header_size": 48},
    "PromiseReactionJobTask": {"continuation_preserved_embedder_data": 40, "header_size": 48},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"function_token_offset": 44, "expected_nof_properties": 46, "flags2": 47},
    # src/objects/source-text-module.tq
    "SourceTextModule": {
        "cycle_root": 96, "async_parent_modules": 104, "top_level_capability": 112, "dfs_index": 120,
        "dfs_ancestor_index": 128, "pending_async_dependencies": 136, "flags": 144, "header_size": 152,
    },
    # src/objects/template.tq
    "FunctionTemplateRareData": {"c_function": 72, "c_signature": 80, "header_size": 88},
}
