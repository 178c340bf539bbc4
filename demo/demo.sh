#!/usr/bin/env bash
# The demonstration behind `make demo`: a busy Node.js service, stopped live by gdb and lldb, and dumped.
# Shows the commands that exist; exit status 0 means that each of them printed and that all hosts agree.
set -euo pipefail
cd "$(dirname "$0")/.."

python=.venv/bin/python
node=$($python tests/nodes.py "${V8DBG_DEMO_NODE:-24.21.0}")
work=$(mktemp -d)
pids=()
finish() {
    kill -CONT "${pids[@]}" 2>/dev/null || true
    kill "${pids[@]}" 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

title() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
die() { printf 'demo: %s\n' "$*" >&2; exit 1; }

run_gdb() { gdb -nx -q -batch -ex 'set debuginfod enabled off' -ex 'set print thread-events off' "$@"; }
run_lldb() { scripts/lldb --no-lldbinit --batch "$@"; }

# What a debugger printed between the two markers that surround our command
between() { sed -n '/^v8dbg-begin$/,/^v8dbg-end$/ { /^v8dbg-/d; /^(lldb) /d; p }' "$1"; }
gdb_mark() { printf 'python print("v8dbg-%s", flush=True)' "$1"; }
lldb_mark() { printf 'script print("v8dbg-%s", flush=True)' "$1"; }

in_gdb() { # COMMAND GDB-ARGUMENTS …
    local command=$1; shift
    run_gdb "$@" -ex 'source v8dbg.py' -ex "$(gdb_mark begin)" -ex "$command" -ex "$(gdb_mark end)" >"$work/out" 2>&1 </dev/null || true
    between "$work/out" | tee "$work/gdb"
    [ -s "$work/gdb" ] || { cat "$work/out" >&2; die "gdb printed nothing for $command"; }
}

in_lldb() { # COMMAND LLDB-ARGUMENTS …
    local command=$1; shift
    run_lldb "$@" -o 'command script import v8dbg.py' -o "$(lldb_mark begin)" -o "$command" -o "$(lldb_mark end)" >"$work/out" 2>&1 </dev/null || true
    between "$work/out" | tee "$work/lldb"
    [ -s "$work/lldb" ] || { cat "$work/out" >&2; die "lldb printed nothing for $command"; }
}

$python -m v8dbg --help >"$work/help" 2>&1 || die "python3 -m v8dbg --help fails: $(tail -n 1 "$work/help")"
exists() { grep -qw -- "$1" "$work/help"; }
exists jsstack || die "there is no jsstack in this checkout"

title "a service on Node.js $("$node" --version), with four clients"
"$node" demo/service.js >"$work/log" 2>&1 &
pids+=($!)
service=$!
for _ in $(seq 100); do grep -q listening "$work/log" && break; sleep 0.1; done
grep listening "$work/log" || die "the service did not start: $(cat "$work/log")"
"$node" demo/service.js load "$(awk '/listening/ {print $3}' "$work/log")" &
pids+=($!)
sleep 2

title "live in gdb: gdb -p $service, jsstack, and a core with generate-core-file"
in_gdb jsstack -p "$service"
run_gdb -p "$service" -ex "generate-core-file $work/core" >"$work/out" 2>&1 </dev/null || true
[ -s "$work/core" ] || { tail -n 3 "$work/out" >&2; die "gdb could not attach to our own child (see /proc/sys/kernel/yama/ptrace_scope) or not write a core"; }
du -h "$work/core" | awk '{print "core: " $1}'

title "live in lldb: lldb -p $service, jsstack"
in_lldb jsstack -p "$service"
kill "${pids[@]}" 2>/dev/null || true

# show COMMAND …: a command on the core, in the three hosts
show() {
    title "the core in gdb: gdb $(basename "$node") core, $*"
    in_gdb "$*" "$node" "$work/core"
    title "the core in lldb: lldb -c core $(basename "$node"), $*"
    in_lldb "$*" -c "$work/core" "$node"
    title "the core with no debugger: python3 -m v8dbg -e $(basename "$node") core $*"
    $python -m v8dbg -e "$node" "$work/core" "$@" | tee "$work/none"
    diff "$work/gdb" "$work/none" >"$work/diff" || { cat "$work/diff" >&2; die "gdb and no debugger differ"; }
    diff "$work/lldb" "$work/none" >"$work/diff" || { cat "$work/diff" >&2; die "lldb and no debugger differ"; }
    echo "(the three are the same)"
}

show jsstack
if exists findjsobjects; then show findjsobjects -k object --top 12; fi
if exists jsprint; then show jsprint process.version; fi
