"""V8 9.2: Node.js 16.6 to 16.8."""

AFTER = "frames_9_1"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 13824, "exception": 13840, "c_entry_fp": 13920, "handler": 13928, "c_function": 13936,
        "js_entry_sp": 13960,
    },
}
