/** What the HTML comparison alone says in English; a flat table. */
import { formatCount as n } from '../../report/figures.ts';
import type { OwnWords } from './words-zh.ts';

export const EN: OwnWords = {
  sideRemarks: { base: 'what is compared with', head: 'what is judged' },
  asked: 'as asked for',
  covered: 'from the first to the last record with a code',
  unlike: (base, head) =>
    `The periods differ in length (${base} and ${head}), so what is compared below are events in a unit of time, not all events.`,
  alike: (length) =>
    `Both periods are of one length (${length}), so events can be compared as they are.`,

  figures: 'Key figures: base → head',
  from: 'Base',
  to: 'Head',
  perUnit: (title, isHour) => `${title} ${isHour ? 'an hour' : 'a day'}`,
  rates: (base, head, isHour) => `${base} → ${head} ${isHour ? 'an hour' : 'a day'}`,
  inAll: (base, head) => `in all ${base} → ${head}`,
  callsRemark: 'successes and failures; more of them is not worse in itself',
  calls: 'Codes found',
  shareRemark: 'failures ÷ (successes + failures)',
  noShare: 'neither log records calls that succeed',
  oneShare: 'only one log records calls that succeed, so there is nothing to compare',
  kinds: 'Codes that failed',
  kindsRemark: (added, gone) =>
    `${added > 0 ? n(added) : 'none'} new, ${gone > 0 ? n(gone) : 'none'} gone`,

  trend: 'Before and after',
  trendRemark: (cell) =>
    `Failures, ${cell} a column, stacked by group. Both drawings have one scale and columns of one width, so heights can be compared.`,
  trendTitle: (side, peak, moment) => `Failures over time, ${side}; peak ${n(peak)} at ${moment}`,
  trendNone: 'no failure with a time',

  changes: {
    new: 'New codes',
    grown: 'Grown codes',
    shrunk: 'Shrunk codes',
    gone: 'Codes that are gone',
    same: 'Codes without a clear change',
  },
  changeRemarks: {
    new: 'None in the base, some in the head. Most events first: what is worth a look first, as a rule.',
    grown: 'More than in the base by a fifth or more, and by more than chance explains.',
    shrunk: 'Fewer than in the base by a fifth or more, and by more than chance explains.',
    gone: 'Some in the base, none in the head.',
    same: 'Less than a fifth more or fewer, or too few to tell from chance.',
  },
  unfold: (codes) => `Show ${n(codes)} ${codes === 1 ? 'code' : 'codes'}`,
  columnPair: 'Base and head',
  columnWhen: 'First and last',
  columnWhenGone: 'First and last in the base',

  breakdown: 'Where it changed',
  breakdownRemark: 'Failures; the grey bar is the base, the coloured one the head.',

  diagnosesRemark: 'A diagnosis is what several figures say together. Those of both reports:',

  trust: 'How far to trust this',
  nothingOdd:
    'Both reports have the same zone, catalogue and way of logging, and were read to their end: they can be compared as they are.',
  facts: {
    name: 'Report',
    period: 'Time',
    length: 'Length',
    zone: 'Zone of times without one',
    sources: 'Inputs',
    lines: 'Lines',
    bytes: 'Size',
    events: 'Codes found',
    success: 'Logs calls that succeed',
    undated: 'Records without a time',
    nearMisses: 'Near misses (not counted)',
    foreign: 'Codes of other platforms (not counted)',
    tolerated: 'Tolerated failures',
    problems: 'Inputs not read to their end',
    partial: 'Interrupted',
    tool: 'Made by',
    catalog: 'Catalogue',
  },
  yes: 'yes',
  no: 'no',
  yesCount: (count) => `yes, ${n(count)}`,

  method: 'Method and terms',
  methodLines: [
    '“≈”: no clear change; a figure behind it is the difference as it is.',
    'Chance: the same log has now some more, now some fewer. If nothing had changed, events would be split as the lengths of the periods are; only what lies more than three standard deviations off is told as grown or shrunk. So 5 and 12 are no change, 10 and 30 are.',
    'Failures often come in bursts, which scatter more than that: hold a change that is just beyond the line against the drawing of both periods.',
    'All in all: where both logs record calls that succeed, by the failure rate; else by the failures.',
    'Codes have the meaning, category and owner of the present catalogue, whatever version and language made the reports.',
    'This page is one file; it needs no network and loads nothing. What comes from a log is masked.',
  ],
  terms: 'Terms',
  termList: [
    ['Base', 'the report that is the measure, as a rule of the earlier period.'],
    ['Head', 'the report that is judged, as a rule of the later period.'],
    ['Code', 'the integer errcode that an interface of WeCom returns; 0 is success.'],
    ['Event', 'one code in one record.'],
    ['New, gone', 'in one of the two reports only.'],
    ['Grown, shrunk', 'by a fifth or more, and by more than chance explains.'],
    ['Who acts', 'developer, administrator, the program itself, the user, or WeCom.'],
  ],
  dated: (zone) => `Times are shown in ${zone}.`,
};
