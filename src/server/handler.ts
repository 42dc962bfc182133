/** One request from its first header to its last byte: limits, passwords, route, compression. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { acceptsGzip } from '../sink/prometheus/negotiate.ts';
import type { Gate } from './basic-auth.ts';
import type { RateLimiter } from './rate-limit.ts';
import { type Ask, answer, type Reply, type RouteOptions, sentence } from './routes.ts';
import type { WebConfig } from './web-config.ts';

export type Request = IncomingMessage | Http2ServerRequest;
export type Response = ServerResponse | Http2ServerResponse;

export interface HandlerOptions extends RouteOptions {
  /** The web configuration of now, undefined without one. */
  webConfig(): WebConfig | undefined;
  readonly gate: Gate;
  readonly limiter: RateLimiter;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  /** What went wrong inside; the client is told no more than that something did. */
  onError(error: unknown): void;
  /** Whether the server is about to stop, so that connections are not kept. */
  isClosing(): boolean;
}

/** No request of ours has a body; a short one is read and forgotten. */
const BODY_BYTES_MAX = 1024;
/** Less than this is not worth compressing. */
const GZIP_BYTES_MIN = 1024;

const compress = promisify(gzip);

/** Answers one request; never rejects. */
export async function handle(
  request: Request,
  response: Response,
  options: HandlerOptions,
): Promise<void> {
  try {
    const webConfig = options.webConfig();
    const reply = await judge(request, webConfig, options);
    await send(request, response, reply, webConfig, options);
  } catch (error) {
    options.onError(error);
    if (response.headersSent) response.destroy();
    else await send(request, response, failure(options), undefined, options).catch(() => undefined);
  }
}

async function judge(
  request: Request,
  webConfig: WebConfig | undefined,
  options: HandlerOptions,
): Promise<Reply> {
  const { lang, gate, limiter } = options;
  if (!drain(request)) return sentence(413, lang, '请求体过大。', 'The request body is too large.');
  const limit = webConfig?.rateLimit;
  if (limit !== undefined && !limiter.allow(limit, options.elapsedMs())) return tooMany(options);
  if (webConfig !== undefined && webConfig.users.size > 0) {
    const admission = await gate.admit(webConfig.users, request.headers.authorization);
    if (admission === 'busy') return tooMany(options);
    if (admission === 'refused') return unauthorized(options);
  }
  return answer(askOf(request), options);
}

function askOf(request: Request): Ask {
  const { headers } = request;
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    host: (headers[':authority'] as string | undefined) ?? headers.host,
    header(name) {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

/** Lets a short body pass by; false for one that is announced as long. An unannounced one is cut off. */
function drain(request: Request): boolean {
  if (Number(request.headers['content-length'] ?? 0) > BODY_BYTES_MAX) return false;
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) request.destroy();
  });
  request.on('error', () => undefined);
  return true;
}

function tooMany({ lang }: HandlerOptions): Reply {
  const reply = sentence(
    429,
    lang,
    '请求过多，请稍候再试。',
    'Too many requests; try again in a moment.',
  );
  return { ...reply, headers: { ...reply.headers, 'retry-after': '1' } };
}

function unauthorized({ lang }: HandlerOptions): Reply {
  const reply = sentence(
    401,
    lang,
    '需要用户名和口令。',
    'A user name and a password are asked for.',
  );
  const challenge = 'Basic realm="wecomlog", charset="UTF-8"';
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': challenge } };
}

function failure({ lang }: HandlerOptions): Reply {
  return sentence(
    500,
    lang,
    '内部错误，详情见程序的输出。',
    'Something went wrong; the program says more on its output.',
  );
}

/** The web configuration may say otherwise. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

async function send(
  request: Request,
  response: Response,
  reply: Reply,
  webConfig: WebConfig | undefined,
  options: HandlerOptions,
): Promise<void> {
  if (reply.stream !== undefined) {
    openStream(request, response, reply, webConfig);
    return;
  }
  const plain = Buffer.from(reply.body);
  const isPacked =
    plain.length >= GZIP_BYTES_MIN &&
    acceptsGzip(request.headers['accept-encoding'] as string | undefined);
  const body = isPacked ? await compress(plain) : plain;
  if (response.destroyed) return;
  setHeaders(response, reply, webConfig);
  if (isPacked) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.length);
  const isLast = options.isClosing() || reply.status === 413;
  if (isLast && request.httpVersionMajor === 1) response.setHeader('connection', 'close');
  response.statusCode = reply.status;
  if (reply.onSent !== undefined) response.on('finish', reply.onSent);
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}

function setHeaders(response: Response, reply: Reply, webConfig: WebConfig | undefined): void {
  const headers = { ...HEADERS, ...webConfig?.headers, ...reply.headers };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** Sends the headers and hands the connection over; nobody waits for its end. */
function openStream(
  request: Request,
  response: Response,
  reply: Reply,
  webConfig: WebConfig | undefined,
): void {
  if (response.destroyed) return;
  setHeaders(response, reply, webConfig);
  response.statusCode = reply.status;
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  reply.stream?.({
    // The second overload of HTTP/2's is never meant.
    write: (text) => (response as ServerResponse).write(text),
    onDrain: (listener) => response.on('drain', listener),
    onClose: (listener) => response.on('close', listener),
    end: () => response.end(),
    destroy: () => response.destroy(),
  });
}
