/**
 * The peer of `annotate`: split2, a regular expression, JSON.parse and JSON.stringify. Simple, not
 * slowed down: it parses only lines that look like an object and have a code, and writes in batches.
 *
 *     node bench/peer-annotate.mjs FILE > ANNOTATED
 */
import { createReadStream } from 'node:fs';
import split from 'split2';
import { loadCatalog } from '../dist/index.js';

const ERRCODE = /errcode\\*["']?\s*[:：=]\s*\\*["']?(-?\d+)/i;
const BATCH_CHARACTERS = 1 << 16;

const catalog = loadCatalog('zh');
let batch = '';
for await (const line of createReadStream(process.argv[2]).pipe(split())) {
  batch += `${annotate(line)}\n`;
  if (batch.length > BATCH_CHARACTERS) await flush();
}
await flush();

function annotate(line) {
  const match = ERRCODE.exec(line);
  if (match === null) return line;
  const errcode = Number(match[1]);
  const entry = catalog.get(errcode);
  if (line.startsWith('{')) {
    const object = parse(line);
    if (object !== undefined)
      return JSON.stringify({ ...object, wecom: [describe(errcode, entry)] });
  }
  if (errcode === 0) return line;
  if (entry === undefined) return `${line}  ← ${errcode} 未收录`;
  return `${line}  ← ${errcode} ${entry.meaning} · ${entry.category} · ${entry.remedy}`;
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function describe(errcode, entry) {
  if (entry === undefined) return { errcode };
  const { meaning, category, group, domain, owner, retry, remedy } = entry;
  return { errcode, meaning, category, group, domain, owner, retry, remedy };
}

function flush() {
  const text = batch;
  batch = '';
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
