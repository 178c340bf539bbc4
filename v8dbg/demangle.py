"""C++ names for people, by the C++ runtime library where this machine has one."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any, Optional

_LIBRARIES = ("libstdc++.so.6", "libc++abi.so.1", "libc++.so.1", "libc++abi.dylib")


@lru_cache(maxsize=1)
def _demangler() -> Optional[tuple[Any, Any]]:
    for name in _LIBRARIES:
        try:
            demangle = ctypes.CDLL(name).__cxa_demangle
        except (OSError, AttributeError):
            continue
        demangle.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(ctypes.c_int)]
        demangle.restype = ctypes.c_void_p
        free = ctypes.CDLL(None).free
        free.argtypes = [ctypes.c_void_p]
        free.restype = None
        return demangle, free
    return None


@lru_cache(maxsize=4096)
def demangle(name: str) -> str:
    """The C++ name of a linker symbol; the symbol itself where it is not C++ or no demangler can be loaded."""
    functions = _demangler() if name.startswith("_Z") else None
    if functions is None:
        return name
    status = ctypes.c_int(1)
    text = functions[0](name.encode(), None, None, ctypes.byref(status))
    if not text:
        return name
    try:
        return ctypes.string_at(text).decode("utf-8", "replace")
    finally:
        functions[1](text)
