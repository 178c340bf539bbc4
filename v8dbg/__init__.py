"""v8dbg: JavaScript state of Node.js and V8, from live processes and core files."""

from typing import Any

__version__ = "0.1.0"


def __lldb_init_module(debugger: Any, internal: Any) -> None:
    """Called by lldb's `command script import`: adds the commands, those of the files as they are now."""
    import sys

    for name in [name for name in sys.modules if name.startswith(__name__ + ".")]:
        del sys.modules[name]
        globals().pop(name[len(__name__) + 1 :], None)  # `from . import` would take the old one from here
    from . import lldb_host

    lldb_host.register(debugger)
