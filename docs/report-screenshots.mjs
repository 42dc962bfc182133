/**
 * Pictures of the HTML report, made by the built command from the sample logs:
 *
 *     npm run build && node docs/report-screenshots.mjs
 *
 * Needs Debian's chromium, and fonts for Chinese (fonts-noto-cjk).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs/images');
/** The first screen: verdict, figures, incidents and the beginning of what is to be done. */
const VIEWPORT = { width: 1200, height: 1130 };

mkdirSync(IMAGES, { recursive: true });
const desk = mkdtempSync(join(tmpdir(), 'wecomlog-report-'));
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  for (const lang of ['en', 'zh']) await take(lang);
} finally {
  await browser.close();
  rmSync(desk, { recursive: true });
}

async function take(lang) {
  const file = join(desk, `${lang}.html`);
  const argv = ['report', 'data/samples', '--format', 'html', '--lang', lang, '--out', file];
  const { status, stderr } = spawnSync(process.execPath, ['dist/cli/main.js', ...argv], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme: 'light' });
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(IMAGES, `report-${lang}.png`) });
  await page.close();
}
