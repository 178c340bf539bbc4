#!/usr/bin/env bash
# Installs what is missing, and says what, for one purpose:
#   scripts/setup.sh tools   .venv/ with the test tools
#   scripts/setup.sh demo    that, gdb, lldb and one Node.js ($V8DBG_DEMO_NODE)
#   scripts/setup.sh test    that, lldb 19 and 22 and Debian's Node.js beside it, and every Node.js of the tests
#                            (V8DBG_NODES=22,24 narrows)
# Debian packages come through apt-get (as root, or with sudo), Python's through pip, Node.js through npm.
# Node.js binaries and cores are kept in $V8DBG_CACHE, by default ~/.cache/v8dbg-tests.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '==> %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else return 1
    fi
}

# retry WHAT COMMAND …: registries refuse now and then; what still fails after three waits is broken
retry() {
    local what=$1 wait; shift
    for wait in ${V8DBG_WAITS-5 20 60}; do
        "$@" && return
        say "$what: that failed, once more in $wait s" >&2
        sleep "$wait"
    done
    "$@"
}

# quiet COMMAND …: the end of what it prints is shown where it fails
quiet() {
    local log
    log=$(mktemp)
    "$@" >"$log" 2>&1 && { rm -f "$log"; return; }
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}

apt_updated=
apt_update() {
    [ -n "$apt_updated" ] && return
    as_root apt-get -q -o Acquire::Retries=3 update >/dev/null 2>&1 || true # one broken list must not stop the rest
    apt_updated=1
}

# with_lists COMMAND …: one that asks for packages; where it fails, the lists may be older than what there is
with_lists() {
    apt_update
    "$@" && return
    apt_updated=
    return 1
}

# apt WHAT PACKAGE …: installs packages for WHAT
apt() {
    local what=$1; shift
    command -v apt-get >/dev/null || die "$what is missing and there is no apt-get here; install: $*"
    say "installing $what: apt-get install $*"
    retry "apt-get" quiet with_lists as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 \
        -o DPkg::Lock::Timeout=120 install --no-install-recommends "$@" ||
        die "$what could not be installed; run as root: apt-get update && apt-get install $*"
}

in_apt() { apt_update; [ -n "$(apt-cache --quiet=2 madison "$1" 2>/dev/null)" ]; }

works_gdb() { gdb -nx -batch -ex 'python print("python", 6 * 7)' 2>/dev/null | grep -q 'python 42'; }

works_lldb() { scripts/lldb --no-lldbinit --batch -o 'script print("python", 6 * 7)' 2>/dev/null | grep -q '^python 42'; }

debuggers() {
    works_gdb || { apt "gdb" gdb; works_gdb || die "this gdb has no Python in it: $(gdb --version 2>&1 | head -n 1)"; }
    works_lldb || {
        if in_apt lldb-14; then apt "lldb" lldb-14 python3-lldb-14; else apt "lldb" lldb; fi
        works_lldb || die "lldb is installed, but its Python bindings do not load (package python3-lldb-14)"
    }
}

gdb_imports_numpy() { gdb -nx -batch -ex 'python import numpy; print("numpy", 6 * 7)' 2>/dev/null | grep -q 'numpy 42'; }

# Commands that look through the whole heap need it, in the Python that the debuggers embed
debuggers_numpy() {
    gdb_imports_numpy && return
    apt "numpy for the Python of gdb and lldb" python3-numpy
    gdb_imports_numpy || die "python3-numpy is installed, but gdb's Python cannot import numpy"
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; }

# A Python that can make a virtual environment: the one on PATH, else Debian's
make_venv() {
    local python
    [ -e .venv ] || rm -f .venv # a link to one that is gone
    for python in python3 /usr/bin/python3; do
        new_enough "$python" && "$python" -m venv --clear .venv >/dev/null 2>&1 && return
    done
    apt "python3 with venv" python3 python3-venv
    /usr/bin/python3 -m venv --clear .venv || die "python3 -m venv .venv fails"
    new_enough .venv/bin/python || die "Python 3.9 or later is needed, here is $(.venv/bin/python --version)"
}

