"""The text of Node.js's URL objects: lib/internal/url.js keeps it in an object behind a private field or a symbol.

Up to Node 18.0 that object has only the parts of the address, and the text is put together from them.
"""

from __future__ import annotations

from typing import Dict, List, Union

from . import limits
from .elements import elements
from .objects import HeapObject
from .properties import named_properties
from .strings import String, text

_CANNOT_BE_BASE = 2  # URL_FLAGS_CANNOT_BE_BASE, src/node_url.h

Part = Union[str, int, List[str], None]


def href(url: HeapObject) -> str:
    """What `url.href` gives, "" where the object keeps no such parts. Raises Corrupt, Fault."""
    for each in named_properties(url):
        value = each.value if each.is_symbol and each.name in ("#context", "context") else None
        if isinstance(value, HeapObject):
            parts = {prop.name: _part(prop.value) for prop in named_properties(value) if not prop.is_symbol}
            whole = parts.get("href")
            return whole if isinstance(whole, str) else _joined(parts) if "scheme" in parts else ""
    return ""


def _part(value: object) -> Part:
    """A string, a number, a list of strings; None of null and anything else."""
    if isinstance(value, String):
        return text(value, limits.MAX_NAME)
    if isinstance(value, HeapObject) and value.type_name == "JS_ARRAY_TYPE":
        return [text(each, limits.MAX_NAME) for _, each in elements(value) if isinstance(each, String)]
    return value if isinstance(value, int) else None


def _joined(parts: Dict[str, Part]) -> str:
    """URL[kFormat] of Node 12 to 18.0."""
    said = {name: str(part) for name, part in parts.items() if isinstance(part, (str, int))}
    found = said.get("scheme", "")
    if "host" in said:
        user, password = said.get("username", ""), said.get("password", "")
        found += "//" + user + (f":{password}" if password else "") + ("@" if user or password else "") + said["host"]
        found += f":{said['port']}" if "port" in said else ""
    elif found == "file:":
        found += "//"
    path, flags = parts.get("path"), parts.get("flags")
    if isinstance(path, list) and path:
        opaque = isinstance(flags, int) and flags & _CANNOT_BE_BASE
        found += path[0] if opaque else "/" + "/".join(path)
    found += f"?{said['query']}" if "query" in said else ""
    return found + (f"#{said['fragment']}" if "fragment" in said else "")
