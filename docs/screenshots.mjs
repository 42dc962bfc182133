/**
 * Pictures of the live page, taken of a real `serve` by a real browser:
 *
 *     npm run build && node docs/screenshots.mjs            the two of the READMEs, into docs/images
 *     npm run build && node docs/screenshots.mjs FOLDER     every state, language, theme and width
 *
 * Needs Debian's chromium, and fonts for Chinese (fonts-noto-cjk).
 */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startServe, until } from '../test/chaos/serve-process.mjs';
import { demoLines } from './demo-log.mjs';

const IMAGES = fileURLToPath(new URL('images/', import.meta.url));
const DAY_MS = 86_400_000;
const WIDE = { width: 1360, height: 900 };
/** Down to the drawing. */
const PICTURE = { width: 1360, height: 1290 };
/** Of a story, so many last lines come while it is watched: of those that were there, a few are shown. */
const LIVE_LINES = 120;
const LINES_AT_ONCE = 12;
const PHONE = { width: 390, height: 844 };

const folder = process.argv[2];
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  if (folder === undefined) await takeForReadmes();
  else await takeAll(folder);
} finally {
  await browser.close();
}

async function takeForReadmes() {
  mkdirSync(IMAGES, { recursive: true });
  for (const lang of ['en', 'zh']) {
    await withServe('incident', lang, (url) =>
      take(
        url,
        { lang, colorScheme: 'light', viewport: PICTURE },
        join(IMAGES, `live-page-${lang}.png`),
      ),
    );
  }
}

async function takeAll(target) {
  mkdirSync(target, { recursive: true });
  for (const story of ['empty', 'calm', 'incident']) {
    await withServe(story, 'en', async (url) => {
      for (const lang of ['en', 'zh']) {
        for (const colorScheme of ['light', 'dark']) {
          for (const [name, viewport] of Object.entries({ wide: WIDE, phone: PHONE })) {
            const file = join(target, `${story}-${lang}-${colorScheme}-${name}.png`);
            await take(url, { lang, colorScheme, viewport, fullPage: true }, file);
          }
        }
      }
    });
  }
}

/** A `serve` that has counted for a week, and whose logs hold `story`. */
async function withServe(story, lang, use) {
  const cwd = mkdtempSync(join(tmpdir(), 'wecomlog-page-'));
  const logs = join(cwd, 'log');
  mkdirSync(logs);
  writeFileSync(join(cwd, 'tolerate.yaml'), 'tolerate:\n  - code: 84061\n');
  const options = ['log', '--state', 'state', '--catalog', 'tolerate.yaml'];
  const argv = [...options, '--label', 'workload={service}.log', '--from', 'beginning'];
  const nowMs = Date.now();
  let live = [];
  const env = { WECOMLOG_LANG: lang };
  if (story === 'empty') writeFileSync(join(logs, 'orders.log'), '');
  else {
    write(logs, demoLines(nowMs - 7 * DAY_MS, 'calm'));
    // The first start was a week ago.
    const past = `--import=data:text/javascript,const%20n=Date.now;Date.now=()=>n()-${7 * DAY_MS}`;
    const first = await startServe([...argv, '--once'], {
      cwd,
      listens: false,
      env: { ...env, NODE_OPTIONS: past },
    });
    await first.exited;
    const lines = demoLines(nowMs, story);
    write(logs, lines.slice(0, -LIVE_LINES));
    live = lines.slice(-LIVE_LINES);
  }
  const served = await startServe(argv, { cwd, env });
  try {
    await untilRead(served);
    for (let at = 0; at < live.length; at += LINES_AT_ONCE) {
      write(logs, live.slice(at, at + LINES_AT_ONCE));
      await untilRead(served);
    }
    await use(served.url());
  } finally {
    await served.stop('SIGTERM');
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** Until every line is read that is there; a look for new ones may be a second away. */
async function untilRead(served) {
  let last = Number.NaN;
  await until(
    async () => {
      const lines = (await served.scrape())?.get('wecomlog_lines_total');
      const isSame = lines === last && served.isRunning();
      last = lines;
      if (!isSame) await new Promise((resolve) => setTimeout(resolve, 300));
      return isSame;
    },
    30_000,
    () => served.told(),
  );
}

function write(logs, lines) {
  for (const { service, text } of lines) appendFileSync(join(logs, `${service}.log`), `${text}\n`);
}

async function take(url, { lang, fullPage = false, ...options }, path) {
  const context = await browser.newContext({ ...options, locale: lang === 'zh' ? 'zh-CN' : 'en' });
  const page = await context.newPage();
  await page.goto(`${url}/?lang=${lang}`);
  await page.locator('[data-connection=on]').waitFor();
  // A frame after everything was drawn.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await page.screenshot({ path, fullPage, animations: 'disabled' });
  await context.close();
}
