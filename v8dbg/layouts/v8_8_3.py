"""V8 8.3: Node.js 14.5."""

AFTER = "v8_8_1"

OFFSETS = {
    # src/objects/promise.tq
    "PromiseReaction": {"continuation_preserved_embedder_data": 40, "header_size": 48},
    "PromiseReactionJobTask": {"continuation_preserved_embedder_data": 40, "header_size": 48},
    # src/objects/shared-function-info.tq
    "SharedFunctionInfo": {"function_token_offset": 44, "expected_nof_properties": 46, "flags2": 47},
    # src/objects/template.tq
    "FunctionTemplateRareData": {"c_function": 72, "c_signature": 80, "header_size": 88},
}
