'use strict';
// Checks the types of webpack's sources, again and again.
const path = require('path');
const ts = require('typescript');

const lib = path.join(process.argv[2], 'node_modules', 'webpack', 'lib');

for (;;) {
  const files = ['Compiler.js', 'Compilation.js', 'NormalModule.js'].map((name) => path.join(lib, name));
  const program = ts.createProgram(files, { allowJs: true, checkJs: true, noEmit: true, target: 99, module: 1 });
  ts.getPreEmitDiagnostics(program);
}
