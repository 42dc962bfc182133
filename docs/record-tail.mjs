/**
 * Records a session of `wecomlog tail` on a real terminal (that of `script`, from util-linux) into
 * docs/tail.cast, as asciinema plays it: `npm run build && node docs/record-tail.mjs`. The marks in it
 * name the moments that docs/tail.md shows; test/docs/tail.test.ts holds both together.
 */
import { execFileSync, spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const LINE = "wecomlog tail '*.log' --only errors -n 2 --lang en";
const SIZE = { columns: 100, rows: 18 };
const NARROW = { columns: 64, rows: 18 };
const DEADLINE_MS = 20_000;

const LIMITED = (second) =>
  `2026-09-04 19:02:0${second}.118 ERROR 2231 --- [nio-8080-exec-2] c.e.order.notify.WecomNotifier : {"errcode":45009,"errmsg":"api freq out of limit"}\n`;
const REFUSED =
  "2026-09-04 19:02:05,511 ERROR sync.contacts: {'errcode': 60020, 'errmsg': 'not allow to access from your ip, hint: [1788519725163244101982213], from ip: 203.0.113.45'}\n";
const PLAIN = '2026-09-04 19:02:06.002  INFO 2231 --- [main] c.e.order.Heartbeat : ok\n';

const folder = mkdtempSync(join(tmpdir(), 'wecomlog-record-'));
try {
  writeFileSync(join(root, 'docs/tail.cast'), await record(folder));
} finally {
  rmSync(folder, { recursive: true });
}

/** The recording as text. */
async function record(desk) {
  const orders = join(desk, 'orders.log');
  const sync = join(desk, 'sync.log');
  copyFileSync(join(root, 'data/samples/order-service.log'), orders);
  copyFileSync(join(root, 'data/samples/sync-job.log'), sync);
  const session = await start(desk);
  await session.shows('caught up');
  await session.quiet();
  session.mark('start');

  appendFileSync(orders, PLAIN + LIMITED(1) + LIMITED(2));
  await session.shows('45009');
  appendFileSync(sync, REFUSED);
  await session.shows('retry 2, grant 1');
  await session.quiet();
  session.mark('failures');

  renameSync(orders, `${orders}.1`);
  writeFileSync(orders, LIMITED(7));
  await session.shows('log rotated');
  await session.shows('retry 3');
  await session.quiet();
  session.mark('rotated');

  session.resize(NARROW);
  await session.quiet();
  session.mark('narrow');

  session.type('\u0003');
  await session.ended;
  session.mark('end');
  return session.text();
}

/** Runs the command on a terminal of its own. */
async function start(desk) {
  const shell = `stty cols ${SIZE.columns} rows ${SIZE.rows}; tty > terminal; exec "$NODE" "$MAIN" ${LINE.slice('wecomlog '.length)}`;
  const child = spawn('script', ['-qfec', shell, '/dev/null'], {
    cwd: desk,
    env: {
      PATH: process.env.PATH,
      NODE: process.execPath,
      MAIN: main,
      TERM: 'xterm-256color',
      SHELL: '/bin/sh',
    },
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const begun = performance.now();
  const events = [];
  let seen = '';
  const note = (kind, data) =>
    events.push([Number(((performance.now() - begun) / 1000).toFixed(2)), kind, data]);
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    seen += text;
    note('o', text);
  });
  /** Waits until nothing has come for a moment. */
  const quiet = async () => {
    for (let before = -1; before !== seen.length; ) {
      before = seen.length;
      await delay(300);
    }
  };
  return {
    ended,
    quiet,
    async shows(text) {
      const end = performance.now() + DEADLINE_MS;
      while (!seen.includes(text)) {
        if (performance.now() > end) throw new Error(`never showed ${text}:\n${seen}`);
        await delay(50);
      }
    },
    mark: (label) => note('m', label),
    resize({ columns, rows }) {
      const terminal = readFileSync(join(desk, 'terminal'), 'utf8').trim();
      note('r', `${columns}x${rows}`);
      execFileSync('stty', ['-F', terminal, 'cols', String(columns), 'rows', String(rows)]);
    },
    type: (text) => child.stdin.write(text),
    text() {
      const head = { version: 2, width: SIZE.columns, height: SIZE.rows, command: LINE };
      return `${[head, ...events].map((line) => JSON.stringify(line)).join('\n')}\n`;
    },
  };
}
