"""V8 9.1: Node.js 16.4 and 16.5."""

AFTER = "frames_9_0"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 13528, "exception": 13544, "c_entry_fp": 13624, "handler": 13632, "c_function": 13640,
        "js_entry_sp": 13664,
    },
}
