"""V8 9.5: Node.js 17.0 and 17.1."""

AFTER = "frames_9_4"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "embedder_data": 272, "fast_c_call_caller_fp": 304, "fast_c_call_caller_pc": 312, "roots": 336,
        "context": 14144, "exception": 14160, "c_entry_fp": 14240, "handler": 14248, "c_function": 14256,
        "js_entry_sp": 14280,
    },
}
