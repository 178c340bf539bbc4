"""Entry for gdb: `source v8dbg.py` adds v8dbg's commands. (lldb imports the folder of the same name.)"""

import os
import sys


def _load() -> None:
    folder = os.path.dirname(os.path.realpath(__file__))
    if folder not in sys.path:
        sys.path.insert(0, folder)
    loaded = sys.modules.get("v8dbg.gdb_host")
    if loaded is not None:  # sourced again: take the files as they are now
        loaded.unregister()
    for name in [name for name in sys.modules if name == "v8dbg" or name.startswith("v8dbg.")]:
        del sys.modules[name]
    from v8dbg import gdb_host, gdb_unwinder

    gdb_host.register()
    gdb_unwinder.register()


_load()
