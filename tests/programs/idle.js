'use strict';
// Idea: a http server with nothing to do: no JavaScript on the stack.
// Live: yes
const http = require('http');
const { note } = require('./truth.js');

const server = http.createServer((request, response) => response.end('hello'));
const timer = setInterval(function heartbeat() {}, 3600000);

server.listen(0, '127.0.0.1', () => {
  note({ port: server.address().port, handles: ['Server', timer.constructor.name] });
  console.log('ready');
});
