"""V8 9.6: Node.js 17.9."""

AFTER = "frames_9_5"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 14152, "exception": 14168, "c_entry_fp": 14248, "handler": 14256, "c_function": 14264,
        "js_entry_sp": 14288,
    },
}
