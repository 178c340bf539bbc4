"""Entry for gdb: `source v8dbg.py` adds v8dbg's commands. (lldb imports the folder of the same name.)"""

import importlib.util
import os
import sys


def _import_package() -> None:
    """Imports the folder beside this file. Its parent stays off sys.path: where pip installed us, that would
    give gdb's Python the packages of another one."""
    # not __file__: where a Python script sources us, gdb leaves that script's there
    here = os.path.realpath(_import_package.__code__.co_filename)
    folder = os.path.join(os.path.dirname(here), "v8dbg")
    file = os.path.join(folder, "__init__.py")
    spec = importlib.util.spec_from_file_location("v8dbg", file, submodule_search_locations=[folder])
    assert spec is not None and spec.loader is not None, file
    module = importlib.util.module_from_spec(spec)
    sys.modules["v8dbg"] = module
    spec.loader.exec_module(module)


def _load() -> None:
    loaded = sys.modules.get("v8dbg.gdb_host")
    if loaded is not None:  # sourced again: take the files as they are now
        loaded.unregister()
    for name in [name for name in sys.modules if name == "v8dbg" or name.startswith("v8dbg.")]:
        del sys.modules[name]
    _import_package()
    from v8dbg import gdb_frames, gdb_host, gdb_unwinder

    gdb_host.register()
    gdb_unwinder.register()
    gdb_frames.register()


_load()
