/** `wecomlog report [PATH...]`: one summary over files, directories, patterns and archives. */
import type { Command } from '../command.ts';
import { startThreadsFor } from '../threads.ts';

export const reportCommand: Command = {
  name: 'report',
  positional: {
    name: 'paths',
    help: {
      zh: '日志文件、目录或通配符；- 为标准输入',
      en: 'log files, directories or patterns; - is standard input',
    },
  },
  help: {
    zh: '汇总日志中的错误码：出了什么事、多少次、从何时起、谁来处理',
    en: 'sum up the errcodes of logs: what happened, how often, since when, who must act',
  },
  flags: [
    'format',
    'json',
    'out',
    'by',
    'since',
    'until',
    'last',
    'month',
    'tz',
    'baseline',
    'fail-on',
    'catalog',
    'input',
    'json-path',
    'encoding',
    'label',
    'dedupe',
    'files-from',
    'max-unpacked',
    'threads',
    'shard',
    'state',
    'strict',
  ],
  formats: ['text', 'json', 'csv', 'markdown', 'html', 'prometheus'],
  examples: [
    ['wecomlog report /var/log/app', { zh: '整个目录', en: 'a whole directory' }],
    [
      "wecomlog report 'app.log*' --month 2026-09",
      { zh: '某个月，含 .gz', en: 'one month, .gz included' },
    ],
    [
      'wecomlog report app.log --json --out september.json',
      { zh: '写成 JSON 文件', en: 'into a JSON file' },
    ],
    [
      'wecomlog report cloudwatch.json.gz loki.json',
      { zh: '日志平台导出的 JSON', en: 'exports of log platforms, as JSON' },
    ],
    [
      'wecomlog report app.log --format html --out report.html',
      { zh: '一个可离线打开、可打印的网页', en: 'one page to open offline, to send or to print' },
    ],
    [
      "wecomlog report app.log --baseline august.json --fail-on 'new codes > 0'",
      { zh: '与上月相比，有新错误码则退出码为 1', en: 'against last month; exit 1 for new codes' },
    ],
    [
      'wecomlog report --state /var/lib/wecomlog --last 7d',
      { zh: '由 serve 的状态出报告，不需要日志', en: 'from the state of serve, without the logs' },
    ],
  ],
  load: async () => async (input, context) => {
    // Threads start while the rest is loaded.
    const started = startThreadsFor(input);
    const { report } = await import('./report-run.ts');
    return report(input, context, started);
  },
};
