"""Bit fields of heap objects that only `v8print` shows, V8 7.9 (Node 13)."""

AFTER = "bits_7_8"

BITS = {
    # src/objects/js-array-buffer.h
    "JSArrayBuffer.bit_field": {"is_asm_js_memory": (3, 1), "is_shared": (4, 1), "is_wasm_memory": None},
}
