"""V8 8.4: Node.js 14.21."""

AFTER = "frames_8_3"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12944, "exception": 12960, "c_entry_fp": 13040, "handler": 13048, "c_function": 13056,
        "js_entry_sp": 13080,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmFrame": 5, "WasmDebugBreakFrame": 8, "CWasmEntryFrame": 9, "WasmExitFrame": 10,
        "WasmCompileLazyFrame": 11, "InterpretedFrame": 12, "StubFrame": 13, "BuiltinContinuationFrame": 14,
        "JavaScriptBuiltinContinuationFrame": 15, "JavaScriptBuiltinContinuationWithCatchFrame": 16,
        "InternalFrame": 17, "ConstructFrame": 18, "ArgumentsAdaptorFrame": 19, "BuiltinFrame": 20,
        "BuiltinExitFrame": 21, "NativeFrame": 22, "WasmCompiledFrame": None, "WasmInterpreterEntryFrame": None,
    },
}
