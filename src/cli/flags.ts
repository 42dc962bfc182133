/** Every flag, declared once: its type, what it may be, its default, and its help in both languages. */
import type { Bilingual } from '../model/lang.ts';
import { SYSTEM_IDS } from '../model/taxonomy.ts';

export interface Flag {
  readonly type: 'string' | 'boolean' | 'number';
  readonly help: Bilingual;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** What stands for the value in help. */
  readonly value?: string;
  /** May be given several times, and all of them hold. */
  readonly list?: boolean;
  /** A letter that stands for it, as in `-n 20`. */
  readonly short?: string;
  /** What the text must be, so that a file or the environment that says otherwise is told early. */
  readonly kind?: TextKind;
  /** Flags that cannot hold beside this one; of two rivals the one said nearer silences the other. */
  readonly rivals?: readonly string[];
}

/** `path` is a file, a folder or a pattern; the others are read by ./settings/kinds.ts. */
export type TextKind =
  | 'path'
  | 'zone'
  | 'instant'
  | 'duration'
  | 'month'
  | 'size'
  | 'condition'
  | 'shard';

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
  input: flag(
    'string',
    '输入的形式：逐行，或 JSON 文档（数组、多行对象、导出文件）；auto 逐个判断',
    'form of the inputs: lines, or JSON documents (arrays, pretty-printed, exports); auto decides for each',
    { choices: ['auto', 'lines', 'json'], default: 'auto' },
  ),
  'json-path': flag(
    'string',
    'JSON 文档中记录所在的位置：elk、cloudwatch、loki 或路径（如 data.items[]）',
    'where the records of JSON documents stand: elk, cloudwatch, loki or a path such as data.items[]',
    { value: 'WHERE' },
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
  baseline: flag(
    'string',
    '与之前的报告（report --json 的输出）比较，给出每个数字的变化',
    'an earlier report (of report --json) to show the change against',
    { value: 'REPORT.json', kind: 'path' },
  ),
  'fail-on': flag(
    'string',
    "条件成立时退出码为 1（可给多个），如 'errors > 1%'、'new codes > 0'",
    "exit with 1 if this holds (may be repeated), such as 'errors > 1%' or 'new codes > 0'",
    { value: 'CONDITION', list: true, kind: 'condition' },
  ),
  threads: flag(
    'number',
    '同时使用的线程数（默认为核数，最多 4）',
    'threads to use (default: the cores, at most 4)',
    { value: 'N' },
  ),
  shard: flag(
    'string',
    '只读第 i 份（共 n 份），供多个任务分工；各份用 merge 合并',
    'read part i of n only, so that several jobs share the work; merge joins them',
    { value: 'i/n', kind: 'shard' },
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
  lines: flag(
    'number',
    '先显示每个文件最近多少个事件（有错误码的行），默认 10',
    'how many of the last events (lines with an errcode) of each file to show first; default 10',
    { value: 'N', short: 'n' },
  ),
  code: flag(
    'string',
    '只要这些错误码（逗号隔开，可给多个），如 45009,40014',
    'only these codes (with commas, may be repeated), such as 45009,40014',
    { value: 'CODES', list: true },
  ),
  listen: flag(
    'string',
    '指标与页面的监听地址，如 127.0.0.1:19143、:19143（本机所有地址）',
    'address of metrics and pages, such as 127.0.0.1:19143, or :19143 for all of the machine',
    { value: 'HOST:PORT', default: '127.0.0.1:19143', rivals: ['web.listen-address'] },
  ),
  'web.listen-address': flag('string', '等于 --listen', 'the same as --listen', {
    value: 'HOST:PORT',
  }),
  'web.config.file': flag(
    'string',
    'TLS、口令与限速的配置文件，格式同 Prometheus exporter-toolkit',
    "TLS, passwords and limits, as Prometheus' exporter-toolkit defines the file",
    { value: 'FILE', kind: 'path' },
  ),
  state: flag(
    'string',
    'serve 的状态目录（serve 默认为 $STATE_DIRECTORY，否则为 XDG 状态目录）',
    'state directory of serve (default of serve: $STATE_DIRECTORY, else the XDG state directory)',
    { value: 'DIR', kind: 'path' },
  ),
  from: flag(
    'string',
    '首次启动时已有的文件从何处读起；--once 默认 beginning',
    'where to begin in files that are there at the very first start; beginning with --once',
    { choices: ['end', 'beginning'], default: 'end' },
  ),
  rotated: flag(
    'string',
    '轮转后移到别处的日志（通配符，可给多个）',
    'where rotated logs are moved, if not beside the log (pattern, may be repeated)',
    { value: 'GLOB', list: true, kind: 'path' },
  ),
  label: flag(
    'string',
    '按来源分开计数：workload=路径模板、.JSON字段或固定名称',
    'count apart by origin: workload= a path template, a .json.field or a constant',
    { value: 'workload=SELECTOR' },
  ),
  dedupe: flag(
    'string',
    '同一次失败（SDK 与应用各记一次、hint 相同）只计一次',
    'count a failure once that two records tell of, SDK and application, with the same hint',
    { choices: ['none', 'hint'], default: 'none' },
  ),
  series: flag(
    'string',
    '哪些错误码有指标序列：出现过的，或目录中的全部',
    'codes that have a series: those seen, or all of the catalogue',
    { choices: ['seen', 'all'], default: 'seen' },
  ),
  once: flag(
    'boolean',
    '读完现有内容、保存状态后退出（供 cron 与 textfile collector）',
    'read to the end of everything, commit and exit (for cron and the textfile collector)',
  ),
  all: flag(
    'boolean',
    '列出目录中的全部错误码；搜索时列出全部结果',
    'every code of the catalogue; of a search every hit',
  ),
  category: flag(
    'string',
    '只要这类失败（可给多个），如 rate-limited 或 频率受限',
    'only this kind of failure (may be repeated), such as rate-limited',
    { value: 'ID', list: true },
  ),
  domain: flag(
    'string',
    '只要这个领域（可给多个），如 contacts 或 通讯录',
    'only this API area (may be repeated), such as contacts',
    { value: 'ID', list: true },
  ),
  system: flag(
    'string',
    '企业微信其他编号体系，如回调加解密库、会话存档 SDK',
    "another number space of WeCom's: callback encryption, archive SDK …",
    { choices: SYSTEM_IDS },
  ),
  retired: flag(
    'boolean',
    '企业号时期、官方已不再列出的错误码',
    "codes of the early years that WeCom's page no longer lists",
  ),
  for: flag('string', '检查哪个命令的配置', 'the command whose plan is checked', {
    value: 'COMMAND',
    default: 'report',
  }),
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof FLAGS;

/** Flags every command has. */
export const SHARED_FLAGS: readonly FlagName[] = ['config', 'lang', 'color', 'quiet'];
