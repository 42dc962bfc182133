/** `wecomlog catalog check FILE...`: validates catalogues of one's own. */
import type { Command } from '../command.ts';

export const catalogCheckCommand: Command = {
  name: 'catalog check',
  positional: {
    name: 'files',
    help: { zh: '补充目录（YAML 或 JSON）', en: "catalogues of one's own (YAML or JSON)" },
  },
  help: {
    zh: '检查 --catalog 所用的补充目录',
    en: "validate catalogues of one's own, as --catalog takes them",
  },
  flags: [],
  formats: [],
  examples: [
    ['wecomlog catalog check house.yaml', { zh: '检查一个文件', en: 'is this file in order?' }],
  ],
  load: async () => (await import('./catalog-check-run.ts')).checkCatalog,
};
