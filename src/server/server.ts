/** The HTTP server of `serve`: plain, TLS or HTTP/2, with limits on everything a client can hold. */
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Lang } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';
import type { Exposition } from '../sink/prometheus/exposition.ts';
import { createGate } from './basic-auth.ts';
import { type HandlerOptions, handle, type Request, type Response } from './handler.ts';
import type { ListenAddress } from './listen.ts';
import { createLivePage } from './live-page.ts';
import type { ServePort } from './port.ts';
import { createRateLimiter } from './rate-limit.ts';
import { isPrivate } from './reader.ts';
import type { WebConfig } from './web-config.ts';
import type { WebConfigFile } from './web-config-file.ts';
import { clientAuthOptions, isClientAllowed, type TlsSettings } from './web-config-tls.ts';

export interface ServerOptions {
  readonly listen: ListenAddress;
  readonly port: ServePort;
  readonly exposition: Exposition;
  readonly webConfig?: WebConfigFile;
  readonly lang: Lang;
  readonly version: string;
  /** In whose clock pages show times. */
  readonly zone: string;
  /** Ms since the epoch. */
  now(): number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  onError(error: unknown): void;
}

export interface Server {
  /** Where it listens; the port is the one it got if 0 was asked for. */
  readonly address: ListenAddress;
  readonly hasTls: boolean;
  /**
   * Takes no more connections, lets requests under way finish for `graceMs`, then cuts them off.
   * A second call waits for the first.
   */
  close(graceMs: number): Promise<void>;
}

type AnyServer = HttpServer | HttpsServer | Http2SecureServer;

/** A request's line and headers have to be there within this time, and so has the whole of it. */
const REQUEST_MS_MAX = 10_000;
const CHECKING_MS = 2000;
/** A client that takes no bytes for so long is let go. */
const SILENT_MS_MAX = 30_000;
/** Longer than the scrape intervals in use, so that a connection serves for many. */
const KEEP_ALIVE_MS = 120_000;
const HEADER_BYTES_MAX = 16_384;
const CONNECTIONS_MAX = 256;
const STREAMS_MAX = 100;

const LIMITS = {
  headersTimeout: REQUEST_MS_MAX,
  requestTimeout: REQUEST_MS_MAX,
  connectionsCheckingInterval: CHECKING_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  maxHeaderSize: HEADER_BYTES_MAX,
} as const;

/** Resolves once it listens; rejects with a ToolError `listen-failed`. */
export async function createServer(options: ServerOptions): Promise<Server> {
  const webConfig = options.webConfig?.current();
  const connections = createConnections();
  let closing: Promise<void> | undefined;
  const livePage = createLivePage({
    ...options,
    webConfig: () => options.webConfig?.current(),
  });
  const handlerOptions: HandlerOptions = {
    ...options,
    livePage,
    isPrivate: (ask) => isPrivate(ask, options.listen, options.webConfig?.current()),
    webConfig: () => options.webConfig?.current(),
    gate: createGate(),
    limiter: createRateLimiter(),
    isClosing: () => closing !== undefined,
  };
  const onRequest = (request: Request, response: Response): void => {
    connections.hold(request, response, handlerOptions.isClosing);
    void handle(request, response, handlerOptions);
  };
  const server =
    webConfig?.tls === undefined
      ? createHttpServer(LIMITS, onRequest)
      : createTlsServer(webConfig, webConfig.tls, onRequest);
  server.maxConnections = CONNECTIONS_MAX;
  server.setTimeout(SILENT_MS_MAX);
  connections.watch(server);
  if (options.webConfig !== undefined)
    renewCertificates(server, options.webConfig, options.onError);
  await listen(server, options.listen);
  server.on('error', options.onError);
  return {
    address: { ...options.listen, port: (server.address() as AddressInfo).port },
    hasTls: webConfig?.tls !== undefined,
    close(graceMs) {
      // Streams never end by themselves.
      livePage.close();
      closing ??= closeServer(server, connections, graceMs);
      return closing;
    },
  };
}

function createTlsServer(
  { http2 }: WebConfig,
  tls: TlsSettings,
  onRequest: (request: Request, response: Response) => void,
): HttpsServer | Http2SecureServer {
  const options = {
    ...LIMITS,
    ...tls.context,
    ...clientAuthOptions(tls),
    handshakeTimeout: REQUEST_MS_MAX,
  };
  if (!http2) return createHttpsServer(options, onRequest);
  const settings = { maxConcurrentStreams: STREAMS_MAX };
  const server = createSecureServer({ ...options, allowHTTP1: true, settings }, onRequest);
  // What HTTP/1 connections obey is not among the options of an HTTP/2 server.
  return Object.assign(server, LIMITS);
}

/** Looks at the files before each handshake, and refuses clients whose certificate will not do. */
function renewCertificates(
  server: AnyServer,
  file: WebConfigFile,
  onError: (error: unknown) => void,
): void {
  let used = file.current();
  if (used.tls === undefined || !('setSecureContext' in server)) return;
  server.prependListener('connection', () => {
    try {
      const now = file.current();
      if (now !== used && now.tls !== undefined) server.setSecureContext(now.tls.context);
      used = now;
    } catch (error) {
      onError(error);
    }
  });
  server.prependListener('secureConnection', (socket: TLSSocket) => {
    if (used.tls !== undefined && !isClientAllowed(socket, used.tls)) socket.destroy();
  });
}

function listen(server: AnyServer, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: Error & { code?: string }) => {
      reject(listenError(host, port, error));
    });
    const address = host === '' ? { port } : { host, port };
    server.listen(address, () => resolve());
  });
}

function listenError(host: string, port: number, error: Error & { code?: string }): ToolError {
  const shown = `${host === '' ? '*' : host}:${port}`;
  const code = error.code ?? 'unknown';
  return new ToolError(
    'listen-failed',
    {
      zh: `无法在 ${shown} 上监听（${code}）。${code === 'EADDRINUSE' ? '端口已被占用，可能已有一个 wecomlog 在运行；' : ''}请用 --listen 换一个地址。`,
      en: `Cannot listen on ${shown} (${code}). ${code === 'EADDRINUSE' ? 'The port is taken, perhaps by another wecomlog; ' : ''}choose another address with --listen.`,
    },
    error,
  );
}

interface Connections {
  watch(server: AnyServer): void;
  /** Lets go of the connection when the response is done, if no more are wanted by then. */
  hold(request: Request, response: Response, isClosing: () => boolean): void;
  /** Ends what is idle; HTTP/1 connections the server ends itself. */
  endIdle(): void;
  destroyAll(): void;
}

function createConnections(): Connections {
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();
  const add = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  return {
    watch(server) {
      server.on('connection', add);
      server.on('secureConnection', add);
      server.on('session', (session: ServerHttp2Session) => {
        sessions.add(session);
        session.once('close', () => sessions.delete(session));
        session.setTimeout(KEEP_ALIVE_MS, () => session.close());
      });
    },
    hold(request, response, isClosing) {
      if (request.httpVersionMajor !== 1) return;
      const { socket } = request;
      response.once('close', () => {
        if (isClosing()) socket.end();
      });
    },
    endIdle() {
      for (const session of sessions) session.close();
    },
    destroyAll() {
      for (const session of sessions) session.destroy();
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function closeServer(
  server: AnyServer,
  connections: Connections,
  graceMs: number,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  connections.endIdle();
  const timer = setTimeout(() => connections.destroyAll(), graceMs);
  await closed;
  clearTimeout(timer);
}
