/** `wecomlog serve PATH...`: follows logs, keeps their counts, and serves them as metrics. */
import type { Command } from '../command.ts';

export const serveCommand: Command = {
  name: 'serve',
  positional: {
    name: 'paths',
    help: {
      zh: '要跟踪的日志文件、目录或通配符；轮转后的文件会自动找到',
      en: 'log files, directories or patterns to follow; rotated files are found by themselves',
    },
  },
  help: {
    zh: '持续跟踪日志并计数，以 Prometheus 指标公开；重启、轮转不丢不重',
    en: 'follow logs, count, and serve the counts to Prometheus; exact across restarts and rotations',
  },
  flags: [
    'listen',
    'web.listen-address',
    'web.config.file',
    'state',
    'from',
    'rotated',
    'label',
    'series',
    'catalog',
    'tz',
    'encoding',
    'once',
    'out',
  ],
  formats: [],
  examples: [
    ['wecomlog serve /var/log/app/app.log', { zh: '跟踪一个日志', en: 'follow one log' }],
    [
      "wecomlog serve '/var/log/pods/*/*/*.log' --label 'workload=/var/log/pods/{namespace}_{pod}_{uid}/{container}/*'",
      { zh: 'Kubernetes，按容器计数', en: 'Kubernetes, by container' },
    ],
    [
      'wecomlog serve app.log --once --out /var/lib/node_exporter/wecomlog.prom',
      { zh: '由 cron 运行，写成文件', en: 'from cron, into a file' },
    ],
  ],
  load: async () => (await import('./serve-run.ts')).serve,
};
