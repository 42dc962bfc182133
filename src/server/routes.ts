/** Which path does what. Requests come in as plain data and replies leave as plain data. */
import type { Lang } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';
import type { Exposition } from '../sink/prometheus/exposition.ts';
import { CONTENT_TYPES, chooseFormat } from '../sink/prometheus/negotiate.ts';
import type { LivePage } from './live-page.ts';
import type { ServePort } from './port.ts';
import { langOf, queryOf } from './reader.ts';
import { isReportFormat, REPORT_FORMATS, renderReportFile } from './report-file.ts';
import type { StreamSink } from './stream.ts';

export interface Ask {
  readonly method: string;
  /** The target as it was sent. */
  readonly url: string;
  /** Name and port under which the client knows us. */
  readonly host: string | undefined;
  header(name: string): string | undefined;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Instead of a body: is handed the open connection, which it ends. */
  stream?(sink: StreamSink): void;
  /** Called once the client has all of it. */
  onSent?(): void;
}

export interface RouteOptions {
  readonly port: ServePort;
  readonly exposition: Exposition;
  readonly lang: Lang;
  readonly version: string;
  /** In whose clock times are shown. */
  readonly zone: string;
  readonly livePage: LivePage;
  /** Whether only people of the house can read the answer. */
  isPrivate(ask: Ask): boolean;
}

type Route = (ask: Ask, options: RouteOptions) => Promise<Reply>;

const ROUTES: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly run: Route }>> = {
  '/': { method: 'GET', run: page },
  '/metrics': { method: 'GET', run: metrics },
  '/api/v1/report': { method: 'GET', run: report },
  '/api/v1/stream': { method: 'GET', run: stream },
  '/-/healthy': { method: 'GET', run: healthy },
  '/-/ready': { method: 'GET', run: ready },
  '/-/reload': { method: 'POST', run: reload },
};

/** No target of ours is longer, with any query. */
const URL_CHARACTERS_MAX = 2048;

export async function answer(ask: Ask, options: RouteOptions): Promise<Reply> {
  const { lang } = options;
  if (ask.url.length > URL_CHARACTERS_MAX) {
    return sentence(414, lang, '网址过长。', 'The URL is too long.');
  }
  const path = pathOf(ask.url);
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (route === undefined) {
    return sentence(
      404,
      lang,
      '没有这个页面；首页列出了全部地址。',
      'There is no such page; the front page lists them all.',
    );
  }
  const method = ask.method === 'HEAD' ? 'GET' : ask.method;
  if (method === route.method) return route.run(ask, options);
  const allow = route.method === 'GET' ? 'GET, HEAD' : route.method;
  const reply = sentence(405, lang, `这里只接受 ${allow}。`, `Only ${allow} is taken here.`);
  return { ...reply, headers: { ...reply.headers, allow } };
}

/** The path of a target, also of one that a proxy sends in full. */
function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '') || '/';
}

/** A reply of one sentence, in the language of the instance. */
export function sentence(status: number, lang: Lang, zh: string, en: string): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${lang === 'zh' ? zh : en}\n`,
  };
}

async function page(ask: Ask, options: RouteOptions): Promise<Reply> {
  const reader = { lang: langOf(ask, options.lang), isPrivate: options.isPrivate(ask) };
  return (await options.livePage.document(reader, ask.host)) ?? notLoaded(reader.lang);
}

async function stream(ask: Ask, options: RouteOptions): Promise<Reply> {
  const reader = { lang: langOf(ask, options.lang), isPrivate: options.isPrivate(ask) };
  if (!(await options.livePage.isLoaded())) return notLoaded(reader.lang);
  if (!options.livePage.hasRoom()) {
    const reply = sentence(
      503,
      reader.lang,
      '同时查看的人太多，请稍候再试。',
      'Too many are watching at once; try again in a moment.',
    );
    return { ...reply, headers: { ...reply.headers, 'retry-after': '10' } };
  }
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      // nginx would gather events otherwise.
      'x-accel-buffering': 'no',
    },
    body: '',
    stream: (sink) => options.livePage.open(sink, reader, ask.header('last-event-id')),
  };
}

async function metrics(ask: Ask, { port, exposition, lang }: RouteOptions): Promise<Reply> {
  const counts = await port.committed();
  if (counts === undefined) return notLoaded(lang);
  const format = chooseFormat(ask.header('accept'));
  const { text, firstShown } = await exposition.render(format, counts, port.status());
  return {
    status: 200,
    headers: { 'content-type': CONTENT_TYPES[format], vary: 'Accept, Accept-Encoding' },
    body: text,
    // A look at the headers, and a reply that never arrived, have shown nothing.
    ...(ask.method === 'GET' ? { onSent: () => port.markShown(firstShown) } : {}),
  };
}

async function report(ask: Ask, options: RouteOptions): Promise<Reply> {
  const lang = langOf(ask, options.lang);
  const format = queryOf(ask).get('format') ?? 'json';
  if (!isReportFormat(format)) {
    const formats = REPORT_FORMATS.join(', ');
    return sentence(400, lang, `format 只能是：${formats}。`, `format may be: ${formats}.`);
  }
  const file = await renderReportFile(format, lang, options);
  if (file === undefined) return notLoaded(lang);
  const { type, name, body } = file;
  return {
    status: 200,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      vary: 'Accept-Language, Accept-Encoding',
      // A page of its own has a policy of its own: it is opened from where it was saved.
      ...(format === 'json' ? {} : { 'content-disposition': `attachment; filename="${name}"` }),
    },
    body,
  };
}

function notLoaded(lang: Lang): Reply {
  return sentence(
    503,
    lang,
    '状态尚未载入，或尚未提交过。请稍候再试。',
    'The state is not loaded or not committed yet. Try again in a moment.',
  );
}

async function healthy(_ask: Ask, { lang }: RouteOptions): Promise<Reply> {
  return sentence(200, lang, 'wecomlog 正在运行。', 'wecomlog is running.');
}

async function ready(_ask: Ask, { port, lang }: RouteOptions): Promise<Reply> {
  const reason = port.unready();
  if (reason !== undefined) return sentence(503, lang, reason.zh, reason.en);
  return sentence(200, lang, 'wecomlog 已就绪。', 'wecomlog is ready.');
}

async function reload(ask: Ask, { port, lang }: RouteOptions): Promise<Reply> {
  if (!isSameOrigin(ask)) {
    return sentence(
      403,
      lang,
      '重新载入只能由本站页面或命令行（curl -X POST）发起。',
      'Reloading can be asked for by our own page or from a command line (curl -X POST) only.',
    );
  }
  try {
    await port.reload();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return sentence(500, lang, error.text.zh, error.text.en);
  }
  return sentence(200, lang, '已重新载入。', 'Reloaded.');
}

/** Browsers say where a request comes from; other clients say nothing, and may. */
function isSameOrigin(ask: Ask): boolean {
  const site = ask.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = ask.header('origin');
  if (origin === undefined) return true;
  const host = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return host !== undefined && host.toLowerCase() === ask.host?.toLowerCase();
}
