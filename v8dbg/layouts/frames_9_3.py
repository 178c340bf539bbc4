"""V8 9.3: Node.js 16.9 and 16.10."""

AFTER = "frames_9_2"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 13864, "exception": 13880, "c_entry_fp": 13960, "handler": 13968, "c_function": 13976,
        "js_entry_sp": 14000,
    },
}
