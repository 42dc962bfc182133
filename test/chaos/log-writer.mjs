/** Writes logs as services do, rotates them as logrotate does, and keeps a ledger of what was written. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const CODES = [0, 0, 0, 40014, 42001, 45009, 60020, -1, 5_000_001, 5_000_002];
const START_MS = Date.parse('2026-09-01T00:00:00Z');
/** Longer than a piece; so many of the lines with a code are. */
const LONG_CHARACTERS = 2_500_000;
const LONG_SHARE = 0.002;

/**
 * @param {string} folder that of app.log
 * @param {ReturnType<typeof import('../accuracy/generate/random.mjs').createRandom>} random
 * @param {{longShare?: number}} [options]
 */
export function createLogWriter(folder, random, { longShare = LONG_SHARE } = {}) {
  const path = join(folder, 'app.log');
  const ledger = { lines: 0, bytes: 0, events: {} };
  const isDated = random.next() < 0.4;
  let file = openSync(path, 'a');
  let sequence = 0;
  let rotations = 0;
  /** What is to come of a line that was begun. */
  let rest = '';

  const write = (text) => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    ledger.bytes += bytes.length;
  };
  const line = () => {
    sequence++;
    ledger.lines++;
    const time = new Date(START_MS + sequence * 100).toISOString();
    const kind = random.next();
    if (kind < 0.35) return `${time} INFO seq=${sequence} GET /orders/${random.digits(8)} 200\n`;
    if (kind < 0.42) return `    at shop.orders.Sender.send(Sender.java:${sequence})\n`;
    const code = random.pick(CODES);
    ledger.events[code] = (ledger.events[code] ?? 0) + 1;
    const body = `{"errcode":${code},"errmsg":"seq ${sequence}, hint: [1788258610${random.digits(12)}]"}`;
    if (kind > 1 - longShare)
      return `${time} qyapi.weixin.qq.com ${'x'.repeat(LONG_CHARACTERS)} ${body}\n`;
    return `${time} WARN seq=${sequence} https://qyapi.weixin.qq.com/cgi-bin/message/send ${body}\n`;
  };
  const finishLine = () => {
    if (rest === '') return;
    write(rest);
    rest = '';
  };
  const nameOfRotated = () => {
    rotations++;
    if (isDated) return `${path}-20260901-${String(100_000 + rotations)}`;
    shift(rotations);
    return `${path}.1`;
  };
  /** `.1` becomes `.2`, and so on. */
  const shift = (count) => {
    for (let number = count; number >= 1; number--) {
      for (const end of ['', '.gz']) {
        const from = `${path}.${number}${end}`;
        if (existsSync(from)) renameSync(from, `${path}.${number + 1}${end}`);
      }
    }
  };

  return {
    path,
    ledger,
    finishLine,
    append(lines) {
      finishLine();
      let text = '';
      for (let count = 0; count < lines; count++) text += line();
      const cut = random.next() < 0.3 ? random.integer(1, Math.min(text.length - 1, 300)) : 0;
      rest = text.slice(text.length - cut);
      write(text.slice(0, text.length - cut));
    },
    /** The writer keeps to the renamed file until it opens the new one. */
    rename() {
      const rotated = nameOfRotated();
      renameSync(path, rotated);
      finishLine();
      if (random.next() < 0.5) write(line());
      closeSync(file);
      file = openSync(path, 'a');
      return rotated;
    },
    /** Nothing is written between the copy and the truncation: what is would be lost to anyone. */
    copyTruncate() {
      finishLine();
      const rotated = nameOfRotated();
      copyFileSync(path, rotated);
      truncateSync(path, 0);
      return rotated;
    },
    /** Deleted and begun anew; whoever holds the file can still read it. */
    remove() {
      finishLine();
      unlinkSync(path);
      closeSync(file);
      file = openSync(path, 'a');
    },
    /** As gzip does: a new file that grows beside the old one, dated like it, then the old one goes. */
    compress(rotated) {
      if (!existsSync(rotated)) return;
      const bytes = gzipSync(readFileSync(rotated));
      const { atime, mtime } = statSync(rotated);
      const half = bytes.length >> 1;
      const target = openSync(`${rotated}.gz`, 'w');
      writeSync(target, bytes, 0, half);
      writeSync(target, bytes, half);
      closeSync(target);
      utimesSync(`${rotated}.gz`, atime, mtime);
      unlinkSync(rotated);
    },
    /** Rotated files as they are called now, the plain ones. */
    plain() {
      const names = [];
      for (let number = 1; number <= rotations; number++) {
        const name = isDated ? `${path}-20260901-${100_000 + number}` : `${path}.${number}`;
        if (existsSync(name)) names.push(name);
      }
      return names;
    },
    close() {
      closeSync(file);
    },
  };
}
