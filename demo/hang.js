// A process that hangs, for README's samples: `node demo/hang.js`, then `gcore PID`.
'use strict';

class Calendar {
  constructor(name) {
    this.name = name;
    this.days = new Map();
  }

  count(from, to, step) {
    let days = 0;
    for (let day = from; day !== to; day += step) {
      days++; // 0.1 ten times is not 1: this never ends
    }
    return days;
  }
}

const calendar = new Calendar('holidays');

async function load(id) {
  return { id, from: 1, to: 31, step: 0.1 };
}

async function book(id, person) {
  const request = await load(id);
  const sizes = [request].map((each) => calendar.count(each.from, each.to, each.step));
  return { person, days: sizes[0] };
}

async function main() {
  const booking = await book(42, { name: 'Ann', since: new Date(0) });
  console.log(booking);
}

main();
