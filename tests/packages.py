"""npm packages of the tests, installed into the cache on first use."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import nodes
import targets


def installed(wanted: Path, name: str, *flags: str) -> Path:
    """The folder in the cache that has what a package.json wants, in `node_modules`."""
    text = wanted.read_text()
    folder = nodes.cache() / name
    with targets.lock(folder / "install-000000000000"):
        if not (folder / "package.json").exists() or (folder / "package.json").read_text() != text:
            shutil.rmtree(folder / "node_modules", ignore_errors=True)
            with tempfile.TemporaryDirectory(dir=folder) as scratch:
                shutil.copy(wanted, scratch)
                npm = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *flags]
                subprocess.run(npm, cwd=scratch, check=True)
                os.rename(Path(scratch) / "node_modules", folder / "node_modules")
            (folder / "package.json").write_text(text)
    return folder
