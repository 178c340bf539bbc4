"""A client of the Debug Adapter Protocol that drives a real lldb-dap, as VS Code does."""

import json
import subprocess
from pathlib import Path

import debuggers


class Dap:
    """lldb-dap of one version, started; a context manager that ends it."""

    def __init__(self, version: str):
        argv, environment = debuggers.lldb(version)
        program = Path(argv[0]).with_name(f"lldb-dap-{version}")
        self._seq, self._received = 0, []
        self._process = subprocess.Popen(
            [program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=debuggers.clean_env(**environment),
        )

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._process.kill()
        self._process.wait()

    def request(self, command: str, **arguments) -> dict:
        """The body of the answer to a request; a request that fails raises what the adapter says."""
        return self.answer(self.send(command, **arguments))

    def send(self, command: str, **arguments) -> int:
        """Sends a request; returns the number that `answer` takes."""
        self._seq += 1
        message = {"seq": self._seq, "type": "request", "command": command, "arguments": arguments}
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()
        return self._seq

    def answer(self, number: int) -> dict:
        answer = self._wait(lambda each: each["type"] == "response" and each["request_seq"] == number)
        if not answer["success"]:
            raise RuntimeError(f"{answer['command']}: {answer.get('message')} {answer.get('body')}")
        return answer.get("body", {})

    def _wait(self, wanted) -> dict:
        for each in self._received:
            if wanted(each):
                return each
        while True:
            self._received.append(self._receive())
            if wanted(self._received[-1]):
                return self._received[-1]

    def _receive(self) -> dict:
        size = 0
        while True:
            header = self._process.stdout.readline()
            if not header:
                raise EOFError("lldb-dap ended")
            if header == b"\r\n":
                return json.loads(self._process.stdout.read(size))
            if header.lower().startswith(b"content-length:"):
                size = int(header.split(b":")[1])

    def open(self, target, **more) -> None:
        """Attaches to a core or a live process, v8dbg loaded as README's launch.json says."""
        where = {"pid": target.pid} if getattr(target, "pid", 0) else {"coreFile": str(target.core)}
        script = f"command script import {debuggers.PLUGIN}"
        self.request("initialize", adapterID="lldb-dap")
        attach = self.send("attach", program=str(target.node), initCommands=[script], **where, **more)
        self._wait(lambda each: each.get("event") == "initialized")
        self.request("configurationDone")
        self.answer(attach)  # some versions answer it last

    def console(self, text: str) -> str:
        """What the Debug Console shows for a typed line."""
        return self.request("evaluate", expression=text, context="repl")["result"]
