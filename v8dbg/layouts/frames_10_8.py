"""V8 10.8: Node.js 19.8."""

AFTER = "frames_10_7"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 18328, "exception": 18344, "c_entry_fp": 18432, "handler": 18440, "c_function": 18448,
        "js_entry_sp": 18464,
    },
}
