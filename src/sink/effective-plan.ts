/** Prints what `check` found: the options in effect and the inputs, for a terminal and as JSON. */
import type {
  EffectivePlan,
  InputKind,
  Origin,
  PlannedInputs,
  PlannedOption,
  Setting,
  SettingValue,
} from '../model/effective-plan.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { formatBytes, formatCount } from './report/figures.ts';
import { printable } from './report/printable.ts';
import { createStyle, type Style } from './style.ts';
import { padEnd, textWidth } from './width.ts';

const SCHEMA = 'wecomlog.check/1';

/** Inputs that the text lists; the JSON has more. */
const INPUTS_SHOWN = 20;

const MARGIN = '  ';

const WORDS = {
  title: { zh: '实际生效的选项', en: 'Options in effect' },
  unset: { zh: '未设置', en: 'not set' },
  default: { zh: '默认', en: 'default' },
  argument: { zh: '命令行参数', en: 'argument' },
  inputs: { zh: '输入', en: 'Inputs' },
  stdinName: { zh: '标准输入', en: 'standard input' },
  zone: { zh: '时区', en: 'Zone' },
  lang: { zh: '语言', en: 'Language' },
  langName: { zh: '中文', en: 'English' },
  catalog: { zh: '错误码目录', en: 'Catalogue' },
  valid: { zh: '配置有效。', en: 'The configuration is valid.' },
} as const satisfies Record<string, Bilingual>;

const KINDS = {
  log: { zh: '日志', en: 'log' },
  json: { zh: 'JSON 文档', en: 'JSON document' },
  'utf-16': { zh: 'UTF-16 日志', en: 'UTF-16 log' },
  gzip: { zh: 'gzip 日志', en: 'gzip log' },
  zstd: { zh: 'zstd 日志', en: 'zstd log' },
  bzip2: { zh: 'bzip2 日志', en: 'bzip2 log' },
  xz: { zh: 'xz 日志', en: 'xz log' },
  tar: { zh: 'tar 归档', en: 'tar archive' },
  zip: { zh: 'zip 归档', en: 'zip archive' },
  binary: { zh: '二进制，跳过', en: 'binary, skipped' },
  duplicate: { zh: '重复，跳过', en: 'named twice, skipped' },
  stdin: { zh: '未读取', en: 'not looked at' },
} as const satisfies Record<InputKind, Bilingual>;

export interface PlanManner {
  readonly color: boolean;
  /** Of the terminal. */
  readonly columns: number;
}

