/**
 * The live stream: each reader is sent the whole view once, then the sections that changed. Nobody is
 * waited for: who does not take what he was sent is let go, and can come back.
 */
import { STREAM_CLIENTS_MAX } from '../model/limits.ts';

/** What a reader is shown, section by section as JSON; equal sections are equal texts. */
export type Sections = ReadonlyMap<string, string>;

/** One reader's connection. */
export interface StreamSink {
  /** Sends; false if he is behind, until `onDrain`. */
  write(text: string): boolean;
  onDrain(listener: () => void): void;
  onClose(listener: () => void): void;
  end(): void;
  destroy(): void;
}

export interface StreamOptions {
  /** What the readers of this kind are shown now; undefined before the first commit. */
  render(kind: string): Sections | undefined;
  /** Ms since the epoch. */
  now(): number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  /** Which script and style the page has now: an older page loads itself anew. */
  readonly build: string;
  /** Names this process: what was sent by another cannot be gone on with. */
  readonly instance: string;
}

export interface StreamHub {
  /** Whether there is room for one more. */
  hasRoom(): boolean;
  /** Takes a reader on; `lastEventId` is what he says he has. */
  open(sink: StreamSink, kind: string, lastEventId: string | undefined): void;
  /** Says that there is something new. */
  touch(): void;
  /** Sends what is due; to be called every second or so while there are readers. */
  tick(): void;
  readonly clients: number;
  /** Ends every stream; nobody is taken on from then on. */
  close(): void;
}

/** Time passes without commits, too: what happens now is over ten minutes later. */
const RENDER_MS = 5000;
/** Proxies and browsers give a silent connection up. */
const HEARTBEAT_MS = 15_000;
/** Who has not taken what he was sent for so long is gone, or too slow. */
const BLOCKED_MS_MAX = 10_000;
/** A view that takes long to make is made so much less often. */
const RENDER_SHARE = 10;
/** What a browser waits before it comes back. */
const RETRY_MS = 2000;

interface Client {
  readonly sink: StreamSink;
  readonly sent: Map<string, string>;
  writtenMs: number;
  blockedMs: number | undefined;
}

/** Readers who are shown the same. */
interface Kind {
  readonly name: string;
  readonly clients: Set<Client>;
  sections: Sections;
  /** Which change of the stream it shows; part of the event's id. */
  number: number;
  renderedMs: number;
  nextMs: number;
  isDirty: boolean;
}

export function createStreamHub(options: StreamOptions): StreamHub {
  const kinds = new Map<string, Kind>();
  let isClosed = false;
  let changes = 0;
  const nextChange = (): number => ++changes;
  const count = (): number =>
    [...kinds.values()].reduce((sum, { clients }) => sum + clients.size, 0);

  return {
    hasRoom: () => !isClosed && count() < STREAM_CLIENTS_MAX,
    open(sink, name, lastEventId) {
      const kind = kinds.get(name) ?? createKind(name);
      kinds.set(name, kind);
      render(kind, options, nextChange);
      const nowMs = options.elapsedMs();
      // Who has what is current gets what comes after it; anybody else, everything.
      const sent = new Map(lastEventId === idOf(kind, options) ? kind.sections : []);
      const client: Client = { sink, sent, writtenMs: nowMs, blockedMs: undefined };
      kind.clients.add(client);
      sink.onClose(() => kind.clients.delete(client));
      sink.onDrain(() => {
        client.blockedMs = undefined;
      });
      write(client, `retry: ${RETRY_MS}\n\n`, nowMs);
      send(client, kind, options);
    },
    touch() {
      for (const kind of kinds.values()) kind.isDirty = true;
    },
    tick() {
      for (const [name, kind] of kinds) {
        if (kind.clients.size === 0) kinds.delete(name);
        else tickKind(kind, options, nextChange);
      }
    },
    get clients() {
      return count();
    },
    close() {
      isClosed = true;
      for (const { clients } of kinds.values()) for (const { sink } of clients) sink.end();
      kinds.clear();
    },
  };
}

function createKind(name: string): Kind {
  const never = Number.NEGATIVE_INFINITY;
  return {
    name,
    clients: new Set(),
    sections: new Map(),
    number: 0,
    renderedMs: never,
    nextMs: never,
    isDirty: true,
  };
}

function tickKind(kind: Kind, options: StreamOptions, nextChange: () => number): void {
  const nowMs = options.elapsedMs();
  const isDue = kind.isDirty || nowMs - kind.renderedMs >= RENDER_MS;
  if (isDue && nowMs >= kind.nextMs) render(kind, options, nextChange);
  for (const client of kind.clients) {
    const { blockedMs, sink } = client;
    if (blockedMs !== undefined && nowMs - blockedMs >= BLOCKED_MS_MAX) {
      kind.clients.delete(client);
      sink.destroy();
    } else send(client, kind, options);
  }
}

/** Makes the view anew; sections that stayed the same keep their text. */
function render(kind: Kind, options: StreamOptions, nextChange: () => number): void {
  const startMs = options.elapsedMs();
  kind.isDirty = false;
  const sections = options.render(kind.name);
  const endMs = options.elapsedMs();
  kind.renderedMs = endMs;
  kind.nextMs = endMs + (endMs - startMs) * RENDER_SHARE;
  if (sections === undefined) return;
  const isChanged = [...sections].some(([key, json]) => kind.sections.get(key) !== json);
  if (isChanged) kind.number = nextChange();
  kind.sections = sections;
}

/** Sends the sections that are others than those this reader has, or that we are still here. */
function send(client: Client, kind: Kind, options: StreamOptions): void {
  if (client.blockedMs !== undefined) return;
  const nowMs = options.elapsedMs();
  const changed = [...kind.sections].filter(([key, json]) => client.sent.get(key) !== json);
  if (changed.length === 0) {
    if (nowMs - client.writtenMs >= HEARTBEAT_MS) write(client, HEARTBEAT, nowMs);
    return;
  }
  for (const [key, json] of changed) client.sent.set(key, json);
  write(client, eventOf(changed, idOf(kind, options), options), nowMs);
}

function write(client: Client, text: string, nowMs: number): void {
  client.writtenMs = nowMs;
  if (!client.sink.write(text)) client.blockedMs ??= nowMs;
}

function idOf({ number }: Kind, { instance }: StreamOptions): string {
  return `${instance}.${number}`;
}

/** An event and no comment: a page is not told of comments, and has to know that we are here. */
const HEARTBEAT = 'event: beat\ndata: {}\n\n';

/** `nowMs` lets the reader's clock be told from ours. */
function eventOf(
  changed: readonly (readonly [key: string, json: string])[],
  id: string,
  { now, build }: StreamOptions,
): string {
  const sections = changed.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',');
  return `id: ${id}\nevent: view\ndata: {"nowMs":${now()},"build":"${build}","sections":{${sections}}}\n\n`;
}
