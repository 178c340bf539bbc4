"""WebAssembly's classes of heap objects, V8 13.6 (Node 24)."""

AFTER = "wasmclasses_12_9"

CLASSES = {
    # src/wasm/wasm-objects.tq
    "WasmMemoryObject": (
        "JSObject; array_buffer JSArrayBuffer; maximum_pages Smi; instances WeakArrayList; address_type u8; "
        "_ u8; _ u16; _ u32"
    ),
    "WasmTableObject": (
        "JSObject; entries FixedArray; current_length Smi; maximum_length Smi|HeapNumber|BigIntBase|Undefined; "
        "raw_type Smi; trusted_dispatch_table WasmDispatchTable|Smi; trusted_data WasmTrustedInstanceData|Smi; "
        "address_type u8; _ u8; _ u16; _ u32"
    ),
    "WasmTypeInfo": (
        "HeapObject; canonical_type u32; canonical_element_type u32; supertypes_length Smi; supertypes[] Object"
    ),
}
