/** A line on the terminal that says how far a long run is; gone before anything else is said. */
import type { Lang } from '../model/lang.ts';
import { formatBytes } from '../sink/report/figures.ts';
import { printable } from '../sink/report/printable.ts';
import { drawBar } from '../sink/report/sparkline.ts';
import { padEnd, textWidth, truncate } from '../sink/width.ts';

/** Short runs need no telling; a line that changes faster cannot be read. */
const QUIET_MS = 1000;
const INTERVAL_MS = 200;
/** Before this the time left is a guess. */
const GUESS_MS = 2000;
const BAR_COLUMNS = 16;
const COLUMNS_DEFAULT = 80;

export interface ProgressOptions {
  readonly lang: Lang;
  /** Of the terminal; 0 if unknown. */
  readonly columns: number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  /** Bytes read so far, as they are stored. */
  doneBytes(): number;
  /** Bytes there are; undefined while or where that is not known. */
  totalBytes(): number | undefined;
  write(text: string): void;
}

export interface Progress {
  /** The input whose turn it is. */
  onInput(name: string): void;
  /** Draws the line anew, if it is time; called by a timer, and as often as anybody likes. */
  draw(): void;
  /** Takes the line away until it is drawn again. */
  clear(): void;
  /** Takes it away for good. */
  end(): void;
}

/** `start` calls it regularly and gives back how to stop that. */
export function createProgress(
  options: ProgressOptions,
  start: (draw: () => void, intervalMs: number) => () => void,
): Progress {
  const begunMs = options.elapsedMs();
  let drawnMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  let isOver = false;
  let input = '';
  const clear = (): void => {
    if (isShown) options.write('\r\u001b[K');
    isShown = false;
  };
  const draw = (): void => {
    const nowMs = options.elapsedMs();
    if (isOver || nowMs - begunMs < QUIET_MS || nowMs - drawnMs < INTERVAL_MS) return;
    drawnMs = nowMs;
    isShown = true;
    options.write(`\r${progressLine(options, nowMs - begunMs, input)}\u001b[K`);
  };
  const stop = start(draw, INTERVAL_MS);
  return {
    onInput(name) {
      input = printable(name);
    },
    draw,
    clear,
    end() {
      stop();
      clear();
      isOver = true;
    },
  };
}

/** `████▌           28%  1.1 GiB / 4.0 GiB  310 MiB/s  10 s left  app.log.3.gz` */
function progressLine(
  { lang, columns, doneBytes, totalBytes }: ProgressOptions,
  elapsedMs: number,
  input: string,
): string {
  const done = doneBytes();
  const total = totalBytes();
  const perSecond = (done * 1000) / elapsedMs;
  const isKnown = total !== undefined && total > 0;
  // Files that grow meanwhile do not make it more than all.
  const part = isKnown ? Math.min(1, done / total) : 0;
  const left = isKnown && elapsedMs >= GUESS_MS && done > 0 ? ((1 - part) * total) / perSecond : -1;
  const facts = [
    ...(isKnown
      ? [
          `${padEnd(drawBar(part, 1, BAR_COLUMNS), BAR_COLUMNS)} ${`${Math.floor(part * 100)}`.padStart(3)}%`,
          `${formatBytes(Math.min(done, total))} / ${formatBytes(total)}`,
        ]
      : [formatBytes(done)]),
    `${formatBytes(Math.round(perSecond))}/s`,
    ...(left >= 0 ? [leftText(Math.ceil(left), lang)] : []),
  ].join('  ');
  // One column is left free: a full line would wrap.
  const room = (columns || COLUMNS_DEFAULT) - 1;
  const name = room - textWidth(facts) - 2;
  return truncate(name >= 8 ? `${facts}  ${truncate(input, name)}` : facts, room);
}

function leftText(seconds: number, lang: Lang): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (lang === 'zh') return minutes > 0 ? `还需 ${minutes} 分 ${rest} 秒` : `还需 ${rest} 秒`;
  return minutes > 0 ? `${minutes} min ${rest} s left` : `${rest} s left`;
}
