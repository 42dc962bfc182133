/** `wecomlog tail PATH...`: follow logs on a terminal, annotated. */
import type { Command } from '../command.ts';

export const tailCommand: Command = {
  name: 'tail',
  positional: {
    name: 'paths',
    help: {
      zh: '要跟踪的日志文件、目录或通配符',
      en: 'log files, directories or patterns to follow',
    },
  },
  help: {
    zh: '跟踪日志（同 tail -F），先显示最近的事件，边写边标注含义与处理方',
    en: 'follow logs as tail -F does, the last events first, with what each errcode means',
  },
  flags: [
    'lines',
    'only',
    'code',
    'category',
    'from',
    'rotated',
    'format',
    'json',
    'success',
    'mask',
    'catalog',
    'encoding',
  ],
  formats: ['text', 'ndjson'],
  examples: [
    [
      'wecomlog tail /var/log/app/app.log',
      { zh: '最近 10 个事件，然后一直跟踪', en: 'the last 10 events, then on' },
    ],
    [
      "wecomlog tail '/var/log/app/*.log' --only errors",
      { zh: '几个日志，只看失败', en: 'several logs, failures only' },
    ],
    [
      'wecomlog tail app.log -n 50 --code 45009,45033',
      { zh: '只看某些错误码', en: 'certain codes only' },
    ],
  ],
  load: async () => (await import('./tail-run.ts')).tail,
};
