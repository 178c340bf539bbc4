// Chrome DevTools' reader of heap snapshots as one file: `node build.mjs OUT`, in a folder that has node_modules.
import { build } from 'esbuild';

const worker = 'chrome-devtools-frontend/front_end/entrypoints/heap_snapshot_worker';
const source = `export * as Snapshot from '${worker}/HeapSnapshot.js'; export * as Loader from '${worker}/HeapSnapshotLoader.js';`;
// a file that DevTools' own build makes; it has the languages of the texts
const locales = 'export const LOCALES = ["en-US"], BUNDLED_LOCALES = LOCALES, DEFAULT_LOCALE = "en-US", ' +
  'REMOTE_FETCH_PATTERN = "", LOCAL_FETCH_PATTERN = "";';

await build({
  stdin: { contents: source, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm',
  outfile: process.argv[2], logLevel: 'error',
  plugins: [{
    name: 'locales',
    setup(made) {
      made.onResolve({ filter: /\/locales\.js$/ }, () => ({ path: 'locales', namespace: 'made' }));
      made.onLoad({ filter: /.*/, namespace: 'made' }, () => ({ contents: locales }));
    },
  }],
});
