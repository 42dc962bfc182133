/** The line at the bottom of the terminal: what is followed, how fast, what failed lately, how far behind. */
import type { Lang } from '../../model/lang.ts';
import { GROUP_NAMES, type Group } from '../../model/taxonomy.ts';
import { formatBytes, formatCount } from '../report/figures.ts';
import { printable } from '../report/printable.ts';
import { createStyle } from '../style.ts';
import { truncate } from '../width.ts';
import { cutLeft } from './names.ts';

export interface TailStatus {
  /** Logs that are followed. */
  readonly files: number;
  /** The name of the only one. */
  readonly onlyName: string | undefined;
  readonly linesPerSecond: number;
  /** Of the last `minutes`, most first. */
  readonly failures: readonly { readonly group: Group; readonly events: number }[];
  readonly minutes: number;
  readonly last: { readonly errcode: number; readonly secondsAgo: number } | undefined;
  readonly lagBytes: number;
  readonly lagSeconds: number;
  /** The latest rotation, as long as it is news. */
  readonly rotation: { readonly kind: string; readonly secondsAgo: number } | undefined;
}

export interface StatusStyle {
  readonly lang: Lang;
  readonly color: boolean;
}

const NAME_COLUMNS = 32;
/** A lag that is read at once is none. */
const LAG_SECONDS_MIN = 2;

/** One line of at most `columns`; what comes first matters most. */
export function statusLine(
  status: TailStatus,
  { lang, color }: StatusStyle,
  columns: number,
): string {
  const words = lang === 'zh' ? ZH : EN;
  const style = createStyle(color);
  const failures = status.failures.reduce((sum, { events }) => sum + events, 0);
  const failed = words.failed(failures, status.minutes, groupsText(status, lang));
  const { rotation, last } = status;
  const parts = [
    filesText(status, words),
    ...(rotation === undefined
      ? []
      : [words.rotated(kindText(rotation.kind, words), ago(rotation.secondsAgo, words))]),
    failures > 0 ? style.red(failed) : failed,
    ...(last === undefined ? [] : [words.last(last.errcode, ago(last.secondsAgo, words))]),
    words.speed(speedText(status.linesPerSecond)),
    lagText(status, words),
  ];
  return truncate(style.dim(`── ${parts.join(' · ')}`), columns);
}

function filesText({ files, onlyName }: TailStatus, words: Words): string {
  if (onlyName === undefined) return words.files(files);
  return cutLeft(printable(onlyName), NAME_COLUMNS);
}

function groupsText({ failures }: TailStatus, lang: Lang): string {
  return failures
    .map(({ group, events }) => `${GROUP_NAMES[group][lang]} ${formatCount(events)}`)
    .join(lang === 'zh' ? '，' : ', ');
}

function speedText(perSecond: number): string {
  return perSecond > 0 && perSecond < 9.95
    ? perSecond.toFixed(1)
    : formatCount(Math.round(perSecond));
}

function lagText({ lagBytes, lagSeconds }: TailStatus, words: Words): string {
  if (lagBytes === 0 || lagSeconds < LAG_SECONDS_MIN) return words.caughtUp;
  return words.behind(formatBytes(lagBytes), Math.round(lagSeconds));
}

function ago(seconds: number, words: Words): string {
  if (seconds < 60) return words.secondsAgo(Math.floor(seconds));
  if (seconds < 3600) return words.minutesAgo(Math.floor(seconds / 60));
  return words.hoursAgo(Math.floor(seconds / 3600));
}

function kindText(kind: string, words: Words): string {
  return words.kinds[kind as keyof Words['kinds']] ?? kind;
}

const ZH = {
  files: (count: number) => `${formatCount(count)} 个文件`,
  failed: (count: number, minutes: number, groups: string) =>
    `近 ${minutes} 分钟失败 ${formatCount(count)}${groups === '' ? '' : `（${groups}）`}`,
  last: (errcode: number, when: string) => `最近 ${errcode}（${when}）`,
  speed: (text: string) => `${text} 行/秒`,
  caughtUp: '无积压',
  behind: (bytes: string, seconds: number) => `落后 ${bytes}、${seconds} 秒`,
  rotated: (kind: string, when: string) => `${kind}（${when}）`,
  secondsAgo: (count: number) => `${count} 秒前`,
  minutesAgo: (count: number) => `${count} 分钟前`,
  hoursAgo: (count: number) => `${count} 小时前`,
  kinds: {
    rename: '日志已轮转',
    copytruncate: '日志已复制并清空',
    truncate: '日志被清空',
    delete: '日志被删除',
    compress: '旧日志已压缩',
    symlink: '链接已切换',
    gap: '日志有缺口',
  },
};

type Words = typeof ZH;

const EN: Words = {
  files: (count) => `${formatCount(count)} file${count === 1 ? '' : 's'}`,
  failed: (count, minutes, groups) =>
    `${formatCount(count)} failed in ${minutes} min${groups === '' ? '' : ` (${groups})`}`,
  last: (errcode, when) => `last ${errcode}, ${when}`,
  speed: (text) => `${text} lines/s`,
  caughtUp: 'caught up',
  behind: (bytes, seconds) => `${bytes}, ${seconds} s behind`,
  rotated: (kind, when) => `${kind} ${when}`,
  secondsAgo: (count) => `${count} s ago`,
  minutesAgo: (count) => `${count} min ago`,
  hoursAgo: (count) => `${count} h ago`,
  kinds: {
    rename: 'log rotated',
    copytruncate: 'log copied and emptied',
    truncate: 'log emptied',
    delete: 'log deleted',
    compress: 'old log compressed',
    symlink: 'link switched',
    gap: 'a gap in the log',
  },
};
