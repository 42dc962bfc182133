/** What the live page says in English. */
import { formatBytes, formatCount as n } from '../report/figures.ts';
import type { PageWords } from './words-zh.ts';

const EN_LEVELS: PageWords['levels'] = {
  trouble: 'In trouble',
  failing: 'Failures',
  unsure: 'Attention',
  fine: 'Fine',
  quiet: 'Quiet',
  empty: 'Waiting',
};

const EN_SEVERITIES: PageWords['severities'] = {
  critical: 'act now',
  warning: 'look at it',
  notice: 'can wait',
};

const EN_ACTIONS: PageWords['actions'] = {
  nobody: 'Nobody needs to act',
  program: 'The program should handle it by itself',
  developer: 'The developer must act',
  administrator: 'The administrator must act',
  user: 'The user must act',
  wecom: "It lies on WeCom's side: retry later",
};

const EN_PLATFORMS: PageWords['platforms'] = {
  unknown: 'unknown platform',
  wecom: 'WeCom',
  weixin: 'official account / mini program',
  dingtalk: 'DingTalk',
  'callback-crypto': 'callback encryption library',
  'finance-sdk': 'message archive SDK',
};

const EN_NEAR_MISSES: PageWords['nearMisses'] = {
  'no-code': 'look like a WeCom failure, but name no code',
  uncatalogued: 'name a number that no platform has in its catalogue',
};

const EN_SKIPPED: PageWords['skipped'] = {
  binary: 'files that are no logs',
  unreadable: 'unreadable',
  damaged: 'damaged',
};

function many(count: number, one: string, more = `${one}s`): string {
  return `${n(count)} ${count === 1 ? one : more}`;
}

