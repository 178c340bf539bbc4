// Idea: ECMAScript modules: a module that calls into one that it imports.
// Node: >=12.17
// Chain: exported local
import truth from './truth.js';
import { exported } from './modules/imported.mjs';

function local() { exported(() => truth.die()); }

local();
