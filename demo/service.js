// A small service for the demonstration: it keeps orders and answers GET /report/CUSTOMER.
//   node service.js             prints "listening on PORT" and serves
//   node service.js load PORT   asks it for reports, four at a time, until it is gone
'use strict';

const http = require('http');

class Item {
  constructor(name, cents, count) {
    this.name = name;
    this.cents = cents;
    this.count = count;
  }

  get total() {
    return this.cents * this.count;
  }
}

class Order {
  constructor(id, customer, items) {
    this.id = id;
    this.customer = customer;
    this.items = items;
    this.placed = new Date();
  }

  total(discount) {
    let cents = 0;
    for (const item of this.items) cents += item.total;
    return Math.round(cents * (1 - discount));
  }
}

class Rebate extends Order {
  total(discount) {
    return -super.total(discount);
  }
}

class Shop {
  #requests = 0;

  constructor(name) {
    this.name = name;
    this.orders = [];
    this.byCustomer = new Map();
  }

  place(order) {
    this.orders.push(order);
    if (!this.byCustomer.has(order.customer)) this.byCustomer.set(order.customer, []);
    this.byCustomer.get(order.customer).push(order);
  }

  report(customer, discount) {
    const orders = this.byCustomer.get(customer) || [];
    const ranked = orders.map((order) => ({ id: order.id, cents: order.total(discount) }));
    ranked.sort(function byTotal(a, b) { return b.cents - a.cents; });
    return { shop: this.name, customer, discount, request: this.#requests, best: ranked.slice(0, 5) };
  }

  handle(request, response) {
    this.#requests++;
    const customer = decodeURIComponent(request.url.split('/').pop());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(this.report(customer, 0.05)));
  }
}

function fill(shop) {
  const names = ['lamp', 'chair', 'table', 'shelf', 'rug'];
  for (let id = 1; id <= 60000; id++) {
    const items = names.map((name, at) => new Item(name, 100 + (id * (at + 7)) % 9000, 1 + (id + at) % 4));
    const Kind = id % 20 === 0 ? Rebate : Order;
    shop.place(new Kind(id, `customer-${id % 4}`, items));
  }
}

function serve() {
  const shop = new Shop('corner shop');
  fill(shop);
  const server = http.createServer((request, response) => shop.handle(request, response));
  server.keepAliveTimeout = 0; // a debugger may stop us for longer than its default
  server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
}

function load(port) {
  const agent = new http.Agent({ keepAlive: true });
  const ask = (number) => {
    http.get({ port, host: '127.0.0.1', agent, path: `/report/customer-${number % 4}` }, (response) => {
      response.resume();
      response.on('end', () => ask(number + 1));
    }).on('error', (error) => {
      if (error.code === 'ECONNREFUSED') process.exit(0); // the service is gone
      setTimeout(ask, 50, number);
    });
  };
  for (let number = 0; number < 4; number++) ask(number);
}

if (process.argv[2] === 'load') load(Number(process.argv[3]));
else serve();
