"""A value as util.inspect prints it: see printer_walk, and printer_kinds and its like for each kind of object."""

from __future__ import annotations

from . import printer_bytes, printer_errors, printer_functions, printer_kinds
from .elements import Slot
from .printer_walk import Options, Printer
from .session import Session

__all__ = ["Options", "Printer", "inspect", "printer_bytes", "printer_errors", "printer_functions", "printer_kinds"]

DEFAULT = Options()


def inspect(session: Session, value: Slot, options: Options = DEFAULT) -> str:
    """The text of a value, over as many lines as it needs; util.inspect's own, and what docs/jsprint.md adds."""
    return Printer(session, options).text(value)
