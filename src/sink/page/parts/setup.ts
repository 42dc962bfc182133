/** What to paste and to try: Prometheus, a test of the alerts, the report; and what an empty page says. */
import { html, type Markup } from '../../web/markup.ts';
import type { PageContext } from '../context.ts';
import type { PageView } from '../view.ts';
import { snippet } from './happening.ts';

/** How the reader reached the page. */
export interface WebPlace {
  /** The `Host` header. */
  readonly host: string;
  readonly hasTls: boolean;
  readonly hasUsers: boolean;
}

const REPORT_LINKS = [
  ['html', 'html'],
  ['csv', 'csv'],
  ['markdown', 'md'],
  ['json', 'json'],
] as const;

export function setupPart(view: PageView, web: WebPlace, context: PageContext): Markup {
  const { words } = context;
  return html`<h3>${words.scrape}</h3><p class="small">${words.scrapeText}</p>
${snippet(scrapeText(web), words.scrape, words.copy)}
<h3>${words.alertTest}</h3><p class="small">${words.alertTestWay}</p>
${snippet(amtoolText(), words.alertTest, words.copy)}
<p class="small">${words.alertTestWhole}</p>
${snippet(appendText(logOf(view), 3), words.alertTest, words.copy)}
<h3>${words.report}</h3><p class="small">${words.reportText}</p>
<p class="links">${REPORT_LINKS.map(
    ([format, name]) =>
      html`<a class="button" href="api/v1/report?format=${format}&amp;lang=${context.lang}" download="wecomlog-report.${name}">${words.reportFormats[format]}</a>`,
  )}</p>
<p class="small"><a href="metrics">${words.metrics}</a> · <a href="-/ready">${words.ready}</a></p>`;
}

/** In place of everything else while there is nothing to show. */
export function emptyPart(view: PageView, context: PageContext): Markup {
  const { words } = context;
  const { reason, lines } = view.state;
  const { patterns } = view.sources;
  return html`<h2>${words.emptyTitle}</h2>
${reason.kind === 'no-code' ? html`<p>${words.emptyNoCode(lines)}</p>` : undefined}
<p>${words.emptyFollow}</p><ul class="plain">${patterns.map((pattern) => html`<li><code>${pattern}</code></li>`)}</ul>
<p>${words.emptyWait}</p>
<p>${words.emptyTest}</p>
${snippet(appendText(logOf(view), 1), words.emptyTest, words.copy)}`;
}

function scrapeText({ host, hasTls, hasUsers }: WebPlace): string {
  return [
    '- job_name: wecomlog',
    ...(hasTls ? ['  scheme: https'] : []),
    ...(hasUsers ? ['  basic_auth: { username: USER, password_file: PASSWORD_FILE }'] : []),
    '  static_configs:',
    `    - targets: ['${targetOf(host)}']`,
  ].join('\n');
}

/** A header is whatever somebody sent. */
function targetOf(host: string): string {
  return /^[\w.:[\]-]{1,255}$/.test(host) ? host : '127.0.0.1:19143';
}

function amtoolText(): string {
  return [
    'amtool alert add alertname=WecomIpDenied severity=critical owner=administrator \\',
    "  --annotation=summary='wecomlog test' --alertmanager.url=http://127.0.0.1:9093",
  ].join('\n');
}

/** The shell's own clock dates the lines. */
function appendText(log: string, times: number): string {
  const line = `echo "$(date -u +%FT%TZ) qyapi.weixin.qq.com {\\"errcode\\":60020,\\"errmsg\\":\\"not allow to access from your ip\\"}"`;
  if (times === 1) return `${line} >> ${quote(log)}`;
  const rounds = Array.from({ length: times }, (_, index) => index + 1).join(' ');
  return `for i in ${rounds}; do\n  ${line}\ndone >> ${quote(log)}`;
}

/** A file that is followed, or one that would be: of a directory or a pattern, one that it names. */
function logOf({ sources }: PageView): string {
  const [file] = sources.followed.filter(({ isRotated, isLost }) => !isRotated && !isLost);
  if (file !== undefined) return file.name;
  const plain = sources.patterns.find((pattern) => !/[?{[\\]/.test(pattern)) ?? 'app.log';
  return plain.endsWith('/') ? `${plain}test.log` : plain.replace(/\*+/g, 'test');
}

/** For a shell. */
function quote(text: string): string {
  return /^[\w./@:=+,~-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
