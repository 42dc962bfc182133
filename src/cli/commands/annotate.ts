/** `wecomlog annotate [PATH...]`: lines in, the same lines out, annotated. */
import type { Command } from '../command.ts';

export const annotateCommand: Command = {
  name: 'annotate',
  positional: {
    name: 'paths',
    help: {
      zh: '日志文件、目录或通配符；- 为标准输入',
      en: 'log files, directories or patterns; - is standard input',
    },
  },
  help: {
    zh: '逐行输出日志，在有错误码的行标注含义与处理方',
    en: 'pass logs through, with what each errcode means and who must act',
  },
  flags: [
    'format',
    'json',
    'out',
    'only',
    'success',
    'mask',
    'undo',
    'catalog',
    'encoding',
    'threads',
    'files-from',
    'max-unpacked',
    'strict',
  ],
  formats: ['text', 'ndjson'],
  examples: [
    ['tail -f app.log | wecomlog annotate', { zh: '边写边看', en: 'as it is written' }],
    ['wecomlog annotate app.log.1.gz --only errors', { zh: '只看失败', en: 'failures only' }],
    ['wecomlog annotate --undo annotated.log > app.log', { zh: '还原', en: 'the way back' }],
  ],
  load: async () => (await import('./annotate-run.ts')).annotate,
};
