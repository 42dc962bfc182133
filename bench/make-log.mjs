/**
 * Makes the logs that are measured: seeded, so the same on every machine, with a code in every second
 * line. It counts what it writes, independently of the tool, and keeps the counts in a JSON file
 * beside the log. A log that is already there is used again.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

export const TEMPORARY = fileURLToPath(new URL('tmp/', import.meta.url));

/** Rises whenever the lines change, so that no old log is taken for a new one. */
const VERSION = 1;
const MEGABYTE = 1_000_000;
const BATCH_CHARACTERS = 4_000_000;
const SHANGHAI_MS = 8 * 3_600_000;
const START_MS = Date.parse('2026-09-01T00:00:00+08:00');
const LINE_GAP_MS_MAX = 900;

/**
 * @param {'raw' | 'mixed'} kind text lines only, or every fourth line a JSON object
 * @param {number} sizeMb size in megabytes (10^6 bytes); the last line is whole
 * @returns {{path: string, bytes: number, lines: number, codeLines: number,
 *   annotatedLines: number, codes: Record<string, number>, annotatedCodes: Record<string, number>}}
 *   `codeLines` are the lines with a code, `codes` how often each stands there; `annotatedLines` and
 *   `annotatedCodes` leave out the successes in text lines, which are not annotated.
 */
export function makeLog(kind, sizeMb) {
  mkdirSync(TEMPORARY, { recursive: true });
  const path = `${TEMPORARY}${kind}-${sizeMb}mb.log`;
  const countsPath = `${path}.json`;
  if (existsSync(path) && existsSync(countsPath)) {
    const counts = JSON.parse(readFileSync(countsPath, 'utf8'));
    if (counts.version === VERSION && counts.bytes === statSync(path).size) return counts;
  }
  process.stdout.write(`making ${kind}-${sizeMb}mb.log …\n`);
  const counts = { version: VERSION, path, ...writeLog(path, kind, sizeMb * MEGABYTE) };
  writeFileSync(countsPath, `${JSON.stringify(counts, undefined, 2)}\n`);
  return counts;
}

function writeLog(path, kind, bytesMin) {
  const random = createRandom(kind === 'raw' ? 1 : 2);
  const counts = {
    bytes: 0,
    lines: 0,
    codeLines: 0,
    annotatedLines: 0,
    codes: {},
    annotatedCodes: {},
  };
  const file = openSync(path, 'w');
  let ms = START_MS;
  let batch = '';
  const flush = () => {
    const bytes = Buffer.from(batch);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    batch = '';
  };
  while (counts.bytes < bytesMin) {
    ms += random.integer(0, LINE_GAP_MS_MAX);
    const hasCode = counts.lines % 2 === 1;
    const isJson = kind === 'mixed' && counts.lines % 8 > 5;
    const line = `${makeLine(random, ms, hasCode, isJson, counts)}\n`;
    counts.lines++;
    counts.bytes += Buffer.byteLength(line);
    batch += line;
    if (batch.length > BATCH_CHARACTERS) flush();
  }
  flush();
  closeSync(file);
  return counts;
}

function makeLine(random, ms, hasCode, isJson, counts) {
  if (!hasCode) return isJson ? plainJson(random, ms) : random.pick(PLAIN_LINES)(random, ms);
  const errcode = random.integer(1, FAILURE_EVERY) === 1 ? random.pick(FAILURE_CODES) : 0;
  counts.codeLines++;
  increase(counts.codes, errcode);
  if (isJson || errcode !== 0) {
    counts.annotatedLines++;
    increase(counts.annotatedCodes, errcode);
  }
  const errmsg = errcode === 0 ? 'ok' : refusal(random, ms, errcode);
  const reply = { errcode, errmsg };
  if (isJson) return codeJson(random, ms, reply);
  return random.pick(errcode === 0 ? SUCCESS_LINES : FAILURE_LINES)(random, ms, reply);
}

function increase(counts, code) {
  counts[code] = (counts[code] ?? 0) + 1;
}

/** One call in so many fails. */
const FAILURE_EVERY = 8;

const FAILURES = {
  '-1': 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40056: 'invalid agentid',
  40058: 'markdown.content exceed max length 4096. invalid Request Parameter',
  41001: 'access_token missing',
  42001: 'access_token expired',
  45009: 'api freq out of limit',
  48002: 'API forbidden',
  50001: 'redirect_url not registered',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81013: 'user & party & tag all invalid',
  84061: 'not external contact',
  93000: 'invalid webhook url',
  301002: 'not allow operate another agent with this accesstoken.',
  853006: 'this tool is not available for your corporation',
};
const FAILURE_CODES = Object.keys(FAILURES).map(Number);
const LINK = 'https://open.work.weixin.qq.com/devtool/query?e=';
const API = 'https://qyapi.weixin.qq.com/cgi-bin/';
const PATHS = ['message/send', 'user/get', 'department/list', 'externalcontact/get', 'gettoken'];

