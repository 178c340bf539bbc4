"""Instance types of V8 9.4: Node.js 16.20."""

AFTER = "types_9_3"

# src/objects/instance-type.h and what Torque generates into it
TYPES = {
    "WASM_GLOBAL_OBJECT_TYPE": 1111, "WASM_INSTANCE_OBJECT_TYPE": 1112, "WASM_MEMORY_OBJECT_TYPE": 1113,
    "WASM_MODULE_OBJECT_TYPE": 1114, "WASM_TABLE_OBJECT_TYPE": 1115, "WASM_TAG_OBJECT_TYPE": 1116,
    "WASM_EXCEPTION_OBJECT_TYPE": None,
}
