/** `wecomlog catalog diff OLD [NEW]`: what changed between two catalogues. */
import type { Command } from '../command.ts';

export const catalogDiffCommand: Command = {
  name: 'catalog diff',
  positional: {
    name: 'exports',
    help: {
      zh: '旧目录，以及可选的新目录（catalog export --format json 的输出）；默认与内置目录比较',
      en: 'the older catalogue, and perhaps a newer one, as catalog export --format json writes them; without it the built-in one',
    },
  },
  help: {
    zh: '比较两个版本的目录：新增、移除、含义有变、重新归类',
    en: 'compare two catalogues: added, removed, changed meaning, reclassified',
  },
  flags: ['format', 'json', 'out', 'catalog'],
  formats: ['text', 'json'],
  examples: [
    [
      'wecomlog catalog diff old.json',
      { zh: '旧版本与内置目录', en: 'an old one and the built-in one' },
    ],
    ['wecomlog catalog diff old.json new.json --json', { zh: '供程序读取', en: 'for programs' }],
  ],
  load: async () => (await import('./catalog-diff-run.ts')).diffCatalog,
};