function refusal(random, ms, errcode) {
  const hint = `${Math.floor(ms / 1000)}${random.digits(15)}`;
  return `${FAILURES[errcode]}, hint: [${hint}], from ip: ${address(random)}, more info at ${LINK}${errcode}`;
}

/** Of the range that RFC 5737 sets aside. */
function address(random) {
  return `203.0.113.${random.integer(1, 254)}`;
}

const SUCCESS_LINES = [springUrl, springUrl, springReply, logfmt];
const FAILURE_LINES = [springReply, springUrl, keyValue, logfmt, chineseKeyValue];
const PLAIN_LINES = [nginx, springPlain, springPlain, logfmtPlain];

/** A JSON body behind text that names the address called. */
function springUrl(random, ms, { errcode, errmsg }) {
  const body = `{"errcode":${errcode},"errmsg":"${errmsg}","msgid":"${random.digits(15)}"}`;
  return `${spring(random, ms)}WecomClient : POST ${API}${random.pick(PATHS)} ${body}`;
}

/** A JSON body behind text that names nothing. */
function springReply(random, ms, { errcode, errmsg }) {
  const body = `{"errcode":${errcode},"errmsg":"${errmsg}","invaliduser":""}`;
  return `${spring(random, ms)}OrderNotifier : order ${random.digits(10)} notified, reply: ${body}`;
}

function keyValue(random, ms, { errcode, errmsg }) {
  return `${spring(random, ms)}OrderNotifier : send failed, errcode=${errcode}, errmsg=${errmsg}`;
}

function chineseKeyValue(random, ms, { errcode, errmsg }) {
  return `${spring(random, ms)}OrderNotifier : 发送企业微信消息失败，errcode：${errcode}，errmsg：${errmsg}`;
}

function logfmt(random, ms, { errcode, errmsg }) {
  const path = random.pick(PATHS);
  return `time=${iso(ms)} level=info msg="call done" url=${API}${path} errcode=${errcode} errmsg="${errmsg}" took=${random.integer(20, 900)}ms`;
}

function nginx(random, ms) {
  const request = `"GET /api/orders/${random.digits(10)}?page=${random.integer(1, 9)} HTTP/1.1"`;
  const agent = '"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"';
  return `${address(random)} - - [${nginxTime(ms)}] ${request} 200 ${random.integer(99, 9999)} "-" ${agent}`;
}

function springPlain(random, ms) {
  const order = random.digits(10);
  return `${spring(random, ms)}OrderService : order ${order} accepted, ${random.integer(1, 30)} items, customer ${random.digits(8)}`;
}

function logfmtPlain(random, ms) {
  return `time=${iso(ms)} level=debug msg="cache refreshed" keys=${random.integer(100, 99999)} took=${random.integer(1, 90)}ms node=worker-${random.integer(1, 9)}.example.com`;
}

function plainJson(random, ms) {
  const fields = { level: 30, time: ms, pid: 41, hostname: 'notify-1.example.com' };
  return JSON.stringify({ ...fields, queue: random.integer(0, 99), msg: 'queue looked at' });
}

function codeJson(random, ms, reply) {
  const fields = {
    level: reply.errcode === 0 ? 30 : 50,
    time: ms,
    hostname: 'notify-1.example.com',
  };
  const response = { status: 200, body: reply, ms: random.integer(20, 900) };
  return JSON.stringify({
    ...fields,
    api: `/cgi-bin/${random.pick(PATHS)}`,
    response,
    msg: 'sent',
  });
}

function spring(random, ms) {
  return `${iso(ms).slice(0, 23).replace('T', ' ')}  INFO 2231 --- [nio-8080-exec-${random.integer(1, 9)}] c.example.order.notify.`;
}

let minute = Number.NaN;
let minuteText = '';

/** RFC 3339 in Shanghai; the part down to the minute is kept, because millions of lines share it. */
function iso(ms) {
  const start = Math.floor(ms / 60_000);
  if (start !== minute) {
    minute = start;
    minuteText = new Date(start * 60_000 + SHANGHAI_MS).toISOString().slice(0, 17);
  }
  const rest = ms - start * 60_000;
  return `${minuteText}${(rest / 1000).toFixed(3).padStart(6, '0')}+08:00`;
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function nginxTime(ms) {
  const text = iso(ms);
  const month = MONTHS[Number(text.slice(5, 7)) - 1];
  return `${text.slice(8, 10)}/${month}/${text.slice(0, 4)}:${text.slice(11, 19)} +0800`;
}

/** Mulberry32: 32 bits of state, good enough to vary a log. */
function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (from, to) => from + Math.floor(next() * (to - from + 1));
  return {
    integer,
    pick: (list) => list[integer(0, list.length - 1)],
    digits: (length) => String(Math.floor(next() * 10 ** length)).padStart(length, '0'),
  };
}
