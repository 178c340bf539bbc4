'use strict';
// Lints webpack's own sources, again and again.
const fs = require('fs');
const path = require('path');
const { ESLint } = require('eslint');

const lib = path.join(process.argv[2], 'node_modules', 'webpack', 'lib');

async function main() {
  const rules = { 'no-unused-vars': 2, 'no-undef': 2, complexity: 1, 'prefer-const': 1, indent: 1, 'max-depth': 1 };
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: [{ rules }] });
  for (;;) {
    for (const name of fs.readdirSync(lib).filter((each) => each.endsWith('.js'))) {
      await eslint.lintText(fs.readFileSync(path.join(lib, name), 'utf8'));
    }
  }
}

main();
