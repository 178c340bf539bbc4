"""V8 14.6: Node.js 26."""

AFTER = "frames_14_1"

OFFSETS = {
    # src/execution/frame-constants.h; bytes from the frame pointer
    "ApiCallbackExitFrame": {"target": 40, "new_target": None, "first_argument": 48},
    "BuiltinExitFrame": {"first_argument": 40},
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "roots": 688,
    },
}

CONSTANTS = {
    "frame": {"builtin_exit_extra_arguments": 4},
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "InterpretedFrame": 4, "BaselineFrame": 5, "MaglevFrame": 6, "TurbofanJSFrame": 7, "StubFrame": 8,
        "TurbofanStubWithContextFrame": 9, "BuiltinContinuationFrame": 10,
        "JavaScriptBuiltinContinuationFrame": 11, "JavaScriptBuiltinContinuationWithCatchFrame": 12,
        "InternalFrame": 13, "ConstructFrame": 14, "FastConstructFrame": 15, "BuiltinFrame": 16,
        "BuiltinExitFrame": 17, "ApiCallbackExitFrame": 18, "ApiConstructExitFrame": 19,
        "ApiNamedAccessorExitFrame": 20, "ApiIndexedAccessorExitFrame": 21, "NativeFrame": 22, "IrregexpFrame": 23,
        "WasmFrame": 24, "WasmToJsFrame": 25, "JsToWasmFrame": 26, "WasmJspiFrame": 27, "WasmDebugBreakFrame": 28,
        "CWasmEntryFrame": 29, "WasmStackEntryFrame": 30, "WasmStackExitFrame": 31, "WasmExitFrame": 32,
        "WasmLiftoffSetupFrame": 33, "WasmSegmentStartFrame": 34, "ApiAccessorExitFrame": None,
    },
}
