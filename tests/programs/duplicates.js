'use strict';
// Idea: strings that are there many times, of every form that V8 has, and strings that only look alike.
// Tells: values
// Flags: --expose-gc --expose-externalize-string
const { createHash } = require('crypto');
const { die } = require('./truth.js');

const kept = (globalThis.kept = {});
const own = []; // [length, hash of the text, copies, copies that are alive]: the text would be a copy
const tell = (text, copies, alive = copies) => own.push([text.length, createHash('md5').update(text, 'utf16le').digest('hex'), copies, alive]);
const many = (count, make) => Array.from({ length: count }, (_, i) => make(i));

// Each call makes a string of its own, flat, and not internalized.
const one = (text) => Buffer.from(text, 'latin1').toString('latin1');
const two = (text) => Buffer.from(text, 'utf16le').toString('utf16le');
// The same with two bytes a unit, though one would do: V8 does not look again when it puts such strings together.
const large = (text) => {
  const wide = ('\u20ac' + text).slice(1);
  const made = wide.slice(0, text.length >> 1) + wide.slice(text.length >> 1);
  made.charCodeAt(1); // now it is in one piece
  return made;
};
const words = (...parts) => parts.join(' '); // a literal would be one more copy
const letters = (count, seed) => Array.from({ length: count }, (_, i) => String.fromCharCode(97 + (i * i + seed) % 26)).join('');

function take(name, text, copies, make) {
  kept[name] = many(copies, () => make(text));
  tell(text, copies);
}

function fill() {
  take('hundred', words('Mozilla/5.0', '(X11; Linux x86_64)', 'AppleWebKit/537.36', '(KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.3'), 1000, one);
  take('wide', words('Die Rechnung über 12,50 € ist bezahlt.', 'Vielen Dank!'), 300, two);
  take('latin', words('café crème,', 'déjà vu, à la carte, pêche melba'), 200, one);
  for (const length of [2, 3, 7, 8, 9, 15, 16, 17, 23, 24, 25, 31, 32, 33]) take('of' + length, letters(length, 100 + length), 10 + length, one);
  for (const length of [2, 3, 4, 5, 8, 9, 12]) take('wide' + length, '\u0416' + letters(length - 1, 200 + length), 20 + length, two);
  const both = 'of one and of two bytes ' + letters(20, 4); // two-byte strings whose units are all small
  kept.both = [...many(40, () => one(both)), ...many(60, () => large(both))];
  tell(both, 100);
  for (const length of [2, 4, 5, 7, 8, 9, 12, 13]) { // the same again, around the ends of words
    const text = letters(length, 300 + length);
    kept['both' + length] = [...many(5, () => one(text)), ...many(6, () => large(text))];
    tell(text, 11);
  }
  // made of two others: V8 only links them
  kept.left = one('the left half, ' + letters(20, 5));
  kept.right = one('the right half, ' + letters(20, 6));
  kept.linked = many(70, () => kept.left + kept.right);
  tell(one(kept.left) + one(kept.right), 70);
  const mixed = kept.left + '\u20ac the euro makes it wide ' + letters(10, 7);
  kept.mixed = [...many(30, () => kept.left + '\u20ac the euro makes it wide ' + letters(10, 7)), two(one(mixed.slice(0, 1)) + mixed.slice(1))];
  tell(mixed, 31);
  // three deep, in two ways, and flat
  kept.parts = [one('first part, ' + letters(9, 8)), one('second part, ' + letters(9, 9)), one('third part, ' + letters(9, 10))];
  const [a, b, c] = kept.parts;
  kept.deep = [...many(20, () => a + b + c), ...many(21, () => a + (b + c)), one(Buffer.from(a + b + c, 'latin1').toString('latin1'))];
  tell(kept.deep[41], 42);
  // views, which have no characters: of these only the parent is one
  kept.parent = one('the parent of all slices, ' + letters(200, 11));
  kept.slices = many(50, (n) => kept.parent.slice(5, 60));
  // differ in one unit only, at the beginning, in the middle, at the end, in the high byte, in length
  kept.alone = many(100, (n) => one(letters(30, 12) + String(1000 + n)));
  kept.alone.push(...many(100, (n) => one(String(1000 + n) + letters(31, 13))));
  kept.alone.push(...many(100, (n) => one(letters(40, 14) + String(1000 + n) + letters(41, 14))));
  kept.alone.push(...many(100, (n) => two(letters(21, 15) + String.fromCharCode(0x1041 + (n << 8)) + letters(21, 15))));
  kept.alone.push(...many(100, (n) => one('\x80'.repeat(100 + n))));
  kept.alone.push(...many(100, (n) => one('\0'.repeat(100 + n)))); // what fills up the last word is zero too
  kept.alone.push(two(String.fromCharCode(0x4141, 0x4242)), one(String.fromCharCode(65, 65, 66, 66))); // the same bytes
  // long ones
  const long = letters(70000, 16);
  take('long', long, 3, one);
  take('longWide', '\u20ac' + long, 3, two);
  const huge = letters(1 << 20, 17);
  kept.huge = [one(huge), two(huge), one(huge)];
  tell(huge, 3);
  kept.hugeAlone = [one(huge.slice(0, -1) + '!'), one('!' + huge.slice(1)), two(huge.slice(0, -1) + '\u20ac'), one(huge + '.')];
  // what the embedder keeps
  kept.outside = many(4, () => one('outside of the heap ' + letters(50, 18)));
  for (const each of kept.outside) {
    try { externalizeString(each, false); } catch (_) { /* some releases refuse young strings */ }
  }
  tell(one(kept.outside[0]), 4);
  const last = letters((1 << 20) + 5000, 19);
  take('apart', last, 3, one); // Node itself keeps strings that are so long outside
}

function sourceOfDropped() {
  const text = 'nobody has these ' + letters(30, 20);
  tell(text, 400, 0);
  return Buffer.from(text);
}

function drop(source) {
  for (let n = 0; n < 400; n++) source.toString('latin1'); // nobody has these, and nothing collects them any more
}

function start() {
  fill();
  const source = sourceOfDropped();
  gc();
  gc();
  drop(source);
  die(() => ({ own }));
}

start();
