"""The errors that v8dbg raises on purpose; everything else is a bug.

Each carries a sentence that says what is wrong and, in `hint`, what to try next.
They are caught in three places only: around one value in a preview, around one
object in the careful heap walk, and around one command in a host.
"""

from __future__ import annotations


class Error(Exception):
    """Something in the target or the request stops us; `hint` says what to try."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Fault(Error):
    """Memory at `address` cannot be read (not mapped, or not in the core)."""

    def __init__(self, address: int, message: str = "", hint: str = "") -> None:
        super().__init__(message or f"cannot read memory at {address:#x}", hint)
        self.address = address


class Corrupt(Error):
    """Bytes were read, but they are not what V8 puts there."""


class Unknown(Error):
    """A fact of V8's layout that neither the binary nor our tables give."""

    def __init__(self, name: str, version: str) -> None:
        super().__init__(
            f"V8 {version}: no {name} in this binary's symbols or in v8dbg's tables",
            "`v8layout` lists what is known; `v8load` forces the tables of another version",
        )
        self.name = name


class NotFound(Error):
    """The thing that was asked for does not exist in the target."""


class Usage(Error):
    """The command line is wrong; the sentence says what is accepted."""
