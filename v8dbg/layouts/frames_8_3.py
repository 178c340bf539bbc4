"""V8 8.3: Node.js 14.5."""

AFTER = "frames_8_1"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12816, "exception": 12832, "c_entry_fp": 12912, "handler": 12920, "c_function": 12928,
        "js_entry_sp": 12952,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmDebugBreakFrame": 9, "CWasmEntryFrame": 10, "WasmExitFrame": 11, "WasmCompileLazyFrame": 12,
        "InterpretedFrame": 13, "StubFrame": 14, "BuiltinContinuationFrame": 15,
        "JavaScriptBuiltinContinuationFrame": 16, "JavaScriptBuiltinContinuationWithCatchFrame": 17,
        "InternalFrame": 18, "ConstructFrame": 19, "ArgumentsAdaptorFrame": 20, "BuiltinFrame": 21,
        "BuiltinExitFrame": 22, "NativeFrame": 23,
    },
}
