/** `wecomlog explain CODE...`: what codes mean, offline. */
import type { Command } from '../command.ts';

export const explainCommand: Command = {
  name: 'explain',
  positional: {
    name: 'codes',
    help: {
      zh: '错误码、范围（41000-41099）或要搜索的词；- 从标准输入中找错误码',
      en: 'errcodes, ranges (41000-41099) or words to search; - finds the codes in standard input',
    },
  },
  help: {
    zh: '说明错误码的含义、由谁处理、怎么处理（离线）',
    en: 'say what a code means, who must act, and what to do (offline)',
  },
  flags: ['all', 'category', 'domain', 'system', 'retired', 'catalog', 'format', 'json'],
  formats: ['text', 'json'],
  examples: [
    ['wecomlog explain 40014 45009', { zh: '两个错误码', en: 'two codes' }],
    ['wecomlog 60020', { zh: '省略命令名', en: 'without the command' }],
    ['wecomlog explain 41000-41099', { zh: '一个范围', en: 'a range' }],
    ["wecomlog explain 'rate limit'", { zh: '用词搜索', en: 'a search by words' }],
    ['wecomlog explain --category rate-limited', { zh: '一类失败', en: 'one kind of failure' }],
    [
      'tail -n 500 app.log | wecomlog explain -',
      { zh: '日志里的错误码', en: 'the codes of a log' },
    ],
    ['wecomlog explain --all --json', { zh: '整个目录', en: 'the whole catalogue' }],
  ],
  load: async () => (await import('./explain-run.ts')).explain,
};