tools() {
    [ .venv/.installed -nt pyproject.toml ] && .venv/bin/python -c '' 2>/dev/null && return
    say "making .venv/ with the test tools (pip install -e '.[dev]')"
    make_venv
    retry pip quiet .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' ||
        die "pip could not install the test tools"
    touch .venv/.installed
}

# The lldb of the tests beside the installed one: Debian's packages conflict, so they are unpacked into the cache
more_lldb() {
    local missing libraries
    missing=$(PYTHONPATH=tests .venv/bin/python - <<'PYTHON'
import debuggers, nodes, shutil
print(*(v for v in debuggers.LLDB_VERSIONS
        if not shutil.which(f"lldb-{v}") and not (nodes.cache() / "lldb" / v / "usr" / "bin").is_dir()))
PYTHON
    )
    [ -n "$missing" ] || return 0
    say "unpacking lldb $missing into the cache (apt-get download, nothing is installed)"
    # shellcheck disable=SC2086 # one word a version
    retry "lldb $missing" quiet with_lists env PYTHONPATH=tests .venv/bin/python -c '
import sys, debuggers
for version in sys.argv[1:]: debuggers.lldb(version)
' $missing || die "lldb $missing could not be fetched (22 is in bookworm-security)"
    libraries=$(for version in $missing; do
        apt-cache depends "liblldb-$version" "libllvm$version" "libclang-cpp$version" |
            sed -n "/$version\$/d; s/^ *Depends: \(lib[^:]*\)\$/\1/p"
    done | sort -u | while read -r name; do dpkg -s "$name" >/dev/null 2>&1 || echo "$name"; done)
    [ -z "$libraries" ] || apt "the libraries of lldb $missing" $libraries
}

# node_js VERSION …: fetches Node.js releases
node_js() {
    local missing
    missing=$(PYTHONPATH=tests .venv/bin/python - "$@" <<'PYTHON'
import sys, nodes
for version in sys.argv[1:] or nodes.versions("all"):
    if not (nodes.cache() / "node" / version / "bin" / "node").exists():
        print(version)
PYTHON
    )
    if [ -n "$missing" ]; then
        command -v npm >/dev/null || apt "npm, which has every Node.js release" nodejs npm
        say "fetching Node.js from npm: $(echo $missing)"
        # shellcheck disable=SC2086 # one word a version
        retry npm quiet .venv/bin/python tests/nodes.py $missing || die "Node.js could not be fetched: $(echo $missing)"
    fi
    # newer releases are linked with it
    ldconfig -p | grep -q 'libatomic\.so\.1' || apt "libatomic, which Node.js 26 needs" libatomic1
}

# Node.js as a shared library: Debian's, unpacked into the cache; some of its JavaScript it loads from /usr/share
debian_node() {
    [ -f /usr/share/nodejs/cjs-module-lexer/lexer.js ] ||
        apt "the JavaScript that Debian's Node.js loads" node-acorn node-cjs-module-lexer node-undici
    [ -x "$(PYTHONPATH=tests .venv/bin/python -c 'import debian_node, nodes
print(nodes.cache() / "debian" / debian_node.LIBRARY / "usr/bin/node")')" ] && return
    say "unpacking Debian's Node.js 18 into the cache (apt-get download, nothing is installed)"
    retry "Debian's Node.js" quiet with_lists env PYTHONPATH=tests .venv/bin/python tests/debian_node.py ||
        die "Debian's Node.js 18 (nodejs, libnode108) could not be fetched or does not run"
}

case "${1:-}" in
    tools) tools ;;
    demo) debuggers; debuggers_numpy; tools; node_js "${V8DBG_DEMO_NODE:-24.21.0}" ;;
    test)
        debuggers
        debuggers_numpy
        command -v strip >/dev/null || apt "strip, for a test of stripped programs" binutils
        command -v npm >/dev/null || apt "npm, for Node.js and the applications of the tests" nodejs npm
        tools
        more_lldb
        node_js
        debian_node
        ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
