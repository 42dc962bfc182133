/**
 * Where followed lines go. On a terminal a status line stands below them: every write takes it away, adds
 * its lines and puts it back, so that whatever comes between two writes finds the screen whole.
 */
import { SCREEN_BYTES_MAX, SCREEN_LINES_MAX } from '../../model/limits.ts';
import { textWidth } from '../width.ts';
import type { LogNames, TailLog } from './names.ts';

export interface TailScreen {
  /** Makes a log known before its first line: whether lines say whose they are hangs on it. */
  know(log: TailLog): void;
  /**
   * Lines of one log, borrowed until the promise resolves; the last may go on in the next call. Resolves
   * to false when nobody reads any more.
   */
  show(log: TailLog, bytes: Uint8Array): Promise<boolean>;
  /** Lets `tell` write to the same terminal between two lines. */
  aside(tell: () => void): void;
  /** Draws the status line anew: it or the width of the terminal has changed. */
  refresh(): void;
  /** Leaves the cursor where a prompt may stand. */
  close(): Promise<void>;
}

type Write = (bytes: Uint8Array | string) => Promise<boolean>;

const LINE_FEED = 0x0a;
const NEW_LINE = Buffer.from('\n');
const NOTHING = new Uint8Array(0);

/** Lines as they are; where there are several logs, each stretch is headed as `tail` heads it. */
export function createPlainScreen(write: Write, names: LogNames, hasHeads: boolean): TailScreen {
  let shown: string | undefined;
  return {
    know: (log) => names.add(log),
    async show(log, bytes) {
      names.add(log);
      if (hasHeads && names.isNeeded() && shown !== log.id) {
        const head = `==> ${names.nameOf(log.id)} <==\n`;
        if (!(await write(shown === undefined ? head : `\n${head}`))) return false;
      }
      shown = log.id;
      return write(bytes);
    },
    aside: (tell) => tell(),
    refresh: () => {},
    close: async () => {},
  };
}

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

export interface TerminalOptions {
  readonly write: Write;
  readonly names: LogNames;
  /** The status line now, at most so wide; empty if there is none. */
  readonly status: (columns: number) => string;
  /** Of the terminal, now. */
  readonly size: () => TerminalSize;
  /** Whether lines say whose they are. */
  readonly hasPrefixes: boolean;
  /**
   * The cursor is elsewhere after a change of size: tmux 3.3 miscounts rows where wide characters were
   * wrapped.
   */
  readonly losesCursor: boolean;
}

/**
 * Clears from the cursor's line on. The cursor waits at the beginning of the status line, where it stays
 * when the terminal becomes narrower and breaks the line in two: so no row of it is left.
 */
const ERASE = '\r\u001b[J';
const HOME = '\u001b[H';
/** Whatever the terminal thinks of the width of a character, the status line has one row. */
const WITHOUT_WRAP = '\u001b[?7l';
const WITH_WRAP = '\u001b[?7h';

