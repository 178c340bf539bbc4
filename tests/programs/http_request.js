'use strict';
// Idea: a request handler of a http server.
// Chain: handle emit
const http = require('http');
const { die } = require('./truth.js');

const server = http.createServer(function handle(request, response) {
  die({ url: request.url, method: request.method });
  response.end();
});

server.listen(0, '127.0.0.1', () => {
  http.get({ host: '127.0.0.1', port: server.address().port, path: '/some/where?x=1' });
});
