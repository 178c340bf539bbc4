"""V8 7.4: Node.js 12.0."""

AFTER = None

OFFSETS = {
    # src/execution/frame-constants.h (WasmCompiledFrameConstants), from the frame pointer
    "WasmFrame": {"instance": -16},
    # src/wasm/wasm-objects.h
    "WasmModuleObject": {"managed_native_module": 24, "script": 40, "asm_js_offset_table": 56},
    # src/objects/foreign.h
    "Foreign": {"address": 8},
    # src/objects/managed.h, an object of C++
    "ManagedPtrDestructor": {"shared_ptr_ptr": 24},
    # src/wasm/wasm-code-manager.h, an object of C++
    "WasmCode": {
        "instructions": 0, "instructions_size": 8, "source_positions": 32, "source_positions_size": 40,
        "native_module": 48, "index": 56,
    },
}
