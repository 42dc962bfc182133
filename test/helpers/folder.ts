/** A folder of files for one test, removed behind it. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The path of a new folder that holds `files`; `modified` dates them all. */
export function folderOf(
  files: Readonly<Record<string, Uint8Array | string>>,
  modified?: Date,
): string {
  const { path, remove } = temporaryFolder(files, modified);
  onTestFinished(remove);
  return path;
}

/** The same for several tests; the caller removes it. */
export function temporaryFolder(
  files: Readonly<Record<string, Uint8Array | string>>,
  modified?: Date,
): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'wecomlog-test-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (modified !== undefined) utimesSync(path, modified, modified);
  }
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
