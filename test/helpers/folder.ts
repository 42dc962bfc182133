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
  const folder = mkdtempSync(join(tmpdir(), 'wecomlog-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    if (modified !== undefined) utimesSync(path, modified, modified);
  }
  return folder;
}
