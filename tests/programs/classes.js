'use strict';
// Idea: methods of classes: own, inherited, through super, static.
// Chain: leaf speak speak create
const { die } = require('./truth.js');

class Animal {
  constructor(name) { this.name = name; }
  speak(loud) { this.leaf(loud); }
  leaf(loud) { die({ name: this.name, loud }); }
}

class Dog extends Animal {
  static create(name) { return new Dog(name).speak(true); }
  speak(loud) { super.speak(loud); }
}

Dog.create('rex');
