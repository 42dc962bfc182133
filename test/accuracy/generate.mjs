/**
 * Writes the checked-in cases and logs of this folder: `cases/*.jsonl` (but not `wild.jsonl`, which
 * is written by hand), `negatives/*.log` and `foreign/*.log`. Python and Go lines come from their
 * own programs where python3 and go are installed, else from `generate/recorded`.
 *
 * Run with `node test/accuracy/generate.mjs`; two runs write the same bytes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_LOGS } from './generate/application-logs.mjs';
import { foreignLines } from './generate/foreign-cases.mjs';
import { INFRASTRUCTURE_LOGS } from './generate/infrastructure-logs.mjs';
import { JAVA_WAYS } from './generate/java-lines.mjs';
import { nodeLines } from './generate/node-loggers.mjs';
import {
  BOT_WAYS,
  DOTNET_WAYS,
  GO_WAYS,
  PHP_WAYS,
  RUBY_WAYS,
  RUST_WAYS,
} from './generate/other-lines.mjs';
import { createRandom } from './generate/random.mjs';
import { createReplies } from './generate/replies.mjs';
import { TRICKY_NEGATIVES } from './generate/tricky-negatives.mjs';
import { FOREIGN_LOGS, VENDOR_LOGS } from './generate/vendor-logs.mjs';
import { WIRE_ONLY_WRAPS, WRAPS } from './generate/wraps.mjs';

const HERE = import.meta.dirname;
const LINES_PER_WAY = 6;
const ENTRIES_PER_LOG = 260;
/** Shapes whose key is no wire key: hard to tell even for people once spaces are encoded. */
const UNWIRED_SHAPES = ['spoken', 'bare', 'header', 'link'];

const replies = createReplies();
const wrapNames = Object.keys(WRAPS);
let wrapTurn = 0;

await main();

async function main() {
  for (const folder of ['cases', 'negatives', 'foreign', 'generate/recorded'])
    mkdirSync(join(HERE, folder), { recursive: true });
  writeCases('node', wrapAll('node', await nodeLines(replies, LINES_PER_WAY)));
  writeCases('python', wrapAll('python', programLines('python')));
  writeCases('go', wrapAll('go', [...programLines('go'), ...handwritten(GO_WAYS, 11)]));
  writeCases('java', wrapAll('java', handwritten(JAVA_WAYS, 23)));
  writeCases('php', wrapAll('php', handwritten(PHP_WAYS, 37)));
  const others = { ...RUBY_WAYS, ...DOTNET_WAYS, ...RUST_WAYS, ...BOT_WAYS };
  writeCases('other', wrapAll('other', handwritten(others, 59)));
  writeCases('foreign', wrapAll('foreign', foreignLines()));
  writeCases('negative', negativeCases());
  writeLogs('negatives', { ...INFRASTRUCTURE_LOGS, ...APPLICATION_LOGS, ...VENDOR_LOGS });
  writeLogs('foreign', FOREIGN_LOGS);
}

/** Lines after patterns written by hand, a few replies for each way. */
function handwritten(ways, start) {
  const out = [];
  let next = start;
  for (const [logger, way] of Object.entries(ways)) {
    for (let turn = 0; turn < LINES_PER_WAY; turn++) {
      while (!fits(way, replies[next % replies.length])) next++;
      const one = replies[next++ % replies.length];
      out.push({ logger, shape: way.shape, text: way.write(one), codes: [one.code] });
    }
  }
  return out;
}

function fits(way, { code, errmsg }) {
  if (way.failureOnly === true && code <= 0) return false;
  if (way.evidence === true && (code < 40000 || !errmsg.includes('hint'))) return false;
  return way.linkOnly !== true || errmsg.includes('devtool/query');
}

/** Lines of a program in another language; recorded, so that the language need not be there. */
function programLines(language) {
  const recorded = join(HERE, 'generate/recorded', `${language}.jsonl`);
  const written = runProgram(language, JSON.stringify(replies));
  if (written !== undefined) writeFileSync(recorded, written);
  if (!existsSync(recorded)) throw new Error(`${language} is not installed and not recorded`);
  return parseLines(readFileSync(recorded, 'utf8'));
}

function runProgram(language, input) {
  const programs = join(HERE, 'generate/programs');
  const [command, parameters] =
    language === 'python'
      ? ['python3', [join(programs, 'python_lines.py')]]
      : ['go', ['run', join(programs, 'go_lines.go')]];
  const result = spawnSync(command, [...parameters, String(LINES_PER_WAY)], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return result.status === 0 ? result.stdout : undefined;
}

function parseLines(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The first line of each way stays as it is, the others go through one wrap each, in turn. */
function wrapAll(prefix, lines) {
  const seen = new Set();
  return lines.map((line, index) => {
    const first = !seen.has(line.logger);
    seen.add(line.logger);
    const { wrap, content } = first ? { wrap: 'none', content: line.text } : nextWrap(line);
    return toCase(`${prefix}-${String(index + 1).padStart(4, '0')}`, line, wrap, content);
  });
}

function nextWrap(line) {
  for (;;) {
    const wrap = wrapNames[wrapTurn++ % wrapNames.length];
    if (UNWIRED_SHAPES.includes(line.shape) && WIRE_ONLY_WRAPS.includes(wrap)) continue;
    const content = WRAPS[wrap](line.text);
    if (typeof content === 'string' || content instanceof Uint8Array) return { wrap, content };
  }
}

function toCase(id, line, wrap, content) {
  // Go prints a float of seven digits as 2.000002e+06, which only a reader turns into a code.
  const beyond = /e\+06/u.test(line.text) ? 'beyond: printed with an exponent' : '';
  return {
    id,
    shape: line.shape,
    logger: line.logger,
    wrap,
    ...(typeof content === 'string'
      ? { text: content }
      : { base64: Buffer.from(content).toString('base64') }),
    codes: line.codes,
    ...platformOf(line),
    note: beyond,
  };
}

/** The platform that the line itself proves; a text of several lines may prove it elsewhere. */
function platformOf({ platform, text }) {
  if (platform !== undefined) return { platform };
  const proven = /open\.work\.weixin\.qq\.com|qyapi\.weixin\.qq\.com/u.test(text);
  return proven && !text.includes('\n') ? { platform: 'wecom' } : {};
}

function negativeCases() {
  const plainWraps = wrapNames.filter((name) => !name.startsWith('ansi') && name !== 'none');
  let turn = 0;
  const out = [];
  for (const [group, texts] of Object.entries(TRICKY_NEGATIVES)) {
    for (const text of texts) {
      const line = { shape: 'negative', logger: group, text, codes: [] };
      for (const wrap of ['none', plainWraps[turn++ % plainWraps.length]]) {
        const content = WRAPS[wrap](text);
        if (content === false) continue;
        const id = `negative-${String(out.length + 1).padStart(4, '0')}`;
        out.push({ ...toCase(id, line, wrap, content), platform: undefined });
      }
    }
  }
  return out;
}

function writeCases(name, cases) {
  const text = cases.map((one) => JSON.stringify(one)).join('\n');
  writeFileSync(join(HERE, 'cases', `${name}.jsonl`), `${text}\n`);
}

function writeLogs(folder, logs) {
  for (const [index, [name, write]] of Object.entries(logs).entries()) {
    const random = createRandom(7000 + index);
    let text = '';
    for (let at = 0; at < ENTRIES_PER_LOG; at++) text += `${write(random, at)}\n`;
    writeFileSync(join(HERE, folder, `${name}.log`), text);
  }
}
