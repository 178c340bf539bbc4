import truth from '../truth.js';

export const value = (function evaluate() { return truth.die(); })();
