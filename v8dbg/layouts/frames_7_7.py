"""V8 7.7: Node.js 12.11 to 12.15."""

AFTER = "frames_7_6"

OFFSETS = {
    # src/execution/isolate-data.h, src/execution/thread-local-top.h; bytes from the Isolate's start, as the binary's
    # own JSEntry and CEntry use them through r13, which points 128 bytes further
    "IsolateData": {
        "context": 12432, "exception": 12448, "c_entry_fp": 12520, "handler": 12528, "c_function": 12536,
        "js_entry_sp": 12560,
    },
}
