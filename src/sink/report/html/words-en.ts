/** What the HTML report says in English, beside what it shares with the text report; a flat table. */
import { formatCount as n } from '../figures.ts';
import type { HtmlWords } from './words-zh.ts';

/** `1 line`, `2 lines`. */
function many(count: number, one: string, more = `${one}s`): string {
  return `${n(count)} ${count === 1 ? one : more}`;
}

export const EN: HtmlWords = {
  colon: ': ',
  semicolon: '; ',
  fullStop: '.',
  darkTheme: 'Dark',
  lightTheme: 'Light',
  contents: 'Details',
  notListed: (count) => `${n(count)} more are not listed; --format json lists every one.`,

  figures: 'Key figures',
  calls: 'Codes found',
  callsRemark: (success, foreign) =>
    [
      success > 0 ? `${n(success)} successful` : 'successes are not logged',
      ...(foreign > 0 ? [`${n(foreign)} of other platforms`] : []),
    ].join(', '),
  failures: 'Failures',
  failuresRemark: (tolerated) => (tolerated > 0 ? `${n(tolerated)} of them tolerated` : ''),
  failureRate: 'Failure rate',
  failureRateRemark: 'failures ÷ (successes + failures)',
  noFailureRate: 'the log does not record successes',
  differentCodes: 'Codes that failed',
  differentCodesRemark: (unknown) =>
    unknown > 0 ? `${n(unknown)} not in the catalogue` : 'all in the catalogue',
  noCodes: 'nothing failed',

  base: 'Base',
  before: (rate) => `was ${rate}`,
  newCodes: (count) => (count > 0 ? `${n(count)} new` : 'none new'),
  gone: (codes) => `In the base, and no more: ${many(codes, 'code')}`,
  columnChange: 'Change',
  newAndUnknown: 'New codes, and codes that are not in the catalogue',

  incidents: 'Incidents',
  incidentsRemark:
    'Runs of one code with gaps of less than ten minutes; what goes on, then what hit hardest.',
  incidentsFrom: (moment) => ` Minutes are known from ${moment} on, so earlier ones are missing.`,
  noIncidents: 'Single failures only, no run of them.',
  columnCode: 'Code',
  columnSpan: 'From–to',
  columnEvents: 'Events',
  columnPlace: 'API and host',
  ongoing: 'ongoing',
  peakOf: (events, moment) => `peak ${n(events)} at ${moment}`,
  lasted: (duration) => `for ${duration}`,
  restIncidents: (count) => `${n(count)} more, mostly single failures`,
  days: (count) => many(count, 'day'),
  hours: (count) => many(count, 'hour'),
  minutes: (count) => many(count, 'minute'),

  toDo: 'To do',
  nothingToDo: 'Nothing failed, nothing to do.',
  nobodyMustAct: 'None of these failures needs anybody to act.',
  items: (count) => many(count, 'item'),
  since: (moment) => `since ${moment}`,
  restItems: (count) => `${n(count)} more`,
  unknownItem: "Look it up on WeCom's own page, then decide.",
  actions: {
    administrator: 'in the admin console',
    developer: 'in code or configuration',
    program: 'the program should handle these by itself; where it does not, the developer adds it',
    user: 'change what was asked for, then try again',
    wecom: "on WeCom's side: retry later; if it lasts, contact WeCom",
  },

  trend: 'Trend',
  trendTitle: (peak, moment, cell) =>
    `Failures over time, stacked by group, ${cell} a column; peak ${n(peak)} at ${moment}`,
  trendRemark: (peak, moment, cell) => `${cell} a column; peak ${n(peak)} at ${moment}.`,
  noTrend: 'No record of a failure has a time, so there is no trend to draw.',
  asTable: 'As a table',
  columnStart: 'From',
  columnTotal: 'Total',

  diagnoses: 'Diagnoses',
  severities: { critical: 'critical', warning: 'warning', info: 'info' },
  evidence: 'Evidence',
  steps: 'What to do',
  paste: 'To paste',
  samples: (count) => `${many(count, 'record')} (masked)`,

  unknown: 'Codes that are not in the catalogue',
  unknownRemark: "WeCom's own page says what they mean; errmsg is what WeCom said in the log.",
  queryPage: "WeCom's query page",
  columnErrmsg: 'errmsg and records',
  columnMeaningErrmsg: 'Meaning, or errmsg and records',
  noErrmsg: 'no errmsg in the records',

  codes: 'All codes',
  filter: 'Filter: code, meaning, remedy …',
  allGroups: 'All groups',
  allOwners: 'Whoever acts',
  groupFilter: 'Group',
  ownerFilter: 'Who acts',
  shownOf: (shown, all) => `${shown} of ${all} shown`,
  showAll: (count) => `Show all ${n(count)}`,
  restCodes: (count, events) => `${many(count, 'more code')}, ${many(events, 'event')} in all`,
  noMatch: 'No code fits.',
  columnMeaning: 'Meaning and remedy',
  columnCategory: 'Category, who acts',
  columnSeen: 'First and last',
  columnTrend: 'Trend',
  notCatalogued: 'not in the catalogue',
  trendOf: (errcode, events) => `${errcode} over time, ${many(events, 'event')} in all`,
  ambiguous: (events) => `${n(events)} without a word on the platform; others use the number too`,
  undated: (events) => `${n(events)} without a time`,

  breakdown: 'Where it fails',
  byCategory: 'By category',
  byDomain: 'By area',
  byApi: 'By API',
  byWorkload: 'By workload',
  byHost: 'By host',
  columnName: 'Name',
  columnShare: 'Share',
  columnFailures: 'Failures',
  columnCalls: 'Calls',
  columnRate: 'Rate',
  columnApi: 'API',
  columnWorkload: 'Workload',
  columnHost: 'Host',
  columnMainCodes: 'Main codes',
  restRows: (count) => `${n(count)} more`,
  otherRows: (events) => `Too many different ones: ${many(events, 'event')} not listed by name.`,
  noWorkload: '(not named)',
  noSuccessRemark: 'Rate “–”: no success on record, so no rate can be given.',

  quota: 'Limits and quotas',
  quotaRemark: 'Which limits were hit, by which interfaces, and what WeCom publishes of them.',
  limits: 'Published limits',
  moreLimits: (count) => `${many(count, 'other limit')}`,
  noLimits: 'WeCom publishes no number.',
  blocks: 'How long a block lasts',
  peakBucket: (duration, events, moment) =>
    `worst ${duration}: ${many(events, 'event')}, from ${moment}`,
  callsBucket: (duration, events) =>
    `busiest ${duration} of the log: ${many(events, 'call')}, all interfaces together`,
  noApi: 'The records do not name the interface.',

  heatMap: 'When it fails',
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  heatMapTitle: (weekday, hours, events) => `Most failures: ${weekday} ${hours}, ${n(events)}`,
  heatMapTip: (weekday, hours, events) => `${weekday} ${hours}: ${n(events)}`,
  heatMapRemark: (zone) =>
    `Summed by weekday and hour, ${zone}; the darker, the more. Empty fields are not covered by the log. `,

  folded: 'Tolerated and business codes',
  tolerated: (codes, events) =>
    `Tolerated by your own catalogue: ${many(codes, 'code')}, ${many(events, 'event')}`,
  business: (codes, events) =>
    `Business answers (not found, already exists, state conflict): ${many(codes, 'code')}, ${many(events, 'event')}`,

  allWell:
    'Every input was read to its end and nothing skipped; every record with a code has a time.',
  allRead: 'Every input was read to its end and nothing skipped.',
  successLogged: 'The log records successes as well as failures, so a failure rate can be given.',
  successNotLogged:
    'The log does not record calls that succeed: look at the number of failures, not at a rate.',
  nearMisses: (events) =>
    `${many(events, 'near miss', 'near misses')}: looks like a WeCom failure, but names no code that could be counted`,
  foreign: (events) =>
    `${many(events, 'code')} of other platforms, not counted as failures of WeCom`,
  inputs: (count) => `${many(count, 'input')} read`,
  columnInput: 'Input',
  columnLines: 'Lines',
  columnSize: 'Size',
  columnProblem: 'Problem',
  columnPlatform: 'Platform',
  columnForeignMeaning: 'Meaning',
  sameAs: (name) => `holds what ${name} holds, not counted again`,
  restInputs: (count) => `${many(count, 'more input')} not listed.`,

  method: 'Method and terms',
  methodLines: [
    'Every record is searched for the errcode that WeCom returned; the same code counts once in a record. Only the code decides, never errmsg.',
    'The platform is told by the record itself (domain, hint, SDK class and so on); without a sign the code is read with its WeCom meaning. Codes of official accounts, mini programs or DingTalk are counted apart.',
    'The time is that of the record, else of the log entry it belongs to, else of its hint; records without a time are counted, but absent from everything drawn over time.',
    'A failure rate is given only where the log records calls that succeed.',
    'What comes from the log is masked: tokens, secrets, people and IP addresses.',
    'This page is one file; it needs no network and loads nothing.',
  ],
  dated: (zone, duration) => `Times are shown in ${zone}; events are counted by ${duration}.`,
  groups: 'Colours and groups',
  groupList: {
    grant: 'no permission, not set up, quota used up: mostly for an administrator',
    credential: 'a token, secret or signature is wrong or has expired',
    request: 'parameters, size or content are not as required: change the request',
    retry: 'system busy, rate limited: mostly passes by itself',
    object: 'not found, already exists, state conflict: often a normal answer of the business',
    unknown: 'not in the catalogue, meaning unknown',
  },
  terms: 'Terms',
  termList: [
    ['Code', 'the integer errcode that an interface of WeCom returns; 0 is success.'],
    ['Event', 'one code in one record.'],
    ['Incident', 'a stretch of time in which one code keeps coming; not a single failure.'],
    ['Business answer', 'not found, already exists, state conflict: not necessarily a fault.'],
    ['Tolerated', 'codes that your own catalogue exempts from alerts; counted all the same.'],
    ['Near miss', 'looks like a failure of WeCom, but names no code that could be counted.'],
  ],
};
