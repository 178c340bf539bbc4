"""JavaScript's own values, V8 12.9 (Node 23.11)."""

AFTER = "values_12_4"

OFFSETS = {
    # src/objects/js-array-buffer.tq: a word for embedders before the fields
    "JSArrayBuffer": {"byte_length": 40, "max_byte_length": 48, "backing_store": 56, "extension": 64, "bit_field": 72},
    "JSArrayBufferView": {"buffer": 32, "bit_field": 40, "byte_offset": 48, "byte_length": 56},
    "JSTypedArray": {"length": 64, "external_pointer": 72, "base_pointer": 80},
    # src/objects/js-objects.tq: a bare double
    "JSDate": {"double_value": 24},
    # src/objects/js-objects.tq, module.tq
    "JSModuleNamespace": {"module": 32},
}
