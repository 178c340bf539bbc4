// A process that crashes on one request among many, for the tutorial: `node --abort-on-uncaught-exception crash.js`.
'use strict';

class Cart {
  constructor(customer, lines) {
    this.customer = customer;
    this.lines = lines;
  }

  total(prices) {
    return this.lines.reduce((sum, line) => sum + line.count * prices.get(line.article).cents, 0);
  }
}

const prices = new Map([['lamp', { cents: 4900 }], ['chair', { cents: 12900 }]]);

function checkout(request) {
  const cart = new Cart(request.customer, request.body);
  return { customer: cart.customer, cents: cart.total(prices) };
}

const requests = [
  { customer: 'Ann', body: [{ article: 'lamp', count: 2 }] },
  { customer: 'Bob', body: [{ article: 'chair', count: 1 }, { article: 'Lamp', count: 1 }] },
];

function serve() {
  const request = requests.shift();
  checkout(request);
  setImmediate(serve);
}

setImmediate(serve);
