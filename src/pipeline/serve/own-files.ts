/** A file system without what `serve` writes itself: its state names errcodes, and would be counted. */
import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { FileSystem } from '../../source/follow/file-system.ts';

/** `fileSystem` in which patterns find nothing at or below `paths`. */
export function withoutOwn(fileSystem: FileSystem, paths: readonly string[]): FileSystem {
  return {
    ...fileSystem,
    async find(pattern) {
      const own = new Set<string>();
      for (const path of paths) {
        own.add(resolve(path));
        // What is not there yet has no other name.
        own.add(await realpath(path).catch(() => resolve(path)));
      }
      const names = await fileSystem.find(pattern);
      return names.filter((name) => {
        const path = resolve(name);
        return ![...own].some((one) => path === one || path.startsWith(one + sep));
      });
    },
  };
}
