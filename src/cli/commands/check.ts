/** `wecomlog check [PATH...]`: validates the configuration, and prints the plan and the files it matches. */
import type { Command } from '../command.ts';
import type { FlagName } from '../flags.ts';
import { EXAMINED } from './examined.ts';

/** Flags of the check itself; all others are those of the command examined. */
const OWN: readonly FlagName[] = ['for', 'format', 'json'];

export const checkCommand: Command = {
  name: 'check',
  positional: {
    name: 'paths',
    help: {
      zh: '日志文件、目录或通配符',
      en: 'log files, directories or patterns',
    },
  },
  help: {
    zh: '检查配置，列出实际生效的选项及其来源，以及会读取的文件',
    en: 'validate the configuration; print each option in effect, who set it, and the files it matches',
  },
  flags: [...new Set([...OWN, ...EXAMINED.flatMap((command) => command.flags)])],
  own: OWN,
  formats: ['text', 'json'],
  examples: [
    ['wecomlog check --config wecomlog.yml', { zh: '检查配置文件', en: 'is this file in order?' }],
    [
      'wecomlog check /var/log/app --for annotate',
      { zh: '会标注哪些文件', en: 'which files would be annotated?' },
    ],
    ['wecomlog check --by 1h --json', { zh: '供程序读取', en: 'for programs' }],
  ],
  load: async () => (await import('./check-run.ts')).check,
};
