"""WebAssembly's classes of heap objects, V8 7.9 (Node 13)."""

AFTER = "wasmclasses_7_4"

CLASSES = {
    # src/wasm/wasm-objects.h
    "WasmModuleObject": (
        "JSObject; native_module Foreign; export_wrappers FixedArray; script Script; "
        "asm_js_offset_table ByteArray|Undefined; break_point_infos FixedArray|Undefined"
    ),
}