export function createTerminalScreen(options: TerminalOptions): TailScreen {
  const { write, names, status, size, hasPrefixes, losesCursor } = options;
  const recent = createRecentLines();
  let drawn = '';
  let drawnAt: TerminalSize = { columns: 0, rows: 0 };
  /** The last line shown goes on: nothing else may be written. */
  let isOpen = false;

  const isResized = (): boolean => {
    const { columns, rows } = size();
    return columns !== drawnAt.columns || rows !== drawnAt.rows;
  };
  /** What takes the status line away, or ends a line that is open. */
  const clear = (): Uint8Array => {
    if (isOpen) return NEW_LINE;
    if (drawn === '') return NOTHING;
    drawn = '';
    return losesCursor && isResized() ? repaint(recent, size()) : Buffer.from(ERASE);
  };
  const draw = (): Uint8Array => {
    drawnAt = size();
    // One column stays free: some terminals break a line as soon as it is full.
    const text = status(Math.max(0, drawnAt.columns - 1));
    if (text === '') return NOTHING;
    drawn = `${WITHOUT_WRAP}${text}${WITH_WRAP}\r`;
    return Buffer.from(drawn);
  };

  return {
    know: (log) => names.add(log),
    show(log, bytes) {
      if (bytes.length === 0) return Promise.resolve(true);
      names.add(log);
      const before = isOpen ? NOTHING : clear();
      const prefix = hasPrefixes && names.isNeeded() ? names.prefixOf(log.id) : '';
      const lines = prefix === '' ? bytes : withPrefix(bytes, Buffer.from(prefix), isOpen);
      recent.add(lines);
      isOpen = bytes.at(-1) !== LINE_FEED;
      return write(Buffer.concat([before, lines, isOpen ? NOTHING : draw()]));
    },
    aside(tell) {
      void write(clear());
      isOpen = false;
      tell();
      void write(draw());
    },
    refresh() {
      if (isOpen) return;
      const before = drawn;
      const isNew = isResized();
      const text = Buffer.concat([clear(), draw()]);
      if (drawn !== before || isNew) void write(text);
    },
    async close() {
      await write(clear());
    },
  };
}

/**
 * Writes the screen anew. One that held nothing but our lines is cleared for it; else what stood there is
 * moved up out of sight, so that nothing of it is lost.
 */
function repaint(recent: RecentLines, { columns, rows }: TerminalSize): Uint8Array {
  const { lines, isFull } = recent.last(rows - 1, columns);
  const away = isFull ? `${HOME}\u001b[J` : `\u001b[${rows};1H${'\n'.repeat(rows)}${HOME}`;
  return Buffer.concat([Buffer.from(away), ...lines]);
}

/** `bytes` with `prefix` before every line but, if it is open, the first. */
function withPrefix(bytes: Uint8Array, prefix: Uint8Array, isOpen: boolean): Buffer {
  const parts: Uint8Array[] = [];
  for (const [index, line] of linesIn(bytes).entries()) {
    if (index > 0 || !isOpen) parts.push(prefix);
    parts.push(line);
  }
  return Buffer.concat(parts);
}

/** Lines with their line feeds; the last may have none. */
function linesIn(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const to = feed < 0 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(at, to));
    at = to;
  }
  return lines;
}

interface RecentLines {
  add(bytes: Uint8Array): void;
  /** The last lines that fill so many rows, or all there are. */
  last(
    rows: number,
    columns: number,
  ): { readonly lines: readonly Uint8Array[]; readonly isFull: boolean };
}

/** Remembers what the screen shows: a few screens full. */
function createRecentLines(): RecentLines {
  let lines: Uint8Array[] = [];
  let bytes = 0;
  return {
    add(shown) {
      // What is shown is borrowed.
      const added = linesIn(Uint8Array.from(shown.subarray(-SCREEN_BYTES_MAX)));
      // Of a line that came in parts the first is lost: it is no line to be shown again.
      if (shown.length > SCREEN_BYTES_MAX || lines.at(-1)?.at(-1) !== LINE_FEED) lines = [];
      lines.push(...added);
      bytes = lines.reduce((sum, { length }) => sum + length, 0);
      let first = 0;
      while (bytes > SCREEN_BYTES_MAX || lines.length - first > SCREEN_LINES_MAX) {
        bytes -= lines[first++]!.length;
      }
      lines = lines.slice(first);
    },
    last(rows, columns) {
      let first = lines.length;
      let filled = 0;
      while (filled < rows && first > 0) filled += rowsOf(lines[--first]!, columns);
      return { lines: lines.slice(first), isFull: filled >= rows };
    },
  };
}

const TAB = '        ';

/** Rows that a line takes where it is wrapped. */
function rowsOf(line: Uint8Array, columns: number): number {
  const text = Buffer.from(line).toString().trimEnd().replaceAll('\t', TAB);
  return Math.max(1, Math.ceil(textWidth(text) / Math.max(1, columns)));
}
