"""V8 11.8: Node.js 21.7."""

AFTER = "frames_11_3"

OFFSETS = {
    # src/execution/frame-constants.h; bytes from the frame pointer
    "ApiCallbackExitFrame": {"target": 16, "argc": 24, "new_target": 80, "first_argument": 88},
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_fp": 240, "fast_c_call_caller_pc": 248, "context": 288, "exception": 304,
        "c_entry_fp": 392, "handler": 400, "c_function": 408, "js_entry_sp": 424, "embedder_data": 536,
        "roots": 576,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "FastConstructFrame": 24, "BuiltinFrame": 25, "BuiltinExitFrame": 26, "ApiCallbackExitFrame": 27,
        "NativeFrame": 28, "IrregexpFrame": 29,
    },
}
