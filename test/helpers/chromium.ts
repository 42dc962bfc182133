/** A real browser. Where none is installed its checks are left out with a word; never in CI. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

/** The browser, to be closed by who asked; undefined where none is installed on a desk. */
export async function startBrowser(): Promise<Browser | undefined> {
  if (!existsSync(EXECUTABLE)) {
    const said = 'chromium is missing (apt-get install chromium)';
    if (process.env.CI !== undefined) throw new Error(said);
    console.warn(`${said}: what needs a browser was left out`);
    return undefined;
  }
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
}

export interface OpenPage {
  readonly page: Page;
  /** What the page said, asked for or was refused; empty if all is well. */
  readonly complaints: readonly string[];
}

/** Opens a text as a page, without a network, and writes down whatever it complains of. */
export async function openPage(
  browser: Browser,
  text: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const complaints: string[] = [];
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== ADDRESS) complaints.push(`request: ${request.url()}`);
  });
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({ body: text, contentType: 'text/html' })
      : route.abort(),
  );
  await page.goto(ADDRESS);
  return { page, complaints };
}

/** Reserved by RFC 2606: there is no such host. */
const ADDRESS = 'http://report.invalid/';
