/** What a comparison says, in both languages. */
import type { Change, ComparisonRemark } from '../../model/comparison.ts';
import type { Lang } from '../../model/lang.ts';
import { formatCount } from '../report/figures.ts';

const n = formatCount;

/** `1 code`, `2 codes`. */
function many(count: number, one: string, more = `${one}s`): string {
  return `${n(count)} ${count === 1 ? one : more}`;
}

const ZH_REMARKS: Readonly<Record<ComparisonRemark, string>> = {
  'periods-differ': '两份报告的时间长短不同，所以“变化”按单位时间的次数计算，不按总次数。',
  'period-unknown':
    '至少一份报告不知道覆盖多长时间（记录没有时间），所以按总次数比较；两份日志长短不同时请谨慎。',
  'periods-overlap': '两份报告的时间有重叠，重叠部分两边都算了。',
  'order-reversed': '基准比本次更晚：是不是把两份报告的先后写反了？',
  'zones-differ': '两份报告解读无时区时间所用的时区不同。',
  'catalogs-differ': '两份报告用的错误码目录版本不同，这里一律按当前目录解释。',
  partial: '其中一份报告是中断后的部分结果，数字偏小。',
  'volumes-differ': '两份日志的行数相差十倍以上，读的可能不是同一批日志。',
  'success-differs': '只有一份日志记录了成功的调用，所以给不出失败率的对比。',
  undated: '至少一份报告里有一成以上的记录没有时间：照样计数，但不知道是否属于这段时间。',
  'inputs-failed': '有的输入没有读完或已损坏，对应报告的数字偏小。',
};

const EN_REMARKS: Readonly<Record<ComparisonRemark, string>> = {
  'periods-differ':
    'The two reports cover periods of unlike length, so changes are those of events in a unit of time, not of all events.',
  'period-unknown':
    'It is not known how long a time one of the reports covers (its records have no times), so events are compared as they are; take care if one log is longer.',
  'periods-overlap': 'The two periods overlap: what lies in both is counted on both sides.',
  'order-reversed': 'The base is later than the head: are the two reports the wrong way round?',
  'zones-differ': 'Times without a zone were read on different clocks.',
  'catalogs-differ':
    'The reports were made with different versions of the catalogue; codes are explained by the present one.',
  partial: 'One of the reports was interrupted and holds only a part: its figures are too low.',
  'volumes-differ':
    'One log has more than ten times the lines of the other: perhaps not the same logs were read.',
  'success-differs':
    'Only one of the logs records calls that succeed, so shares of failures cannot be compared.',
  undated:
    'A tenth or more of the records of one report have no time: they are counted, and nobody knows whether they belong to the period.',
  'inputs-failed':
    'Some inputs were damaged or could not be read to their end, so the figures of their report are too low.',
};

const zh = {
  title: '企业微信错误码对比',
  sections: { base: '基准', head: '本次' },
  comma: '，',
  semicolon: '；',
  colon: '：',
  fullStop: '。',
  listComma: '、',
  paren: (text: string) => `（${text}）`,
  verdicts: { better: '比基准好', worse: '比基准差', same: '与基准相比没有明显变化' },
  days: (days: string) => `${days} 天`,
  hours: (hours: string) => `${hours} 小时`,
  noPeriod: '时间不详',
  failures: (count: number) => `失败 ${n(count)} 次`,
  rate: (rate: string, isHour: boolean) => `每${isHour ? '小时' : '天'} ${rate} 次`,
  share: (share: string) => `失败率 ${share}`,
  incomplete: '不完整',

  shareMoved: (base: string, head: string) => `失败率从 ${base} 变为 ${head}`,
  rateMoved: (base: string, head: string, change: string, isHour: boolean) =>
    `失败从每${isHour ? '小时' : '天'} ${base} 次变为 ${head} 次（${change}）`,
  countMoved: (base: number, head: number, change: string) =>
    `失败从 ${n(base)} 次变为 ${n(head)} 次（${change}）`,
  nowFailing: (head: number) => `基准里没有失败，这次有 ${n(head)} 次`,
  notFailing: (base: number) => `基准里有 ${n(base)} 次失败，这次一次也没有`,
  neverFailing: '两份报告里都没有失败',
  counted: {
    new: (codes: number) => `新出现 ${n(codes)} 种错误码`,
    grown: (codes: number) => `${n(codes)} 种增多`,
    shrunk: (codes: number) => `${n(codes)} 种减少`,
    gone: (codes: number) => `${n(codes)} 种不再出现`,
    same: (codes: number) => `${n(codes)} 种没有明显变化`,
  } satisfies Record<Change, (codes: number) => string>,
  first: (code: string, action: string) => `先看 ${code}，${action}`,

  headings: {
    new: '新出现',
    grown: '增多',
    shrunk: '减少',
    gone: '不再出现',
    same: '没有明显变化',
  } satisfies Record<Change, string>,
  headingRemarks: {
    new: '基准里没有，这次有',
    grown: '超出偶然波动',
    shrunk: '超出偶然波动',
    gone: '基准里有，这次没有',
    same: '变化在两成以内，或次数太少，可能是偶然',
  } satisfies Record<Change, string>,
  columnBase: '基准',
  columnHead: '本次',
  perUnit: (title: string, isHour: boolean) => `${title}/${isHour ? '时' : '天'}`,
  columnChange: '变化',
  columnCode: '错误码',
  columnMeaning: '含义',
  columnOwner: '处理方',
  columnSince: '首次',
  columnCategory: '类别',
  columnDomain: '业务领域',
  columnApi: '接口',
  changeNew: '新',
  changeGone: '消失',
  times: (ratio: string) => `${ratio} 倍`,
  chance: '？',
  unknownMeaning: '目录未收录',
  remedy: '怎么办：',
  rest: (codes: number) => `还有 ${n(codes)} 种；--format csv 列出全部。`,
  byCategory: '按类别',
  byDomain: '按业务领域',
  byApi: '按接口（失败）',
  byWorkload: '按服务（失败）',
  columnWorkload: '服务',
  noWorkload: '（未标明）',
  diagnoses: '诊断的变化',
  diagnosisChanges: { new: '新出现', same: '仍在', gone: '已消失' },
  columnDiagnosis: '诊断',
  moreDiagnoses: (rest: number) => `另有 ${n(rest)} 条诊断，见 --format html 或 --json。`,

  howToRead: '怎么看',
  rule: '“增多”“减少”：相差两成以上，并且超出偶然波动（3 倍标准差）。其余都算没有明显变化。',
  chanceRule: '“？”：次数很少，也可能只是碰巧这次有、那次没有。',
  remarks: ZH_REMARKS,
  tolerated: (base: number, head: number) =>
    `失败中有补充目录声明可容忍的：基准 ${n(base)} 次，本次 ${n(head)} 次。`,
  footer: (tool: string, catalog: string) => `${tool} · 错误码目录 ${catalog}`,
};

