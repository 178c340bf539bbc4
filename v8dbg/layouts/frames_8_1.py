"""V8 8.1: Node.js 14.0."""

AFTER = "frames_7_9"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "fast_c_call_caller_fp": 56, "fast_c_call_caller_pc": 64, "context": 12712, "exception": 12728,
        "c_entry_fp": 12808, "handler": 12816, "c_function": 12824, "js_entry_sp": 12848,
    },
}
