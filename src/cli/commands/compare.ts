/** `wecomlog compare BASE HEAD`: what is new, gone, better, worse. */
import type { Command } from '../command.ts';

export const compareCommand: Command = {
  name: 'compare',
  positional: {
    name: 'reports',
    help: {
      zh: '两份报告（report --json 的输出）：先是作为基准的旧报告，再是新报告',
      en: 'two reports of report --json: the earlier one as base, then the later one',
    },
  },
  help: {
    zh: '对比两份报告：哪些错误码是新的、消失了、变多、变少',
    en: 'compare two reports: which codes are new, gone, more or fewer',
  },
  flags: ['format', 'json', 'out', 'fail-on', 'tz', 'catalog'],
  formats: ['text', 'json', 'csv', 'markdown', 'html', 'prometheus'],
  examples: [
    ['wecomlog compare august.json september.json', { zh: '两个月', en: 'two months' }],
    [
      'wecomlog compare august.json september.json --format html --out change.html',
      { zh: '一个可离线打开、可打印的网页', en: 'one page to open offline, to send or to print' },
    ],
    [
      "wecomlog compare before.json after.json --fail-on 'new codes > 0'",
      { zh: '发布前后，有新错误码则退出码为 1', en: 'around a release; exit 1 for new codes' },
    ],
  ],
  load: async () => (await import('./compare-run.ts')).compare,
};
