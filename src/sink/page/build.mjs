/**
 * Bundles the script of the live page, with uPlot in it, into a module that the server inlines:
 * `node src/sink/page/build.mjs`. The same sources give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const require = createRequire(import.meta.url);

const LICENCE = '/*! uPlot, (c) Leon Sorokin, MIT, https://github.com/leeoniya/uPlot */\n';

const { output } = await build({
  input: here('browser/main.ts'),
  platform: 'browser',
  write: false,
  output: { format: 'iife', minify: true, comments: false },
});
const script = LICENCE + output[0].code.trim();
if (/<\/script|<!--/i.test(script)) throw new Error('the script would end its own element');
const css = readFileSync(require.resolve('uplot/dist/uPlot.min.css'), 'utf8').trim();

const head = '// Generated from browser/ by build.mjs; do not edit.\n';
const line = (name, text) => `export const ${name} =\n  ${JSON.stringify(text)};\n`;
writeFileSync(
  here('script.generated.ts'),
  head + line('PAGE_SCRIPT', script) + line('CHART_CSS', css),
);
