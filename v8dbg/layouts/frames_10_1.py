"""V8 10.1: Node.js 18.0."""

AFTER = "frames_9_6"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "embedder_data": 224, "fast_c_call_caller_fp": 256, "fast_c_call_caller_pc": 264, "roots": 288,
        "context": 17528, "exception": 17544, "c_entry_fp": 17632, "handler": 17640, "c_function": 17648,
        "js_entry_sp": 17672,
    },
}

CONSTANTS = {
    # src/common/globals.h (kJSArgcReceiverSlots)
    "frame": {"argc_receiver": 1},
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "StackSwitchFrame": 7, "WasmDebugBreakFrame": 8, "CWasmEntryFrame": 9, "WasmExitFrame": 10,
        "WasmCompileLazyFrame": 11, "InterpretedFrame": 12, "BaselineFrame": 13, "OptimizedFrame": 14,
        "StubFrame": 15, "BuiltinContinuationFrame": 16, "JavaScriptBuiltinContinuationFrame": 17,
        "JavaScriptBuiltinContinuationWithCatchFrame": 18, "InternalFrame": 19, "ConstructFrame": 20,
        "BuiltinFrame": 21, "BuiltinExitFrame": 22, "NativeFrame": 23,
    },
}
