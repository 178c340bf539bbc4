'use strict';
// Idea: handles of every kind, requests under way, and what Node.js itself tells of the process.
// Tells: values
// Flags: --stack-trace-limit=7
// Args: one two-words
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const dgram = require('dgram');
const { spawn, execFileSync } = require('child_process');
const { die } = require('./truth.js');

process.title = 'busy-handles';
process.env.V8DBG_SEEN = 'yes, ключ';
const name = (each) => each.constructor.name;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'v8dbg-handles-'));
const fifo = path.join(folder, 'fifo');
execFileSync('mkfifo', [fifo]);

const server = net.createServer();
const quiet = net.createServer();
const socket = dgram.createSocket('udp4');
const child = spawn('sleep', ['60'], { stdio: ['pipe', 'ignore', 'ignore'] });
const watcher = fs.watch(folder);
const file = fs.watchFile(fifo, () => {});
process.on('SIGUSR2', () => {});
setInterval(function often() {}, 1000000);
setTimeout(function once() {}, 2000000);
setTimeout(function never() {}, 3000000).unref();
fs.open(fifo, 'r', () => {}); // waits for a writer, in a thread of libuv
if (fs.promises) fs.promises.open(fifo, 'r').catch(() => {});

function record() {
  const handles = process._getActiveHandles();
  const requests = process._getActiveRequests();
  const truth = { // Node's own names of what it lists
    handles: handles.map(name), requests: requests.map(name), port: server.address().port,
    resources: process.getActiveResourcesInfo ? process.getActiveResourcesInfo() : null,
    pid: process.pid, ppid: process.ppid, version: process.version, versions: process.versions, arch: process.arch,
    platform: process.platform, title: process.title, argv: process.argv, execArgv: process.execArgv,
    execPath: process.execPath, env: process.env, cwd: process.cwd(),
  };
  fs.unlinkSync(fifo);
  child.kill('SIGKILL');
  fs.rmdirSync(folder);
  die(truth);
}

socket.bind(0, '127.0.0.1', () => {
  quiet.listen(0, '127.0.0.1', () => {
    quiet.unref();
    server.listen(0, '127.0.0.1', () => {
      const client = net.connect(server.address().port, '127.0.0.1');
      client.on('connect', () => setTimeout(record, 200));
    });
  });
});
