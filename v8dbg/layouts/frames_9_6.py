"""V8 9.6: Node.js 17.9."""

AFTER = "frames_9_4"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "embedder_data": 272, "fast_c_call_caller_fp": 304, "fast_c_call_caller_pc": 312, "roots": 336,
        "context": 14152, "exception": 14168, "c_entry_fp": 14248, "handler": 14256, "c_function": 14264,
        "js_entry_sp": 14288,
    },
}
