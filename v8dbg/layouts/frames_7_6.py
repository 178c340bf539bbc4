"""V8 7.6: Node.js 12.9 and 12.10."""

AFTER = "frames_7_5"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12376, "exception": 12392, "c_entry_fp": 12464, "handler": 12472, "c_function": 12480,
        "js_entry_sp": 12504,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmExitFrame": 10, "WasmCompileLazyFrame": 11, "InterpretedFrame": 12, "StubFrame": 13,
        "BuiltinContinuationFrame": 14, "JavaScriptBuiltinContinuationFrame": 15,
        "JavaScriptBuiltinContinuationWithCatchFrame": 16, "InternalFrame": 17, "ConstructFrame": 18,
        "ArgumentsAdaptorFrame": 19, "BuiltinFrame": 20, "BuiltinExitFrame": 21, "NativeFrame": 22,
    },
}
