"""V8 7.5: Node.js 12.5 to 12.8."""

AFTER = "frames_7_4"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12488, "exception": 12504, "c_entry_fp": 12576, "handler": 12584, "c_function": 12592,
        "js_entry_sp": 12616,
    },
}
