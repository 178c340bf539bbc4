"""V8 7.9: Node.js 13.14."""

AFTER = "frames_7_8"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "roots": 128, "context": 12632, "exception": 12648, "c_entry_fp": 12728, "handler": 12736,
        "c_function": 12744, "js_entry_sp": 12768,
    },
}