export const EN: PageWords = {
  title: 'WeCom errcodes',
  live: 'live',
  skip: 'Skip to content',
  language: 'Language',
  theme: 'Theme',
  themes: { auto: 'System', light: 'Light', dark: 'Dark' },
  connected: 'Updating live',
  reconnecting: 'Connection lost, trying again; below is what was known before',
  noScript:
    'Scripts do not run here: this is the state when the page was opened. Reload for a newer one.',
  levels: EN_LEVELS,
  severities: EN_SEVERITIES,
  actions: EN_ACTIONS,
  platforms: EN_PLATFORMS,
  nearMisses: EN_NEAR_MISSES,
  skipped: EN_SKIPPED,
  stop: '.',
  blank: ' ',
  colon: ': ',
  listComma: ', ',
  reasonCode: (code, meaning, since, others) =>
    `${code}${meaning === '' ? '' : ` (${meaning})`} since ${since}${others > 0 ? `, and ${many(others, 'other code')} as grave` : ''}.`,
  otherCodes: 'other codes',
  reasonNotSaved: (text) => `counts cannot be saved: ${text}`,
  reasonNothing: 'the paths match no file now; one that appears is read from its beginning.',
  reasonBehind: 'reading is more than 5 minutes behind; the figures below are not of now.',
  reasonShare: (share, failures, calls) =>
    `${share} of the calls of the last 15 minutes failed (${n(failures)} of ${n(calls)}).`,
  reasonSilent: (since) => `nothing was written since ${since}, so nothing is known of now.`,
  reasonNoLine: 'no line was read yet.',
  reasonNoCode: 'the log is being read; no WeCom errcode was in it yet.',
  reasonHarmless: 'there were failures in the last 10 minutes, none that needs anybody now.',
  reasonNoFailure: 'no failures in the last 10 minutes.',
  lastLine: 'Last line',
  never: 'none yet',
  lag: 'Unread',
  lagNone: 'everything is read',
  lagSome: (bytes, age) => `${formatBytes(bytes)} unread, the oldest for ${age}`,
  failuresIn: { ten: 'Failures, 10 min', hour: 'Failures, 60 min', day: 'Failures, 24 h' },
  ofCalls: (share, calls) => `${share} of ${many(calls, 'call')}`,
  noRate: 'no rate: the log has no successes',
  countingSince: (since) => `counting since ${since}`,
  happening: 'Happening now',
  happeningNone: 'No failures in the last 10 minutes.',
  happeningHint: 'Codes met in the last 10 minutes; a pause of 10 minutes ends them.',
  timesSince: (count, since) => `${many(count, 'time')} since ${since}`,
  times: (count) => many(count, 'time'),
  lastAt: (at) => `last ${at}`,
  peak: (events, at) => `at most ${n(events)} a minute (${at})`,
  newCode: 'new',
  badTimes:
    'the records are ahead of this clock and cannot be put into minutes: check --tz and the clock',
  of: (names) => `from ${names}`,
  whoActs: 'Who acts',
  whatToDo: 'What to do',
  query: (code) => `${code} at WeCom`,
  lookUp: 'Not in the catalogue: look it up at WeCom; --catalog can add what you find.',
  manyCodes: 'Codes beyond the bound are counted together.',
  addresses: 'Refused exit addresses',
  addressesText: (count) =>
    `60020 named ${many(count, 'exit address', 'exit addresses')}. Add them to the trusted IPs of the app; it works after about a minute:`,
  addressesHidden: (count) =>
    `60020 named ${many(count, 'exit address', 'exit addresses')}. They are shown on this machine or behind a password only; in the log they stand after "from ip".`,
  addressesMore: (count) => `and ${n(count)} more`,
  copy: 'Copy',
  copied: 'Copied',
  hour: 'Last 60 minutes',
  hourCaption: 'Failures by group, in steps of five minutes',
  hourTitle: (count) =>
    `Failures a minute in the last 60 minutes, stacked by group, ${n(count)} in all`,
  hourNone: 'No failures in the last 60 minutes.',
  hourTable: 'As a table',
  minuteTip: (at, parts) => `${at}: ${parts}`,
  fromTo: 'Time',
  total: 'Total',
  newest: 'Newest failures',
  newestCaption: 'The newest failures, latest first; secrets, addresses and people are masked',
  newestNone: 'No failures yet.',
  newestNoMatch: 'Nothing fits the filter.',
  filter: 'Filter',
  filterHint: 'code, API or text',
  pause: 'Pause',
  resume: 'Go on',
  paused: (count) => `paused, ${n(count)} new`,
  time: 'Time',
  noTime: 'no time',
  code: 'Code',
  where: 'API',
  record: 'Record',
  fresh: 'New codes',
  freshNone: 'No new codes in the last 24 hours.',
  freshYoung: (since) =>
    `Counting began at ${since}: until 24 hours have passed, every code is new.`,
  firstSeen: (at) => `first ${at}`,
  codes: 'Top codes',
  codesCaption: 'By failures in the last 24 hours',
  codesNone: 'No failures yet.',
  day: '24 h',
  trend: 'Trend',
  trendTitle: (counts) => `Last 24 hours, by the hour: ${counts}`,
  all: 'All',
  moreCodes: (codes, events) => `${many(codes, 'more code')}, ${many(events, 'failure')}`,
  origins: 'Where from',
  apis: 'By API',
  workloads: 'By workload',
  hosts: 'By host',
  sinceStart: 'since counting began',
  name: 'Name',
  failures: 'Failed',
  successes: 'Worked',
  unnamed: '(none named)',
  other: '(others)',
  moreNames: (count) => `and ${n(count)} more`,
  apisNone: 'The records name no API path.',
  workloadsNone: 'Not told apart. Start with --label workload=… to count by service.',
  hostsNone: 'The records name no host.',
  sources: 'Logs and lag',
  sourcesCaption: 'Followed files, those furthest behind first',
  sourcesNone: 'No file has content yet. Followed:',
  file: 'File',
  size: 'Size',
  unread: 'Unread',
  written: 'Written',
  readAll: 'none',
  rotated: 'rotated',
  lost: 'its file is gone and is looked for by content',
  moreFiles: (count) => `and ${many(count, 'more file')}`,
  passedOver: (files, bytes) =>
    `At the very first start ${formatBytes(bytes)} were already in ${many(files, 'file')} and are not counted; wecomlog report tells of them.`,
  readSoFar: (lines, bytes) => `${many(lines, 'line')} read so far, ${formatBytes(bytes)}`,
  lostBytes: (bytes) => `${formatBytes(bytes)} vanished before they were read`,
  skippedSome: (reason, count) => `${reason}: ${n(count)}`,
  undated: (count) => `${many(count, 'record')} without a time`,
  skew: (seconds) =>
    `The log's clock is ${many(Math.abs(seconds), 'second')} ${seconds > 0 ? 'ahead of' : 'behind'} WeCom's; hours mean that --tz is wrong`,
  checkpointFailures: (count) => `saving the state failed ${n(count)} times`,
  zone: (zone) => `Times: ${zone}`,
  aside: 'Counted apart',
  asideNone: 'No tolerated failures, and no codes of other platforms.',
  tolerated: (events) => `Failures that the overlay tolerates: ${n(events)}`,
  limited: (events) => `Counted as "other" because there are too many names: ${n(events)}`,
  foreign: 'Codes of other platforms',
  missed: 'Look like failures, but hold no code to count',
  setup: 'Set-up',
  scrape: 'Prometheus',
  scrapeText:
    'Paste under scrape_configs of prometheus.yml. Alert rules and dashboards are in the folder dashboards of the package.',
  alertTest: 'Test the alerts',
  alertTestWay:
    'Only whether messages arrive, without touching the counts: send Alertmanager a test.',
  alertTestWhole:
    'The whole way: append three lines of 60020 to the log; WecomIpDenied fires about two scrapes later. They stay in the counts.',
  report: 'Download the report',
  reportText:
    'Everything counted so far. The page opens offline and prints; the JSON is for wecomlog merge and compare.',
  reportFormats: { html: 'Page', csv: 'CSV', markdown: 'Markdown', json: 'JSON' },
  metrics: 'Metrics',
  ready: 'Readiness',
  emptyTitle: 'Nothing to show yet',
  emptyFollow: 'Followed:',
  emptyWait: 'As soon as the application writes, it appears here within seconds, without a reload.',
  emptyTest: 'To see something at once, append a line (it counts):',
  emptyNoCode: (lines) =>
    `${many(lines, 'line')} read, none with a WeCom errcode. Does the application log the errcode that the API returns?`,
  version: 'Version',
};
