/** Every flag, declared once: its type, what it may be, its default, and its help in both languages. */
import type { Bilingual } from '../model/lang.ts';

export interface Flag {
  readonly type: 'string' | 'boolean' | 'number';
  readonly help: Bilingual;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** What stands for the value in help. */
  readonly value?: string;
  /** May be given several times, and all of them hold. */
  readonly list?: boolean;
  /** What the text must be, so that a file or the environment that says otherwise is told early. */
  readonly kind?: TextKind;
  /** Flags that cannot hold beside this one; of two rivals the one said nearer silences the other. */
  readonly rivals?: readonly string[];
}

/** `path` is a file, a folder or a pattern; the others are read by ./settings/kinds.ts. */
export type TextKind = 'path' | 'zone' | 'instant' | 'duration' | 'month' | 'size';

const flag = (type: Flag['type'], zh: string, en: string, rest: Partial<Flag> = {}): Flag => ({
  type,
  help: { zh, en },
  ...rest,
});

export const FLAGS = {
  config: flag(
    'string',
    '配置文件（YAML），可写任何选项',
    'configuration file (YAML) with any of the options',
    { value: 'FILE', kind: 'path' },
  ),
  lang: flag('string', '界面语言', 'language of all output for people', {
    choices: ['zh', 'en'],
    default: 'zh',
  }),
  color: flag('string', '是否使用颜色', 'whether to use colour', {
    choices: ['auto', 'always', 'never'],
    default: 'auto',
  }),
  quiet: flag('boolean', '不在标准错误上说明情况', 'say nothing on standard error'),
  strict: flag('boolean', '遇到第一个有问题的输入即停止', 'stop at the first bad input'),
  'files-from': flag(
    'string',
    '从文件读取更多 PATH，每行一个；- 为标准输入',
    'read more PATHs from a file, one a line; - is standard input',
    { value: 'FILE', kind: 'path' },
  ),
  'max-unpacked': flag(
    'string',
    '每个压缩包最多解开多少，如 50G（默认不限）',
    'most that one packed input may unpack to, such as 50G (default: no limit)',
    { value: 'SIZE', kind: 'size' },
  ),
  encoding: flag(
    'string',
    '日志编码；auto 逐行判断',
    'encoding of the log; auto decides line by line',
    { choices: ['auto', 'utf-8', 'gb18030'], default: 'auto' },
  ),
  tz: flag('string', '没有时区的时间所用的时区', 'zone of times that carry none', {
    default: 'Asia/Shanghai',
    value: 'ZONE',
    kind: 'zone',
  }),
  since: flag('string', '只统计此时刻及以后的记录', 'count records from this time on', {
    value: 'TIME',
    kind: 'instant',
    rivals: ['last', 'month'],
  }),
  until: flag('string', '只统计此时刻以前的记录（不含）', 'count records before this time', {
    value: 'TIME',
    kind: 'instant',
    rivals: ['last', 'month'],
  }),
  last: flag(
    'string',
    '只统计最近一段时间，如 7d、12h',
    'count the latest stretch only, such as 7d or 12h',
    { value: 'DURATION', kind: 'duration', rivals: ['month'] },
  ),
  month: flag('string', '只统计某个月，如 2026-09', 'count one month only, such as 2026-09', {
    value: 'YYYY-MM',
    kind: 'month',
  }),
  by: flag('string', '时间分桶的宽度', 'width of the time buckets', {
    choices: ['auto', '1m', '5m', '1h', '1d'],
    default: 'auto',
  }),
  catalog: flag(
    'string',
    '补充目录（YAML 或 JSON，可给多个）：增改错误码、处理方，以及可容忍的错误',
    "a catalogue of one's own (YAML or JSON, may be repeated): codes, owners, what is tolerated",
    { value: 'FILE', list: true, kind: 'path' },
  ),
  format: flag('string', '输出格式', 'output format'),
  json: flag('boolean', '等于 JSON 形式的 --format', 'short for the JSON form of --format', {
    rivals: ['format'],
  }),
  threads: flag(
    'number',
    '同时使用的线程数（默认为核数，最多 4）',
    'threads to use (default: the cores, at most 4)',
    { value: 'N' },
  ),
  out: flag(
    'string',
    '写入文件：要么完整写入，要么不写',
    'write to this file, whole or not at all',
    { value: 'FILE', kind: 'path' },
  ),
  only: flag(
    'string',
    '只输出有错误码（或有失败）的行',
    'only lines with an errcode (or with a failure)',
    { choices: ['events', 'errors'] },
  ),
  success: flag('boolean', '文本行也标注错误码 0', 'annotate code 0 in text lines too'),
  mask: flag(
    'boolean',
    '遮盖令牌、密钥、人员与 IP',
    'mask tokens, secrets, people and IP addresses',
  ),
  undo: flag('boolean', '去掉标注，还原原始日志', 'take annotations out again, byte for byte', {
    rivals: ['only', 'success', 'mask', 'json', 'format'],
  }),
  all: flag('boolean', '列出目录中的全部错误码', 'list every code of the catalogue'),
  for: flag('string', '检查哪个命令的配置', 'the command whose plan is checked', {
    value: 'COMMAND',
    default: 'report',
  }),
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

/** Flags every command has. */
export const SHARED_FLAGS: readonly FlagName[] = ['config', 'lang', 'color', 'quiet'];
