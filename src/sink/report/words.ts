/** What the text report says, in both languages; a flat table of sentences. */
import type { NearMissReason, Platform } from '../../model/event.ts';
import type { Lang } from '../../model/lang.ts';
import type { Owner } from '../../model/taxonomy.ts';
import { formatCount } from './figures.ts';

const ZH_ACTIONS: Readonly<Record<Owner, string>> = {
  nobody: '无需处理',
  program: '应由程序自行处理',
  developer: '需要开发者处理',
  administrator: '需要企业管理员处理',
  user: '需要使用者处理',
  wecom: '问题在企业微信一侧，稍候重试',
};

const EN_ACTIONS: Readonly<Record<Owner, string>> = {
  nobody: 'nobody needs to act',
  program: 'the program should handle it by itself',
  developer: 'the developer must act',
  administrator: 'the administrator must act',
  user: 'the user must act',
  wecom: "it lies on WeCom's side: retry later",
};

const ZH_PLATFORMS: Readonly<Record<Platform, string>> = {
  unknown: '未知平台',
  wecom: '企业微信',
  weixin: '公众号/小程序',
  dingtalk: '钉钉',
  'callback-crypto': '回调加解密库',
  'finance-sdk': '会话存档 SDK',
};

const EN_PLATFORMS: Readonly<Record<Platform, string>> = {
  unknown: 'unknown platform',
  wecom: 'WeCom',
  weixin: 'official account / mini program',
  dingtalk: 'DingTalk',
  'callback-crypto': 'callback encryption library',
  'finance-sdk': 'message archive SDK',
};

const ZH_REASONS: Readonly<Record<NearMissReason, string>> = {
  'no-code': '像是企业微信的失败，但没有写出错误码',
  uncatalogued: '写着一个数字，但它不在任何平台的目录中',
};

const EN_REASONS: Readonly<Record<NearMissReason, string>> = {
  'no-code': 'looks like a WeCom failure, but names no code',
  uncatalogued: 'names a number that no platform has in its catalogue',
};

const n = formatCount;

/** `1 line`, `2 lines`. */
function many(count: number, one: string, more = `${one}s`): string {
  return `${n(count)} ${count === 1 ? one : more}`;
}

function looks(misses: number): string {
  return misses === 0 ? 'no record looks' : many(misses, 'record looks', 'records look');
}