/** The plan for people, one option a line; ends with a line end. */
export function renderPlan(plan: EffectivePlan, { color, columns }: PlanManner): string {
  const style = createStyle(color);
  const { lang, inputs } = plan;
  const sections = [
    [
      `${style.bold(WORDS.title[lang])}${MARGIN}${style.dim(`wecomlog ${plan.command}`)}`,
      ...optionLines(plan.options, lang, style),
    ],
    ...(inputs === undefined ? [] : [inputLines(inputs, lang, style, columns)]),
    factLines(plan, style),
    [verdict(plan, style)],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function optionLines(options: readonly PlannedOption[], lang: Lang, style: Style): string[] {
  const rows = options.map((option) => ({
    name: option.name,
    value: option.value === undefined ? WORDS.unset[lang] : textOf(option.value),
    origin: originText(option.name, option.origin, lang),
    remark: remarkOf(option, lang),
    isSet: option.origin.from !== 'default',
  }));
  const nameColumns = Math.max(...rows.map(({ name }) => textWidth(name)));
  const valueColumns = Math.max(...rows.map(({ value }) => textWidth(value)));
  return rows.map(({ name, value, origin, remark, isSet }) => {
    const known = `${padEnd(name, nameColumns)}${MARGIN}${padEnd(value, valueColumns)}`;
    return `${MARGIN}${isSet ? known : style.dim(known)}${MARGIN}${style.dim(origin + remark)}`;
  });
}

function textOf(value: SettingValue): string {
  return printable(Array.isArray(value) ? value.join(' ') : `${value}`);
}

/** Where a value was said, as a person would look it up. */
function originText(name: string, origin: Origin, lang: Lang): string {
  switch (origin.from) {
    case 'flag':
      return name === 'paths' ? WORDS.argument[lang] : `--${name}`;
    case 'environment':
      return origin.variable;
    case 'file':
      return printable(`${origin.file}:${origin.line}`);
    case 'default':
      return WORDS.default[lang];
  }
}

/** What others said in vain. */
function remarkOf({ beaten, silencedBy }: PlannedOption, lang: Lang): string {
  if (beaten.length === 0) return '';
  const said = beaten
    .map(
      (setting) => `${textOf(setting.value)} (${originText(setting.name, setting.origin, lang)})`,
    )
    .join(lang === 'zh' ? '、' : ', ');
  if (silencedBy === undefined) return lang === 'zh' ? `；取代 ${said}` : `; instead of ${said}`;
  return lang === 'zh'
    ? `；${said} 因 ${silencedBy} 而无效`
    : `; ${said} gives way to ${silencedBy}`;
}

function inputLines(inputs: PlannedInputs, lang: Lang, style: Style, columns: number): string[] {
  const shown = inputs.listed.slice(0, INPUTS_SHOWN);
  const rows = shown.map(({ name, bytes, kind }) => ({
    name: kind === 'stdin' ? WORDS.stdinName[lang] : printable(name),
    size: Number.isNaN(bytes) ? '' : formatBytes(bytes),
    kind: KINDS[kind][lang],
  }));
  const sizeColumns = Math.max(0, ...rows.map(({ size }) => size.length));
  const kindColumns = Math.max(0, ...rows.map(({ kind }) => textWidth(kind)));
  // Names come last: they may be longer than the terminal is wide, and must stay whole to be copied.
  const lines = rows.map(({ name, size, kind }) =>
    [MARGIN + size.padStart(sizeColumns), padEnd(kind, kindColumns), name].join(MARGIN).trimEnd(),
  );
  const rest = inputs.count + inputs.skipped - shown.length;
  if (rest > 0) {
    lines.push(
      MARGIN +
        (lang === 'zh' ? `… 另有 ${formatCount(rest)} 个` : `… and ${formatCount(rest)} more`),
    );
  }
  const total = totalText(inputs, lang);
  const head = style.bold(WORDS.inputs[lang]) + MARGIN;
  return [textWidth(total) < columns ? head + style.dim(total) : head + total, ...lines];
}

function totalText({ count, bytes, skipped }: PlannedInputs, lang: Lang): string {
  const facts =
    lang === 'zh'
      ? [`${formatCount(count)} 个`, formatBytes(bytes), `跳过 ${formatCount(skipped)} 个`]
      : [`${formatCount(count)} to read`, formatBytes(bytes), `${formatCount(skipped)} skipped`];
  return facts.filter((_, index) => index !== 2 || skipped > 0).join(' · ');
}

function factLines({ lang, zone, catalog }: EffectivePlan, style: Style): string[] {
  const codes =
    lang === 'zh' ? `${formatCount(catalog.size)} 个错误码` : `${formatCount(catalog.size)} codes`;
  const facts: [name: string, value: string][] = [
    ...(zone === undefined ? [] : [[WORDS.zone[lang], zone] as [string, string]]),
    [WORDS.lang[lang], WORDS.langName[lang]],
    [WORDS.catalog[lang], `${catalog.version} · ${codes}`],
  ];
  const nameColumns = Math.max(...facts.map(([name]) => textWidth(name)));
  return facts.map(([name, value]) => style.bold(padEnd(name, nameColumns)) + MARGIN + value);
}

function verdict({ lang, problems }: EffectivePlan, style: Style): string {
  const count = problems.length;
  if (count === 0) return style.green(WORDS.valid[lang]);
  const text =
    lang === 'zh'
      ? `发现 ${count} 个问题，见标准错误输出。`
      : `${count} ${count === 1 ? 'problem' : 'problems'} found, told on standard error.`;
  return style.red(text);
}

/** The plan as JSON (`wecomlog.check/1`); values are those of the options, sizes null where unknown. */
export function planJson(plan: EffectivePlan): string {
  const { command, lang, zone, catalog, inputs, problems } = plan;
  const value = {
    schema: SCHEMA,
    command,
    valid: problems.length === 0,
    lang,
    zone: zone ?? null,
    catalog,
    options: plan.options.map((option) => ({
      name: option.name,
      value: option.value ?? null,
      ...option.origin,
      beaten: option.beaten.map(settingJson),
      ...(option.silencedBy === undefined ? {} : { silencedBy: option.silencedBy }),
    })),
    inputs: inputs ?? null,
    problems: problems.map((problem) => ({ code: problem.code, message: problem.say(lang) })),
  };
  // NaN becomes null.
  return `${JSON.stringify(value, null, 2)}\n`;
}

function settingJson({ value, origin }: Setting): object {
  return { value, ...origin };
}
