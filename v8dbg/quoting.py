"""Text as util.inspect writes it: quotes, escapes, property keys. Every result is one line."""

from __future__ import annotations

import re

from .properties import Property
from .strings import Symbol, symbol_text

_IDENTIFIER = re.compile(r"[a-zA-Z_][a-zA-Z_0-9]*\Z")
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\\": "\\\\"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def escape(raw: str, quote: str = "") -> str:
    """Control characters and lone surrogates as util.inspect writes them, and that quote."""

    def one(match: re.Match[str]) -> str:
        char = match[0]
        return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04x}")

    out = raw.replace("\\", "\\\\") if quote else raw
    out = _CONTROL.sub(one, out)
    return out.replace(quote, "\\" + quote) if quote == "'" else out


def quote_string(raw: str) -> str:
    """In single quotes, or in others where the text has single quotes and not those."""
    quote = next((q for q in "'\"`" if q not in raw and not (q == "`" and "${" in raw)), "'")
    return quote + escape(raw, quote) + quote


def name_text(name: str) -> str:
    """A string key: quoted where it is no plain identifier."""
    return name if _IDENTIFIER.match(name) else quote_string(name)


def key_text(prop: Property) -> str:
    """A key as it stands before the colon: name, 'any text', [Symbol(description)] or #private."""
    if isinstance(prop.key, Symbol):
        return prop.name if prop.key.is_private_name else f"[{escape(symbol_text(prop.key))}]"
    return name_text(prop.name)
