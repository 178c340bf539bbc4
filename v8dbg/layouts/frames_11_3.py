"""V8 11.3: Node.js 20."""

AFTER = "frames_10_8"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_fp": 232, "fast_c_call_caller_pc": 240, "context": 280, "exception": 296,
        "c_entry_fp": 384, "handler": 392, "c_function": 400, "js_entry_sp": 416, "embedder_data": 464,
        "roots": 496,
    },
}

CONSTANTS = {
    # src/execution/frames.h (STACK_FRAME_TYPE_LIST)
    "frame_type": {
        "WasmLiftoffSetupFrame": 12, "IrregexpFrame": 27, "WasmCompileLazyFrame": None,
    },
}
