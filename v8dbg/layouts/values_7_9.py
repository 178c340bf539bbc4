"""Values of V8 7.9: Node.js 13."""

AFTER = "values_7_8"

BITS = {
    # src/objects/js-array-buffer.h: a flag for asm.js came before
    "JSArrayBuffer.bit_field": {"is_shared": (4, 1)},
}
