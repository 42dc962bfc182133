/**
 * Pictures of the HTML comparison, made by the built command from two months of a made log:
 *
 *     npm run build && node docs/compare-screenshots.mjs [FOLDER]
 *
 * FOLDER keeps logs, reports and pages. Needs Debian's chromium, and fonts for Chinese (fonts-noto-cjk).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
/** The first screen: verdict, figures, both periods and what is new. */
const VIEWPORT = { width: 1200, height: 1180 };
const DAY_MS = 86_400_000;

/**
 * Events by code and interface: so many a day on the days from `from` to `to` (of the month, both
 * included).
 */
const AUGUST = [
  { errcode: 0, api: 'message/send', perDay: 900 },
  { errcode: 0, api: 'user/get', perDay: 300 },
  { errcode: 42001, api: 'user/get', perDay: 14 },
  { errcode: 40014, api: 'message/send', perDay: 9 },
  { errcode: 45009, api: 'message/send', perDay: 8 },
  { errcode: 81013, api: 'message/send', perDay: 12 },
  { errcode: 40029, api: 'auth/getuserinfo', perDay: 4 },
  { errcode: 48002, api: 'externalcontact/get', perDay: 30, from: 3, to: 6 },
  { errcode: 60011, api: 'user/list', perDay: 1, from: 9, to: 11 },
  { errcode: -1, api: 'message/send', perDay: 2 },
];
const SEPTEMBER = [
  { errcode: 0, api: 'message/send', perDay: 950 },
  { errcode: 0, api: 'user/get', perDay: 310 },
  { errcode: 42001, api: 'user/get', perDay: 14 },
  { errcode: 40014, api: 'message/send', perDay: 10 },
  { errcode: 45009, api: 'message/send', perDay: 31, from: 8 },
  { errcode: 81013, api: 'message/send', perDay: 3 },
  { errcode: 40029, api: 'auth/getuserinfo', perDay: 4 },
  { errcode: 60020, api: 'message/send', perDay: 120, from: 17, to: 19 },
  { errcode: 60020, api: 'user/get', perDay: 40, from: 17, to: 19 },
  { errcode: 701008, api: 'service/get_permanent_code', perDay: 2, from: 21 },
  { errcode: 7654321, api: 'message/send', perDay: 1, from: 25, to: 27 },
  { errcode: -1, api: 'message/send', perDay: 2 },
];

const [folder] = process.argv.slice(2);
const desk = folder ?? mkdtempSync(join(tmpdir(), 'wecomlog-compare-'));
mkdirSync(desk, { recursive: true });
mkdirSync(IMAGES, { recursive: true });
month('august', 8, AUGUST);
month('september', 9, SEPTEMBER);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const lang of ['en', 'zh']) await take(lang);
} finally {
  await browser.close();
  if (folder === undefined) rmSync(desk, { recursive: true });
}

/** A month of log in Shanghai's time, and its report. */
function month(name, number, codes) {
  const start = Date.UTC(2026, number - 1, 1);
  const days = (Date.UTC(2026, number, 1) - start) / DAY_MS;
  const lines = codes.flatMap(({ errcode, api, perDay, from = 1, to = days }) =>
    Array.from({ length: (to - from + 1) * perDay }, (_, index) => {
      const [day, ofDay] = [from - 1 + Math.floor(index / perDay), (index % perDay) + 0.5];
      // Working hours, with an offset by code so that no two lines fall together.
      const atMs = start + day * DAY_MS + (8 + (ofDay / perDay) * 11) * 3_600_000;
      const moment = new Date(atMs + (Math.abs(errcode) % 997)).toISOString().slice(0, -1);
      const app = api.startsWith('user') ? 'directory' : 'orders';
      return `${moment.replace('T', ' ')} INFO [${app}] POST https://qyapi.weixin.qq.com/cgi-bin/${api} {"errcode":${errcode},"errmsg":"${errcode === 0 ? 'ok' : 'failed'}"}`;
    }),
  );
  writeFileSync(join(desk, `${name}.log`), `${lines.sort().join('\n')}\n`);
  const range = ['--month', `2026-0${number}`, '--json', '--out', `${name}.json`];
  run(['report', `${name}.log`, ...range]);
}

async function take(lang) {
  const file = `compare-${lang}.html`;
  const form = ['--format', 'html', '--lang', lang, '--out', file];
  run(['compare', 'august.json', 'september.json', ...form]);
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light' });
  await page.goto(pathToFileURL(join(desk, file)).href);
  await page.screenshot({ path: join(IMAGES, `compare-${lang}.png`) });
  await page.close();
}

function run(argv) {
  const command = [join(ROOT, 'dist/cli/main.js'), ...argv];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: desk, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
