"""V8 7.8: Node.js 12.22."""

AFTER = "frames_7_7"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12464, "exception": 12480, "c_entry_fp": 12560, "handler": 12568, "c_function": 12576,
        "js_entry_sp": 12600,
    },
}
