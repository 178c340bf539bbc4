"""The C library's allocator, for a process that lives for one command."""

from __future__ import annotations

_M_TRIM_THRESHOLD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -4, -8  # of glibc's mallopt (malloc.h)


def keep_what_is_freed() -> None:
    """Has freed memory stay with the process, if the C library is glibc.

    Arrays of a whole heap come and go. glibc gives each large one back at once, and the kernel clears the pages of the
    next, which took a sixth of jsdominators' time without numba. The arenas of other threads would give theirs back in
    any case: there is one arena."""
    try:
        import ctypes

        mallopt = ctypes.CDLL(None).mallopt
    except (ImportError, OSError, AttributeError):
        return
    mallopt(_M_ARENA_MAX, 1)
    mallopt(_M_MMAP_MAX, 0)
    mallopt(_M_TRIM_THRESHOLD, -1)
