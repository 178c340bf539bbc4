"""V8 13.6: Node.js 24."""

AFTER = "frames_12_9"

OFFSETS = {
    # src/execution/frame-constants.h; bytes from the frame pointer
    "ApiCallbackExitFrame": {"target": 48, "argc": None, "raw_argc": -24, "new_target": 56, "first_argument": 64},
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_pc": 288, "fast_c_call_caller_fp": 296, "c_entry_fp": 320, "c_function": 328,
        "context": 336, "exception": 360, "handler": 456, "js_entry_sp": 472, "embedder_data": 584, "roots": 640,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmSegmentStartFrame": 13, "InterpretedFrame": 14, "BaselineFrame": 15, "MaglevFrame": 16,
        "TurbofanJSFrame": 17, "StubFrame": 18, "TurbofanStubWithContextFrame": 19, "BuiltinContinuationFrame": 20,
        "JavaScriptBuiltinContinuationFrame": 21, "JavaScriptBuiltinContinuationWithCatchFrame": 22,
        "InternalFrame": 23, "ConstructFrame": 24, "FastConstructFrame": 25, "BuiltinFrame": 26,
        "BuiltinExitFrame": 27, "ApiCallbackExitFrame": 28, "ApiAccessorExitFrame": 29, "NativeFrame": 30,
        "IrregexpFrame": 31, "TurbofanFrame": None,
    },
}
