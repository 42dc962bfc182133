/** A server on a port of its own, over a port that a test fills, and plain ways to ask it. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { findFacts } from '../../src/catalog/facts.ts';
import type { LiveCounts } from '../../src/model/live.ts';
import type { ServePort } from '../../src/server/port.ts';
import { createServer, type Server, type ServerOptions } from '../../src/server/server.ts';
import { NOW_MS } from '../helpers/run.ts';
import { SOURCES } from '../sink/page/fixtures.ts';
import { codeOf, countsOf, expositionOf, STATUS } from '../sink/prometheus/fixtures.ts';

export interface Running {
  readonly server: Server;
  readonly port: number;
  readonly errors: unknown[];
  readonly shown: string[];
}

export async function serverOf(
  part: Partial<ServePort> = {},
  options: Partial<ServerOptions> = {},
): Promise<Running> {
  const errors: unknown[] = [];
  const shown: string[] = [];
  const counts = (): LiveCounts => countsOf({ codes: [codeOf()], shown: [...shown] });
  const server = await createServer({
    listen: { host: '127.0.0.1', port: 0 },
    exposition: await expositionOf(),
    lang: 'en',
    version: '1.2.3',
    zone: 'Asia/Shanghai',
    now: () => NOW_MS,
    elapsedMs: () => 0,
    onError: (error) => errors.push(error),
    port: {
      committed: async () => counts(),
      status: () => STATUS,
      unready: () => undefined,
      markShown: (keys) => shown.push(...keys),
      report: async () => undefined,
      facts: async () => findFacts(),
      reload: async () => undefined,
      onCommit: () => () => undefined,
      sources: () => SOURCES,
      catalog: (lang) => loadCatalog(lang),
      ...part,
    },
    ...options,
  });
  onTestFinished(() => server.close(0));
  return { server, port: server.address.port, errors, shown };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

/** One request on a connection of its own, unless an agent is given. */
export function ask(
  port: number,
  path: string,
  options: RequestOptions & { readonly body?: string; readonly isTls?: boolean } = {},
): Promise<Answer> {
  const { body, isTls, ...rest } = options;
  const request = isTls === true ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, agent: false, ...rest },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, bytes, text: bytes.toString() });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** What the server sends back to these bytes until it ends the connection. */
export async function raw(port: number, bytes: string): Promise<string> {
  const socket = await connected(port);
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return text;
}

export function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    onTestFinished(() => {
      socket.destroy();
    });
  });
}

/** An `Authorization` header. */
export function basic(user: string, password: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
}