const zh = {
  comma: '，',
  listComma: '、',
  title: '企业微信错误码报告',
  incomplete: '不完整',
  input: '输入',
  time: '时间',
  asked: '范围',
  files: (count: number) => `${n(count)} 个文件`,
  lines: (count: number) => `${n(count)} 行`,
  timeless: '有错误码的记录都没有时间',
  zone: (zone: string) => `时区 ${zone}`,
  bucket: (duration: string) => `粒度 ${duration}`,
  column: (duration: string) => `每格 ${duration}`,
  anyTime: '不限',
  days: (count: number) => `${n(count)} 天`,
  hours: (count: number) => `${n(count)} 小时`,
  minutes: (count: number) => `${n(count)} 分钟`,
  times: (count: number) => `${n(count)} 次`,

  nothingRead: '没有读到任何一行。',
  noCode: (lines: number, misses: number) =>
    misses === 0
      ? `读完 ${n(lines)} 行，没有发现企业微信错误码，也没有疑似失败的记录。`
      : `读完 ${n(lines)} 行，没有发现企业微信错误码；有 ${n(misses)} 条记录疑似失败，但没有可计数的错误码。`,
  onlyForeign: (lines: number, foreign: number, misses: number) =>
    `读完 ${n(lines)} 行，没有发现企业微信错误码；${n(foreign)} 次错误码属于其他平台，${misses === 0 ? '没有疑似失败的记录' : `另有 ${n(misses)} 条记录疑似失败，但没有可计数的错误码`}。`,
  onlySuccess: (success: number) => `共 ${n(success)} 次调用，全部成功，没有失败。`,
  failures: (errors: number) => `共 ${n(errors)} 次失败`,
  allAre: (code: string) => `全部是 ${code}`,
  mostAre: (code: string, share: string) => `最多的是 ${code}，占 ${share}`,
  named: (code: string, meaning: string) => `${code}（${meaning}）`,
  notCatalogued: '目录未收录',
  sinceMoment: (year: number | undefined, month: number, day: number, time: string) =>
    `${year === undefined ? '' : `${year} 年 `}${month} 月 ${day} 日 ${time} 起`,
  actions: ZH_ACTIONS,
  lookUp: '请开发者先查询它的含义',
  colon: '：',
  semicolon: '；',
  fullStop: '。',
  successLine: (success: number, rate: string) =>
    `成功 ${n(success)} 次（errcode 0），失败率 ${rate}。`,
  noRate: '日志没有记录成功的调用，所以给不出失败率。',

  overTime: '失败随时间的变化',
  peak: (events: number, moment: string) => `峰值 ${n(events)} 次，${moment} 起`,
  oneBucket: (moment: string, duration: string) => `全部在 ${moment} 起的 ${duration}之内`,

  byCode: '按错误码',
  topOf: (shown: number, all: number) => `前 ${n(shown)} 种，共 ${n(all)} 种`,
  kinds: (all: number) => `共 ${n(all)} 种`,
  restCodes: (codes: number, events: number) =>
    `还有 ${n(codes)} 种，共 ${n(events)} 次；--format json 列出全部。`,
  columnCount: '次数',
  columnShare: '占比',
  columnCode: '错误码',
  columnMeaning: '含义',
  columnCategory: '类别',
  columnOwner: '处理方',
  columnSeen: '首次–末次',
  columnTrend: '趋势',
  unknownMeaning: '未知，查询方法见下文',
  remedy: '怎么办：',

  incidents: '故障时段',
  incidentsRemark: '停满 10 分钟算结束',
  diagnoses: '诊断',
  diagnosesRemark: '依据和全部步骤见 --format html',
  firstStep: (step: string) => `先做：${step}`,
  moreDiagnoses: (rest: number) => `另有 ${n(rest)} 条诊断，见 --format html 或 --json。`,
  incidentsOf: (all: number) => `共 ${n(all)} 段`,
  worstOf: (shown: number, all: number) => `最严重的 ${n(shown)} 段，共 ${n(all)} 段`,
  ongoing: '日志结束时仍在继续',
  peakEvents: (events: number) => `峰值 ${n(events)} 次`,
  incidentsWide: (duration: string) => `时间跨度太长，时段按 ${duration}一格划分，起止只是大概。`,
  incidentsFrom: (moment: string) => `逐分钟的计数只留一天：这里只有 ${moment} 以后的时段。`,

  byCategory: '按类别',
  byDomain: '按业务领域',
  restDomains: (count: number) => `其余 ${n(count)} 个`,
  byWorkload: '按服务',
  noWorkload: '未标明',
  byHost: '按主机',
  byApi: '按接口',
  columnErrors: '失败',
  columnCalls: '调用',
  columnRate: '失败率',
  columnApi: '接口',
  columnMainCode: '主要错误码',
  noSuccess: '–：没有成功记录，给不出失败率',
  restApis: (count: number) => `其余 ${n(count)} 个接口未列出。`,

  unknown: '目录未收录的错误码',
  errmsg: 'errmsg：',
  unknownRemark: '含义以官方查询页为准',
  restUnknown: (codes: number, events: number) =>
    `还有 ${n(codes)} 种未收录的错误码，共 ${n(events)} 次。`,
  foreign: '其他平台的错误码',
  foreignRemark: '不计为企业微信的失败',
  platforms: ZH_PLATFORMS,
  restForeign: (count: number) => `另 ${n(count)} 种`,
  nearMisses: '疑似失败',
  nearMissesRemark: '未计入次数，供核对',
  reasons: ZH_REASONS,

  trust: '数据可信度',
  allRead: '全部输入都已读完，没有跳过。',
  allWell: '全部输入都已读完，没有跳过；凡有错误码的记录都有时间。',
  partial: '读到一半被中断：以上只统计了已经读过的部分。',
  shards: (shards: string, count: number) =>
    `这只是分成 ${n(count)} 份中的第 ${shards} 份；用 wecomlog merge 合并全部各份，才是完整的报告。`,
  mergedZones: (zones: string) => `合并的报告解读无时区时间所用的时区不同：${zones}。`,
  mergedRanges: (ranges: string) => `合并的报告所选的时间范围不同：${ranges}。`,
  mergedCatalogs: (catalogs: string) =>
    `合并的报告有的用了别的错误码目录（${catalogs}）；含义与类别一律按当前目录。`,
  zoneDiffers: (assumed: string, fits: string, records: number) =>
    `不带时区的时间按 ${assumed} 解读，但 ${n(records)} 条记录里的服务器时间与 ${fits} 相符；请加 --tz ${fits} 重新统计。`,
  undated: (records: number) => `${n(records)} 条有错误码的记录没有时间：已计数，但不在时间图里。`,
  outside: (records: number) =>
    `${n(records)} 条有错误码的记录不在所选时间范围内（或没有时间），没有计入。`,
  skipped: (count: number, size: string, reason: string) =>
    `跳过 ${n(count)} 处：${reason}（${size}）`,
  sameContent: (inputs: number, size: string, name: string, sameAs: string) =>
    `${n(inputs)} 个输入的内容与其他输入完全相同（${size}），只计一次：如 ${name} 同 ${sameAs}。`,
  longRecords: (records: number) => `${n(records)} 条记录超过长度上限，分段识别，已计数。`,
  ambiguous: (events: number, share: string) =>
    `${n(events)} 次失败（${share}）的记录没有写明平台，而公众号、小程序或钉钉也使用同一号码；这里按企业微信的含义解释。`,
  otherCodes: (events: number) =>
    `未收录的错误码种类过多，其中 ${n(events)} 次只计总数，没有逐一列出。`,
  tolerated: (events: number, share: string) =>
    `有 ${n(events)} 次失败（${share}）是补充目录中声明可容忍的，已计入上面的数字。`,
  duplicates: (events: number, share: string) =>
    `有 ${n(events)} 次失败（${share}）像是同一次失败记了两遍（错误码与 hint 都相同，如 SDK 和应用各记一遍）；加 --dedupe hint 只计一次。`,
  folded: (events: number) =>
    `有 ${n(events)} 条记录与前面的记录说的是同一次失败（错误码与 hint 都相同），没有重复计数。`,
  otherWorkloads: (events: number) => `服务太多，其中 ${n(events)} 次没有按服务列出。`,
  otherHosts: (events: number) => `主机太多，其中 ${n(events)} 次没有按主机列出。`,
  otherApis: (events: number) => `接口种类过多，其中 ${n(events)} 次没有按接口列出。`,
  problem: (name: string, problem: string) => `${name}：${problem}`,
  restProblems: (count: number) => `还有 ${n(count)} 个输入也有问题；--format json 列出全部。`,
  footer: (tool: string, catalog: string, codes: number) =>
    `${tool} · 错误码目录 ${catalog}（${n(codes)} 个）`,
};

