'use strict';
// Idea: names and sources beyond Latin-1, characters outside the BMP before the call in the same line.
// Chain: 名前 naïve λ
const { die } = require('./truth.js');

function 名前(π) { const text = '😀😀'; die({ text, π }); }
function naïve() { /* 漢字 😀 */ 名前(3.14); }
const λ = () => naïve();

λ();
