/** The first minute of `serve`: what it does, what it left out, and what to type next; plain text. */
import type { Lang } from '../model/lang.ts';
import { formatBytes, formatCount } from './report/figures.ts';
import { printable } from './report/printable.ts';

export interface BannerFacts {
  readonly version: string;
  /** The PATHs as given, and how many files each matches now. */
  readonly followed: readonly { readonly pattern: string; readonly files: number }[];
  /** What was there at the very first start and is not read; absent where everything is. */
  readonly unread?: { readonly files: number; readonly bytes: number };
  /** `first`: begins from nothing. `resumed`: goes on where the state says. */
  readonly start: 'first' | 'resumed';
  readonly stateFolder: string;
  /** Absent for `--once`, which serves nothing. */
  readonly web?: {
    /** As the machine itself reaches it, without a slash at the end. */
    readonly url: string;
    readonly port: number;
    readonly isLoopback: boolean;
    readonly hasTls: boolean;
    readonly hasUsers: boolean;
  };
  /** `user@host` under which this machine is reached, as far as known. */
  readonly login: string;
  /** Name by which Prometheus reaches this machine. */
  readonly hostname: string;
}

/** Patterns that are listed by name. */
const PATTERNS_MAX = 10;

export function renderBanner(facts: BannerFacts, lang: Lang): string {
  const words = lang === 'zh' ? ZH : EN;
  const lines = [
    words.follows(facts.version, sum(facts.followed.map(({ files }) => files))),
    ...patternLines(facts, words),
    ...startLines(facts, words),
    ...webLines(facts, words),
    words.state(printable(facts.stateFolder)),
    ...scrapeLines(facts, words),
  ];
  return `${lines.join('\n')}\n`;
}

function patternLines({ followed }: BannerFacts, words: Words): string[] {
  const rest = followed.length - PATTERNS_MAX;
  return [
    ...followed
      .slice(0, PATTERNS_MAX)
      .map(({ pattern, files }) => `  ${words.pattern(printable(pattern), files)}`),
    ...(rest > 0 ? [`  ${words.more(rest)}`] : []),
  ];
}

function startLines({ start, unread, followed }: BannerFacts, words: Words): string[] {
  if (start === 'resumed') return [words.resumed];
  if (unread === undefined || unread.bytes === 0) return [words.everything];
  const paths = followed.map(({ pattern }) => quote(printable(pattern))).join(' ');
  return [
    words.unread(unread.files, unread.bytes),
    `  ${words.readThem}wecomlog report ${paths}`,
    `  ${words.countThem}wecomlog serve --from beginning --state ${words.newFolder} ${paths}`,
  ];
}

function webLines({ web, login }: BannerFacts, words: Words): string[] {
  if (web === undefined) return [];
  const { url, port, isLoopback, hasTls } = web;
  const lines = [words.page(`${url}/`), words.metrics(`${url}/metrics`)];
  if (!isLoopback) return lines;
  const there = `${hasTls ? 'https' : 'http'}://127.0.0.1:${port}/`;
  return [
    ...lines,
    `  ${words.tunnel(`ssh -L ${port}:${tunnelTarget(url)} ${quote(printable(login))}`, there)}`,
  ];
}

/** `127.0.0.1:19143` of a URL. */
function tunnelTarget(url: string): string {
  return url.slice(url.indexOf('//') + 2);
}

function scrapeLines({ web, hostname }: BannerFacts, words: Words): string[] {
  if (web === undefined) return [];
  const target = web.isLoopback ? tunnelTarget(web.url) : `${hostname}:${web.port}`;
  return [
    words.scrape,
    '',
    '  - job_name: wecomlog',
    ...(web.hasTls ? ['    scheme: https'] : []),
    ...(web.hasUsers
      ? [`    basic_auth: { username: ${words.user}, password_file: ${words.file} }`]
      : []),
    '    static_configs:',
    `      - targets: ['${printable(target).replaceAll("'", "''")}']`,
    '',
  ];
}

/** For a shell. */
function quote(text: string): string {
  return /^[\w./@:=+,*?~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const ZH = {
  follows: (version: string, files: number) =>
    `wecomlog ${version} 正在跟踪 ${formatCount(files)} 个文件：`,
  pattern: (pattern: string, files: number) =>
    files === 0
      ? `${pattern}（尚无文件，出现后从头读）`
      : `${pattern}（${formatCount(files)} 个文件）`,
  more: (count: number) => `还有 ${formatCount(count)} 个路径`,
  resumed: '接着上次提交的位置继续计数，计数不会中断。',
  everything: '从头开始计数，没有跳过任何内容。',
  unread: (files: number, bytes: number) =>
    `从现在写入的内容开始计数；${formatCount(files)} 个文件中已有的 ${formatBytes(bytes)} 没有读。`,
  readThem: '看这些旧内容的报告：',
  countThem: '连同旧内容一起计数：',
  newFolder: '新目录',
  page: (url: string) => `实时页面：${url}`,
  metrics: (url: string) => `指标：${url}`,
  tunnel: (command: string, url: string) => `在自己的电脑上看：${command}  然后打开 ${url}`,
  state: (folder: string) => `状态保存在 ${folder}，重启后由此继续；删除它等于从头计数。`,
  scrape: '让 Prometheus 抓取，在 scrape_configs 下粘贴：',
  user: '用户名',
  file: '口令文件',
};

type Words = typeof ZH;

const EN: Words = {
  follows: (version, files) => `wecomlog ${version} follows ${many(files, 'file')}:`,
  pattern: (pattern, files) =>
    files === 0
      ? `${pattern} (no file yet; read from its beginning when it appears)`
      : `${pattern} (${many(files, 'file')})`,
  more: (count) => `and ${many(count, 'more path')}`,
  resumed: 'Goes on where the last commit left off; counters continue.',
  everything: 'Counts from the beginning; nothing was left out.',
  unread: (files, bytes) =>
    `Counts what is written from now on; the ${formatBytes(bytes)} that were already in ${many(files, 'file')} are not read.`,
  readThem: 'To see a report on them: ',
  countThem: 'To count them as well: ',
  newFolder: 'NEW_FOLDER',
  page: (url) => `Live page: ${url}`,
  metrics: (url) => `Metrics: ${url}`,
  tunnel: (command, url) => `From your own computer: ${command}  then open ${url}`,
  state: (folder) =>
    `The state lies in ${folder} and a restart goes on from it; without it counting begins anew.`,
  scrape: 'For Prometheus, paste under scrape_configs:',
  user: 'USER',
  file: 'PASSWORD_FILE',
};

function many(count: number, one: string): string {
  return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}