export type Words = typeof zh;

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const en: Words = {
  comma: ', ',
  listComma: ', ',
  title: 'WeCom errcode report',
  incomplete: 'incomplete',
  input: 'Input',
  time: 'Time',
  asked: 'Range',
  files: (count) => many(count, 'file'),
  lines: (count) => many(count, 'line'),
  timeless: 'no record with a code has a time',
  zone: (zone) => zone,
  bucket: (duration) => `buckets of ${duration}`,
  column: (duration) => `${duration} a column`,
  anyTime: 'any',
  days: (count) => many(count, 'day'),
  hours: (count) => many(count, 'hour'),
  minutes: (count) => many(count, 'minute'),
  times: (count) => many(count, 'time'),

  nothingRead: 'Not a single line was read.',
  noCode: (lines, misses) =>
    `Read ${many(lines, 'line')} and found no WeCom errcode; ${looks(misses)} like a failure without a code that could be counted.`,
  onlyForeign: (lines, foreign, misses) =>
    `Read ${many(lines, 'line')} and found no WeCom errcode; ${many(foreign, 'code belongs', 'codes belong')} to other platforms, and ${looks(misses)} like a failure without a code that could be counted.`,
  onlySuccess: (success) => `${many(success, 'call')}, all successful; no failure.`,
  failures: (errors) => many(errors, 'failure'),
  allAre: (code) => `all are ${code}`,
  mostAre: (code, share) => `most often ${code}, ${share} of them`,
  named: (code, meaning) => `${code} (${meaning})`,
  notCatalogued: 'not in the catalogue',
  sinceMoment: (year, month, day, time) =>
    `since ${day} ${MONTHS[month - 1]}${year === undefined ? '' : ` ${year}`} ${time}`,
  actions: EN_ACTIONS,
  lookUp: 'the developer should look it up first',
  colon: ': ',
  semicolon: '; ',
  fullStop: '.',
  successLine: (success, rate) =>
    `${many(success, 'call')} succeeded (errcode 0); failure rate ${rate}.`,
  noRate: 'The log does not record calls that succeed, so no failure rate can be given.',

  overTime: 'Failures over time',
  peak: (events, moment) => `peak ${n(events)} at ${moment}`,
  oneBucket: (moment, duration) => `all within ${duration} from ${moment}`,

  byCode: 'By code',
  topOf: (shown, all) => `top ${n(shown)} of ${n(all)}`,
  kinds: (all) => `${n(all)} in all`,
  restCodes: (codes, events) =>
    `${many(codes, 'more code')}, ${many(events, 'time')} in all; --format json lists every one.`,
  columnCount: 'Count',
  columnShare: 'Share',
  columnCode: 'Code',
  columnMeaning: 'Meaning',
  columnCategory: 'Category',
  columnOwner: 'Who acts',
  columnSeen: 'First–last',
  columnTrend: 'Trend',
  unknownMeaning: 'unknown, see below',
  remedy: 'What to do: ',

  incidents: 'Incidents',
  incidentsRemark: 'over after 10 quiet minutes',
  diagnoses: 'Diagnoses',
  diagnosesRemark: 'all evidence and steps with --format html',
  firstStep: (step) => `First: ${step}`,
  moreDiagnoses: (rest) =>
    `${many(rest, 'more diagnosis', 'more diagnoses')}: see --format html or --json.`,
  incidentsOf: (all) => `${n(all)} in all`,
  worstOf: (shown, all) => `worst ${n(shown)} of ${n(all)}`,
  ongoing: 'still going on when the log ends',
  peakEvents: (events) => `peak ${n(events)}`,
  incidentsWide: (duration) =>
    `The log covers too long a time for minutes: incidents are made of buckets of ${duration}, so their ends are approximate.`,
  incidentsFrom: (moment) =>
    `Minutes are kept for a day: only incidents from ${moment} on are listed.`,

  byCategory: 'By category',
  byDomain: 'By area',
  restDomains: (count) => `${n(count)} others`,
  byWorkload: 'By workload',
  noWorkload: 'not said',
  byHost: 'By host',
  byApi: 'By API',
  columnErrors: 'Failed',
  columnCalls: 'Calls',
  columnRate: 'Rate',
  columnApi: 'API',
  columnMainCode: 'Main code',
  noSuccess: '–: no success on record, no rate',
  restApis: (count) => `${many(count, 'more API')} not listed.`,

  unknown: 'Codes that are not in the catalogue',
  errmsg: 'errmsg: ',
  unknownRemark: "WeCom's own page says what they mean",
  restUnknown: (codes, events) =>
    `${many(codes, 'more unknown code')}, ${many(events, 'time')} in all.`,
  foreign: 'Codes of other platforms',
  foreignRemark: 'not counted as WeCom failures',
  platforms: EN_PLATFORMS,
  restForeign: (count) => `${n(count)} more`,
  nearMisses: 'Near misses',
  nearMissesRemark: 'not counted, shown to be checked',
  reasons: EN_REASONS,

  trust: 'How far to trust this',
  allRead: 'Every input was read to its end and nothing skipped.',
  allWell:
    'Every input was read to its end and nothing skipped; every record with a code has a time.',
  partial: 'Interrupted before the end: the figures cover only what had been read.',
  shards: (shards, count) =>
    `This is no more than ${shards} of ${n(count)} shards; wecomlog merge makes all of them one report.`,
  mergedZones: (zones) =>
    `Merged from reports that read times without a zone on different clocks: ${zones}.`,
  mergedRanges: (ranges) => `Merged from reports of different ranges: ${ranges}.`,
  mergedCatalogs: (catalogs) =>
    `Merged from reports made with other catalogues (${catalogs}); meanings and categories are those of the present one.`,
  zoneDiffers: (assumed, fits, records) =>
    `Times without a zone were read as ${assumed}, but the server times in ${many(records, 'record')} fit ${fits}; run again with --tz ${fits}.`,
  undated: (records) =>
    `${many(records, 'record')} with a code ${records === 1 ? 'has' : 'have'} no time: counted, but absent from the chart.`,
  outside: (records) =>
    `${many(records, 'record')} with a code ${records === 1 ? 'lies' : 'lie'} outside the asked range (or without a time) and ${records === 1 ? 'was' : 'were'} not counted.`,
  skipped: (count, size, reason) => `Skipped ${n(count)}: ${reason} (${size})`,
  sameContent: (inputs, size, name, sameAs) =>
    `${many(inputs, 'input holds', 'inputs hold')} just what another one holds (${size}) and ${inputs === 1 ? 'was' : 'were'} counted once: ${inputs === 1 ? '' : 'such as '}${name}, the same as ${sameAs}.`,
  longRecords: (records) =>
    `${many(records, 'record')} over the length limit ${records === 1 ? 'was' : 'were'} judged piece by piece, and counted.`,
  ambiguous: (events, share) =>
    `${many(events, 'failure')} (${share}) ${events === 1 ? 'names' : 'name'} no platform, while official accounts, mini programs or DingTalk use the same ${events === 1 ? 'number' : 'numbers'}; read here with the WeCom meaning.`,
  otherCodes: (events) =>
    `Too many different unknown codes: ${many(events, 'failure')} counted in total only, not listed by code.`,
  tolerated: (events, share) =>
    `${many(events, 'failure')} (${share}) ${events === 1 ? 'is' : 'are'} tolerated by your own catalogue; the figures above include ${events === 1 ? 'it' : 'them'}.`,
  duplicates: (events, share) =>
    `${many(events, 'failure')} (${share}) ${events === 1 ? 'seems' : 'seem'} to be logged twice (same code and same hint, as when SDK and application both log); --dedupe hint counts them once.`,
  folded: (events) =>
    `${many(events, 'record tells', 'records tell')} of a failure that an earlier one told of (same code and same hint), and ${events === 1 ? 'was' : 'were'} not counted again.`,
  otherWorkloads: (events) =>
    `Too many different workloads: ${many(events, 'event')} not listed by workload.`,
  otherHosts: (events) => `Too many different hosts: ${many(events, 'event')} not listed by host.`,
  otherApis: (events) => `Too many different APIs: ${many(events, 'event')} not listed by API.`,
  problem: (name, problem) => `${name}: ${problem}`,
  restProblems: (count) =>
    `${many(count, 'more input')} with problems; --format json lists every one.`,
  footer: (tool, catalog, codes) => `${tool} · catalogue ${catalog} (${many(codes, 'code')})`,
};

export const WORDS: Readonly<Record<Lang, Words>> = { zh, en };
