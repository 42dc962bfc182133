/** `wecomlog merge REPORT.json...`: one report from many. */
import type { Command } from '../command.ts';

export const mergeCommand: Command = {
  name: 'merge',
  positional: {
    name: 'reports',
    help: {
      zh: '报告文件（report --json 的输出，可压缩）、目录或通配符；- 为标准输入',
      en: 'reports of report --json (packed or not), directories or patterns; - is standard input',
    },
  },
  help: {
    zh: '把多份报告合并为一份：多台机器、多个月份、--shard 的各份',
    en: 'make one report from many: of machines, months, or the shards of one job',
  },
  flags: ['format', 'json', 'out', 'by', 'baseline', 'fail-on', 'catalog', 'strict'],
  formats: ['text', 'json', 'html', 'csv', 'markdown', 'prometheus'],
  examples: [
    ['wecomlog merge web-1.json web-2.json', { zh: '两台机器', en: 'two machines' }],
    [
      "wecomlog merge 'shard-*.json' --json --out all.json",
      { zh: '各份合并为一个 JSON', en: 'shards into one JSON' },
    ],
  ],
  load: async () => (await import('./merge-run.ts')).merge,
};
