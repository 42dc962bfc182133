/** The connection to the stream: it comes back by itself, and says whether it is there. */
import type { PageView } from '../view.ts';

export interface StreamEvent {
  readonly nowMs: number;
  /** Which script and style the server has. */
  readonly build: string;
  /** Only those that changed. */
  readonly sections: Partial<PageView>;
}

export interface StreamListener {
  onEvent(event: StreamEvent): void;
  onConnection(isConnected: boolean): void;
}

/** The server says something at least every 15 s: after this, nobody is there any more. */
const SILENT_MS_MAX = 40_000;
/** A short break is none worth telling. */
const PATIENCE_MS = 3000;
const AGAIN_MS = 3000;
const AGAIN_MS_MAX = 60_000;
/** A page that nobody looks at needs no connection; a browser has only six for one server. */
const HIDDEN_MS_MAX = 60_000;

export function openStream(url: string, listener: StreamListener): void {
  let source: EventSource | undefined;
  let againMs = AGAIN_MS;
  let watchdog = 0;
  let again = 0;
  let hidden = 0;
  let patience = 0;

  const close = (): void => {
    source?.close();
    source = undefined;
    clearTimeout(watchdog);
    clearTimeout(again);
  };
  const lost = (): void => {
    patience ||= window.setTimeout(() => listener.onConnection(false), PATIENCE_MS);
  };
  const alive = (): void => {
    againMs = AGAIN_MS;
    clearTimeout(patience);
    patience = 0;
    listener.onConnection(true);
    clearTimeout(watchdog);
    watchdog = window.setTimeout(retry, SILENT_MS_MAX);
  };
  /** A browser gives up on an answer that is no stream: a proxy that is starting, too many readers. */
  const retry = (): void => {
    close();
    lost();
    again = window.setTimeout(open, againMs);
    againMs = Math.min(AGAIN_MS_MAX, againMs * 2);
  };
  const open = (): void => {
    close();
    source = new EventSource(url);
    source.addEventListener('open', alive);
    source.addEventListener('beat', alive);
    source.addEventListener('view', (event: MessageEvent<string>) => {
      alive();
      listener.onEvent(JSON.parse(event.data) as StreamEvent);
    });
    source.addEventListener('error', () => {
      lost();
      if (source?.readyState === EventSource.CLOSED) retry();
    });
  };

  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.hidden) hidden = window.setTimeout(close, HIDDEN_MS_MAX);
    else if (source === undefined) open();
  });
  // A page that comes back from the browser's memory has no connection any more.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) open();
  });
  open();
}
