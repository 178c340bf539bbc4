"""V8 9.0: Node.js 16.0."""

AFTER = "frames_8_6"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "roots": 112, "context": 13432, "exception": 13448, "c_entry_fp": 13528, "handler": 13536,
        "c_function": 13544, "js_entry_sp": 13568,
    },
    # src/execution/frame-constants.h; bytes from the frame pointer
    "StandardFrame": {"argc": -24},
    "InterpretedFrame": {"bytecode_array": -32, "bytecode_offset": -40},
}

CONSTANTS = {
    # src/execution/frame-constants.h (StandardFrameConstants::kArgCOffset); it does not count the receiver
    "frame": {"argc_offset": -24, "argc_receiver": 0},
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmFrame": 4, "WasmToJsFrame": 5, "JsToWasmFrame": 6, "WasmDebugBreakFrame": 7, "CWasmEntryFrame": 8,
        "WasmExitFrame": 9, "WasmCompileLazyFrame": 10, "InterpretedFrame": 11, "BaselineFrame": 12,
        "OptimizedFrame": 13, "StubFrame": 14, "BuiltinContinuationFrame": 15,
        "JavaScriptBuiltinContinuationFrame": 16, "JavaScriptBuiltinContinuationWithCatchFrame": 17,
        "InternalFrame": 18, "ConstructFrame": 19, "ArgumentsAdaptorFrame": None,
    },
}