export type ComparisonWords = typeof zh;

const en: ComparisonWords = {
  title: 'WeCom errcodes compared',
  sections: { base: 'Base', head: 'Head' },
  comma: ', ',
  semicolon: '; ',
  colon: ': ',
  fullStop: '.',
  listComma: ', ',
  paren: (text) => ` (${text})`,
  verdicts: {
    better: 'Better than the base',
    worse: 'Worse than the base',
    same: 'No clear change from the base',
  },
  days: (days) => `${days} ${days === '1' ? 'day' : 'days'}`,
  hours: (hours) => `${hours} ${hours === '1' ? 'hour' : 'hours'}`,
  noPeriod: 'time unknown',
  failures: (count) => many(count, 'failure'),
  rate: (rate, isHour) => `${rate} ${isHour ? 'an hour' : 'a day'}`,
  share: (share) => `failure rate ${share}`,
  incomplete: 'incomplete',

  shareMoved: (base, head) => `the failure rate went from ${base} to ${head}`,
  rateMoved: (base, head, change, isHour) =>
    `failures went from ${base} to ${head} ${isHour ? 'an hour' : 'a day'} (${change})`,
  countMoved: (base, head, change) => `failures went from ${n(base)} to ${n(head)} (${change})`,
  nowFailing: (head) => `no failure in the base, ${n(head)} now`,
  notFailing: (base) => `${many(base, 'failure')} in the base, none now`,
  neverFailing: 'no failure in either report',
  counted: {
    new: (codes) => many(codes, 'new code'),
    grown: (codes) => `${n(codes)} grown`,
    shrunk: (codes) => `${n(codes)} shrunk`,
    gone: (codes) => `${n(codes)} gone`,
    same: (codes) => `${n(codes)} without a clear change`,
  },
  first: (code, action) => `look at ${code} first: ${action}`,

  headings: { new: 'New', grown: 'Grown', shrunk: 'Shrunk', gone: 'Gone', same: 'No clear change' },
  headingRemarks: {
    new: 'not in the base, but now',
    grown: 'beyond what chance explains',
    shrunk: 'beyond what chance explains',
    gone: 'in the base, but not now',
    same: 'less than a fifth, or too few to tell from chance',
  },
  columnBase: 'Base',
  columnHead: 'Head',
  perUnit: (title, isHour) => `${title}/${isHour ? 'h' : 'd'}`,
  columnChange: 'Change',
  columnCode: 'Code',
  columnMeaning: 'Meaning',
  columnOwner: 'Who acts',
  columnSince: 'First',
  columnCategory: 'Category',
  columnDomain: 'Area',
  columnApi: 'API',
  changeNew: 'new',
  changeGone: 'gone',
  times: (ratio) => `×${ratio}`,
  chance: '?',
  unknownMeaning: 'not in the catalogue',
  remedy: 'What to do: ',
  rest: (codes) => `${many(codes, 'more code')}; --format csv lists every one.`,
  byCategory: 'By category',
  byDomain: 'By area',
  byApi: 'By API (failures)',
  byWorkload: 'By workload (failures)',
  columnWorkload: 'Workload',
  noWorkload: '(not named)',
  diagnoses: 'Diagnoses, before and after',
  diagnosisChanges: { new: 'new', same: 'still there', gone: 'over' },
  columnDiagnosis: 'Diagnosis',
  moreDiagnoses: (rest) =>
    `${n(rest)} more ${rest === 1 ? 'diagnosis' : 'diagnoses'}: see --format html or --json.`,

  howToRead: 'How to read this',
  rule: 'Grown and shrunk: by a fifth or more, and by more than chance explains (3 standard deviations). Everything else is no clear change.',
  chanceRule: '“?”: so few that it may be chance that one of the two reports has none.',
  remarks: EN_REMARKS,
  tolerated: (base, head) =>
    `Among the failures are some that your own catalogue tolerates: ${n(base)} in the base, ${n(head)} in the head.`,
  footer: (tool, catalog) => `${tool} · catalogue ${catalog}`,
};

export const COMPARISON_WORDS: Readonly<Record<Lang, ComparisonWords>> = { zh, en };
