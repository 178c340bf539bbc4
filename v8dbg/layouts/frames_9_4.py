"""V8 9.4: Node.js 16.20."""

AFTER = "frames_9_3"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 13912, "exception": 13928, "c_entry_fp": 14008, "handler": 14016, "c_function": 14024,
        "js_entry_sp": 14048,
    },
}
