"""Debian's Node.js, whose V8 is in a shared library: packages unpacked into the cache, nothing is installed.

It runs with LD_LIBRARY_PATH on its `libraries`, and loads a few files from /usr/share/nodejs (scripts/setup.sh)."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import nodes

LIBRARY = "libnode108"  # of Node.js 18, in Debian 12
LIBRARIES = ("libuv1", "libc-ares2", "libicu72", "libnghttp2-14", "libbrotli1")
LOADED = Path("/usr/share/nodejs/cjs-module-lexer/lexer.js")


def root() -> Path:
    """Where the packages are unpacked, on first use."""
    folder = nodes.cache() / "debian" / LIBRARY
    if not (folder / "usr" / "bin" / "node").exists():
        unpack(folder)
    return folder


def node() -> Path:
    """The executable, which is small: all is in its library."""
    return (root() / "usr" / "bin" / "node").resolve()


def libraries() -> Path:
    return root() / "usr" / "lib" / "x86_64-linux-gnu"


def version() -> str:
    """Such as 18.20.4."""
    said = subprocess.run([node(), "--version"], capture_output=True, text=True,
                          env={**os.environ, "LD_LIBRARY_PATH": str(libraries())})
    if said.returncode:
        raise OSError(f"Debian's Node.js does not run: {said.stderr.strip()[:300]}")
    return said.stdout.strip().lstrip("v")


def unpack(folder: Path) -> None:
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise FileNotFoundError(f"{LIBRARY} is not here, and no apt-get to fetch it with")
    listed = subprocess.run(["apt-cache", "--quiet=2", "madison", LIBRARY], capture_output=True, text=True).stdout
    found = re.search(r"\| *(\S+) *\|", listed)
    if not found:
        raise FileNotFoundError(f"this machine's package lists have no {LIBRARY}, which is in Debian 12")
    names = [f"nodejs={found[1]}", f"{LIBRARY}={found[1]}", *LIBRARIES]
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=folder.parent) as scratch:
        done = subprocess.run(["apt-get", "download", "-q", "-o", "Acquire::Retries=3", *names],
                              cwd=scratch, capture_output=True, text=True)
        packages = sorted(Path(scratch).glob("*.deb"))
        if done.returncode or len(packages) < len(names):
            raise FileNotFoundError(f"apt-get download {' '.join(names)} failed: {done.stderr.strip()[-300:]}")
        for package in packages:
            subprocess.run(["dpkg", "-x", str(package), f"{scratch}/root"], check=True)
        try:
            os.rename(f"{scratch}/root", folder)
        except OSError:  # another process was faster
            if not folder.exists():
                raise


if __name__ == "__main__":
    print(node(), version())
