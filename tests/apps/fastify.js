'use strict';
// A server with a schema, hooks and a nested plugin, under load from a worker thread on loopback.
const { Worker, isMainThread, workerData } = require('worker_threads');
const http = require('http');

function load(port) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const next = () => http.get({ host: '127.0.0.1', port, agent, path: `/users/${Math.random() * 1000 | 0}` }, (response) => {
    response.on('data', () => {}).on('end', next);
  });
  for (let i = 0; i < 8; i++) next();
}

async function serve() {
  const app = require('fastify')();
  const schema = { response: { 200: { type: 'object', properties: { id: { type: 'string' }, list: { type: 'array', items: { type: 'number' } } } } } };
  app.addHook('onRequest', async (request) => { request.started = process.hrtime(); });
  app.register(async (scope) => {
    scope.get('/users/:id', { schema }, async (request) => {
      const list = Array.from({ length: 3000 }, (_, i) => i * request.params.id);
      return { id: request.params.id, list: list.sort((a, b) => b - a) };
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  new Worker(__filename, { workerData: app.server.address().port });
}

if (isMainThread) serve();
else load(workerData);
