"""V8 10.2: Node.js 18.20."""

AFTER = "frames_10_1"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 17616, "exception": 17632, "c_entry_fp": 17720, "handler": 17728, "c_function": 17736,
        "js_entry_sp": 17752,
    },
}
