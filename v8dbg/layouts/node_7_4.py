"""C++ objects of Node.js and libuv that no symbol describes: offsets are bytes from the start of the C++ object."""

AFTER = None

OFFSETS = {
    # deps/uv/include/uv.h: UV_HANDLE_FIELDS, uv/unix.h: UV_HANDLE_PRIVATE_FIELDS
    "uv_handle_t": {"data": 0, "loop": 8, "type": 16, "close_cb": 24, "next_closing": 80, "flags": 88},
}

CONSTANTS = {
    # deps/uv/src/uv-common.h: UV_HANDLE_REF
    "uv_handle_t": {"ref": 8},
    # src/handle_wrap.h: places relative to handle_wrap_queue_. Node 16.20, 18.20 and later have state_ before the
    # queue, others behind it: which one it is says the pointer back in the uv_handle_t (HandleWrap::HandleWrap)
    "HandleWrap.state_before": {"state": -8, "handle": 16},
    "HandleWrap.state_behind": {"state": 16, "handle": 24},
}

LISTS = {
    # src/handle_wrap.h
    "HandleWrap.state": ("initialized", "closing", "closed"),
    # deps/uv/include/uv.h: UV_HANDLE_TYPE_MAP
    "uv_handle_type": (
        "unknown", "async", "check", "fs_event", "fs_poll", "handle", "idle", "pipe", "poll", "prepare", "process",
        "stream", "tcp", "timer", "tty", "udp", "signal", "file",
    ),
}  # fmt: skip
