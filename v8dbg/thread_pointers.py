"""Thread pointers (fs_base) by glibc's own lists of threads, for a debugger that does not show the register.

glibc describes its lists to debuggers in `_thread_db_*` constants: nptl_db/structs.def, nptl_db/db_info.c.
Each is three u32: bits of an element, number of elements, offset in bytes.
"""

from __future__ import annotations

from .errors import Fault
from .process import Process

_MAX_THREADS = 100_000
_LISTS = ("_thread_db_rtld_global__dl_stack_user", "_thread_db_rtld_global__dl_stack_used")


def thread_pointers(process: Process) -> dict[int, int]:
    """Kernel thread id -> address of its `struct pthread`; empty where the C library is no glibc 2.34 or later."""
    facts = process.symbols("_thread_db_")
    start = process.symbols("_rtld_global").get("_rtld_global")
    if start is None or not {"_thread_db_pthread_list", "_thread_db_pthread_tid", *_LISTS} <= facts.keys():
        return {}
    found: dict[int, int] = {}
    try:
        link, tid = (process.u32(facts[f"_thread_db_pthread_{name}"] + 8) for name in ("list", "tid"))
        for name in _LISTS:
            head = start + process.u32(facts[name] + 8)
            entry = process.u64(head)
            while entry not in (head, 0) and len(found) < _MAX_THREADS:
                thread = entry - link
                found[process.u32(thread + tid)] = thread
                entry = process.u64(entry)
    except Fault:
        pass  # stopped while glibc changed a list: what was found holds
    return found
