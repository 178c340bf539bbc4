"""WebAssembly's classes of heap objects, V8 9.0 (Node 16.0)."""

AFTER = "wasmclasses_8_6"

CLASSES = {
    # src/builtins/base.tq
    "WasmExceptionObject": None,
    # src/objects/debug-objects.tq
    "WasmValue": None,
    # src/wasm/wasm-objects.tq
    "WasmGlobalObject": (
        "JSObject; instance WasmInstanceObject|Undefined; untagged_buffer JSArrayBuffer|Undefined; "
        "tagged_buffer FixedArray|Undefined; offset Smi; raw_type Smi; is_mutable Smi"
    ),
    "WasmTableObject": (
        "JSObject; instance WasmInstanceObject|Undefined; entries FixedArray; current_length Smi; "
        "maximum_length Smi|HeapNumber|Undefined; dispatch_tables FixedArray; raw_type Smi"
    ),
    "WasmArray": "WasmObject; length u32; _ u32",
    "WasmContinuationObject": "Struct; stack Foreign; jmpbuf Foreign; parent WasmContinuationObject|Undefined",
    "WasmExportedFunctionData": (
        "Struct; wrapper_code Code|Smi; instance WasmInstanceObject; jump_table_offset Smi; function_index Smi; "
        "signature Foreign; wrapper_budget Smi; c_wrapper_code Code|Smi; wasm_call_target Smi|Foreign; "
        "packed_args_size Smi"
    ),
    "WasmModuleObject": "JSObject; managed_native_module Foreign; export_wrappers FixedArray; script Script",
    "WasmObject": "JSReceiver",
    "WasmOnFulfilledData": "HeapObject; suspender WasmSuspenderObject|Smi",
    "WasmStruct": "WasmObject",
    "WasmSuspenderObject": (
        "JSObject; continuation WasmContinuationObject|Undefined; parent WasmSuspenderObject|Undefined; "
        "resume JSObject; state Smi"
    ),
    "WasmTagObject": "JSObject; serialized_signature ByteArray; tag HeapObject",
    "WasmTypeInfo": (
        "Foreign; supertypes FixedArray; subtypes FixedArray; instance_size Smi; instance WasmInstanceObject"
    ),
}
