/** The live page and its stream: views of the last committed snapshot, made for whoever reads. */
import { randomUUID } from 'node:crypto';
import { LANGS, type Lang } from '../model/lang.ts';
import type { LiveCounts } from '../model/live.ts';
import { PAGE_BUILD, type PageDocument, renderPage } from '../sink/page/document.ts';
import { type PageView, pageView } from '../sink/page/view.ts';
import type { ServePort } from './port.ts';
import type { Reply } from './routes.ts';
import { createStreamHub, type Sections, type StreamSink } from './stream.ts';
import type { WebConfig } from './web-config.ts';

export interface Reader {
  readonly lang: Lang;
  /** Whether only people of the house can read along. */
  readonly isPrivate: boolean;
}

export interface LivePage {
  /** Whether there is a committed snapshot. */
  isLoaded(): Promise<boolean>;
  /** The page as it is now; `host` is where the reader found it. Undefined before the first commit. */
  document(reader: Reader, host: string | undefined): Promise<Reply | undefined>;
  /** Whether one more can watch. */
  hasRoom(): boolean;
  open(sink: StreamSink, reader: Reader, lastEventId: string | undefined): void;
  /** Ends all streams. */
  close(): void;
}

export interface LivePageOptions {
  readonly port: ServePort;
  readonly version: string;
  /** In whose clock times are shown. */
  readonly zone: string;
  webConfig(): WebConfig | undefined;
  /** Ms since the epoch. */
  now(): number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
}

const TICK_MS = 1000;

export function createLivePage(options: LivePageOptions): LivePage {
  const { port, version, zone } = options;
  let latest: LiveCounts | undefined;
  let timer: NodeJS.Timeout | undefined;

  const viewFor = ({ lang, isPrivate }: Reader): PageView | undefined => {
    if (latest === undefined) return undefined;
    return pageView({
      counts: latest,
      status: port.status(),
      sources: port.sources(),
      catalog: port.catalog(lang),
      ...{ lang, unready: port.unready(), nowMs: options.now(), showsAddresses: isPrivate },
    });
  };
  const hub = createStreamHub({
    build: PAGE_BUILD,
    instance: randomUUID().slice(0, 8),
    now: () => options.now(),
    elapsedMs: () => options.elapsedMs(),
    render: (kind) => sectionsOf(viewFor(readerOf(kind))),
  });
  const forgetPort = port.onCommit((counts) => {
    latest = counts;
    hub.touch();
  });
  const tick = (): void => {
    hub.tick();
    if (hub.clients > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const load = async (): Promise<void> => {
    latest = (await port.committed()) ?? latest;
  };

  return {
    async isLoaded() {
      await load();
      return latest !== undefined;
    },
    async document(reader, host) {
      await load();
      const view = viewFor(reader);
      if (view === undefined) return undefined;
      const config = options.webConfig();
      return replyOf(
        renderPage({
          view,
          lang: reader.lang,
          version,
          zone,
          nowMs: options.now(),
          web: {
            host: host ?? '127.0.0.1:19143',
            hasTls: config?.tls !== undefined,
            hasUsers: (config?.users.size ?? 0) > 0,
          },
        }),
      );
    },
    hasRoom: () => hub.hasRoom(),
    open(sink, reader, lastEventId) {
      hub.open(sink, kindOf(reader), lastEventId);
      // It must not keep a process alive that has nothing else to do.
      timer ??= setInterval(tick, TICK_MS).unref();
    },
    close() {
      forgetPort();
      clearInterval(timer);
      hub.close();
    },
  };
}

function replyOf({ html, policy }: PageDocument): Reply {
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      vary: 'Accept-Language, Accept-Encoding',
    },
    body: html,
  };
}

/** Readers of one language and one degree of trust are shown the same. */
function kindOf({ lang, isPrivate }: Reader): string {
  return `${lang} ${isPrivate ? 'private' : 'open'}`;
}

function readerOf(kind: string): Reader {
  const [word, trust] = kind.split(' ');
  return { lang: LANGS.find((lang) => lang === word) ?? 'en', isPrivate: trust === 'private' };
}

function sectionsOf(view: PageView | undefined): Sections | undefined {
  if (view === undefined) return undefined;
  return new Map(Object.entries(view).map(([name, section]) => [name, JSON.stringify(section)]));
}
