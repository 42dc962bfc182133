/** docs/deploy as text and as data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const DEPLOY = join(ROOT, 'docs/deploy');

export function textOf(name: string): string {
  return readFileSync(join(DEPLOY, name), 'utf8');
}

/** A YAML file; the caller says what it is. */
export function dataOf<T>(name: string): T {
  return parse(textOf(name), { uniqueKeys: true, strict: true }) as T;
}

/** Names of all files below, as paths from docs/deploy. */
export const FILES: readonly string[] = readdirSync(DEPLOY, {
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(DEPLOY.length + 1));
