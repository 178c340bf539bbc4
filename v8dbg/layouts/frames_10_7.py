"""V8 10.7: Node.js 19.0 and 19.1."""

AFTER = "frames_10_2"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "embedder_data": 184, "fast_c_call_caller_fp": 216, "fast_c_call_caller_pc": 224, "roots": 248,
        "context": 18080, "exception": 18096, "c_entry_fp": 18184, "handler": 18192, "c_function": 18200,
        "js_entry_sp": 18216,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmToJsFunctionFrame": 6, "JsToWasmFrame": 7, "StackSwitchFrame": 8, "WasmDebugBreakFrame": 9,
        "CWasmEntryFrame": 10, "WasmExitFrame": 11, "WasmCompileLazyFrame": 12, "InterpretedFrame": 13,
        "BaselineFrame": 14, "MaglevFrame": 15, "TurbofanFrame": 16, "StubFrame": 17,
        "TurbofanStubWithContextFrame": 18, "BuiltinContinuationFrame": 19,
        "JavaScriptBuiltinContinuationFrame": 20, "JavaScriptBuiltinContinuationWithCatchFrame": 21,
        "InternalFrame": 22, "ConstructFrame": 23, "BuiltinFrame": 24, "BuiltinExitFrame": 25, "NativeFrame": 26,
        "OptimizedFrame": None,
    },
}
