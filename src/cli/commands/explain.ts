/** `wecomlog explain CODE...`: what codes mean, offline. */
import type { Command } from '../command.ts';

export const explainCommand: Command = {
  name: 'explain',
  positional: { name: 'codes', help: { zh: '一个或多个错误码', en: 'one or more errcodes' } },
  help: {
    zh: '说明错误码的含义、由谁处理、怎么处理（离线）',
    en: 'say what a code means, who must act, and what to do (offline)',
  },
  flags: ['all', 'catalog', 'format', 'json'],
  formats: ['text', 'json'],
  examples: [
    ['wecomlog explain 40014 45009', { zh: '两个错误码', en: 'two codes' }],
    ['wecomlog 60020', { zh: '省略命令名', en: 'without the command' }],
    ['wecomlog explain --all --json', { zh: '整个目录', en: 'the whole catalogue' }],
  ],
  load: async () => (await import('./explain-run.ts')).explain,
};
