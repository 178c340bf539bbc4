'use strict';
// Bundles the TypeScript compiler, again and again.
const path = require('path');
const webpack = require('webpack');

const root = process.argv[2];
const compiler = webpack({
  mode: 'production', context: root, entry: 'typescript', target: 'node', cache: false,
  output: { path: path.join(process.cwd(), 'out') }, ignoreWarnings: [() => true],
});

function run() {
  compiler.run((error) => {
    if (error) throw error;
    run();
  });
}

run();
