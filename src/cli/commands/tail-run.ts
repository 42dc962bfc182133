/** The work of `wecomlog tail`; ./tail.ts is its face on the command line. */
import { TAIL_LINES_MAX } from '../../model/limits.ts';
import { CATEGORIES, CATEGORY_IDS } from '../../model/taxonomy.ts';
import { ToolError } from '../../model/tool-error.ts';
import { runTail, type TailPlan } from '../../pipeline/tail/tail.ts';
import { createLogNames } from '../../sink/tail/names.ts';
import {
  createPlainScreen,
  createTerminalScreen,
  type TailScreen,
} from '../../sink/tail/screen.ts';
import { startNotes } from '../../sink/tail/start-note.ts';
import { statusLine, type TailStatus } from '../../sink/tail/status-line.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE } from '../exit-code.ts';
import { idOf } from '../explain/request.ts';
import { catalogOf, colorOf, encodingOf, formatOf, textOf, textsOf } from '../options.ts';

const LINES_DEFAULT = 10;

/** Ctrl-C is how it is meant to end. */
export async function tail(input: CommandInput, context: Context): Promise<number> {
  const { flags, lang } = input;
  const { patterns, lines } = pathsOf(input);
  const settings = settingsOf(input, context);
  const isFromBeginning = textOf(flags, 'from') === 'beginning';
  let stopListening = (): void => {};
  await runTail({
    ...{ patterns, lines, settings },
    from: isFromBeginning ? 'beginning' : 'end',
    rotated: textsOf(flags, 'rotated'),
    catalog: await catalogOf(input),
    now: () => context.now(),
    elapsedMs: () => context.elapsedMs(),
    signal: context.signal,
    openScreen(status) {
      const screen = openScreen(input, context, settings, patterns, status);
      stopListening = context.system.onResize(() => screen.refresh());
      return screen;
    },
    onStart(start) {
      const notes = startNotes(start, !isFromBeginning && lines > 0);
      for (const note of notes) context.tell(`wecomlog: ${note[lang]}\n`);
    },
    onProblem: (problem) => tellProblem(context, lang, problem),
  });
  stopListening();
  return EXIT_DONE;
}

/** `tail -20 app.log` is an old way to ask for 20 lines. */
function pathsOf({ positionals, flags }: CommandInput): {
  readonly patterns: readonly string[];
  readonly lines: number;
} {
  const isShort = /^-\d+$/.test(positionals[0] ?? '');
  const patterns = isShort ? positionals.slice(1) : positionals;
  const lines = flags.lines ?? (isShort ? -Number(positionals[0]) : LINES_DEFAULT);
  if (!Number.isInteger(lines) || Number(lines) < 0 || Number(lines) > TAIL_LINES_MAX) {
    throw new ToolError('lines-invalid', {
      zh: `--lines 应为 0 到 ${TAIL_LINES_MAX} 的整数。`,
      en: `--lines takes a whole number from 0 to ${TAIL_LINES_MAX}.`,
    });
  }
  if (patterns.length === 0) {
    throw new ToolError('input-missing', {
      zh: '没有要跟踪的日志。请给出日志文件、目录或通配符，例如 wecomlog tail /var/log/app/app.log。',
      en: 'nothing to follow. Name a log file, a directory or a pattern, such as wecomlog tail /var/log/app/app.log.',
    });
  }
  if (patterns.includes('-')) {
    throw new ToolError('input-not-followed', {
      zh: '标准输入不能跟踪。管道中的日志请用 wecomlog annotate，它同样边写边标注。',
      en: 'standard input is not followed. For a pipe there is wecomlog annotate, which also annotates as lines come.',
    });
  }
  return { patterns, lines: Number(lines) };
}

function settingsOf(input: CommandInput, context: Context): TailPlan['settings'] {
  const { flags, lang } = input;
  const codes = textsOf(flags, 'code').flatMap(codesIn);
  const categories = textsOf(flags, 'category').map((text) =>
    idOf('category', text, CATEGORY_IDS, (id) => CATEGORIES[id].name),
  );
  const only = textOf(flags, 'only');
  const isChosen = codes.length > 0 || categories.length > 0;
  return {
    ...{ codes, categories, lang },
    only: only === 'errors' ? 'errors' : only === 'events' || isChosen ? 'events' : 'all',
    encoding: encodingOf(input),
    format: formatOf(input, 'ndjson') === 'ndjson' ? 'ndjson' : 'text',
    success: flags.success === true,
    mask: flags.mask === true,
    showsExit: true,
    undo: false,
    color: colorOf(input, context),
    isTerminal: context.stdoutIsTerminal,
  };
}

/** `45009,40014`. Throws a ToolError `code-invalid`. */
function codesIn(text: string): number[] {
  return text.split(/[,，\s]+/).map((word) => {
    if (/^-?\d{1,10}$/.test(word)) return Number(word);
    throw new ToolError('code-invalid', {
      zh: `--code 应为整数，几个之间用逗号隔开，例如 45009,40014，而不是“${word}”。`,
      en: `--code takes whole numbers with commas between them, such as 45009,40014, not "${word}".`,
    });
  });
}

function openScreen(
  input: CommandInput,
  context: Context,
  { color, format }: TailPlan['settings'],
  patterns: readonly string[],
  status: () => TailStatus,
): TailScreen {
  const write = (bytes: Uint8Array | string): Promise<boolean> => context.write(bytes);
  const names = createLogNames(patterns.length > 1, color);
  // Every line is a JSON object, and stays one.
  const hasNames = format !== 'ndjson';
  if (!context.stdoutIsTerminal) return createPlainScreen(write, names, hasNames);
  const { lang, flags } = input;
  const hasStatus = flags.quiet !== true && context.env.TERM !== 'dumb';
  return createTerminalScreen({
    ...{ write, names, hasPrefixes: hasNames },
    losesCursor: /^(?:screen|tmux)/.test(context.env.TERM ?? ''),
    status: (columns) => (hasStatus ? statusLine(status(), { lang, color }, columns) : ''),
    size: () => context.system.terminalSize(),
  });
}
