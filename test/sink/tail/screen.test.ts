/** Whatever comes between lines, changes of size and news: the screen is whole after every write. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLogNames, type TailLog } from '../../../src/sink/tail/names.ts';
import { createPlainScreen, createTerminalScreen } from '../../../src/sink/tail/screen.ts';
import { createTerminal, type Terminal, type TerminalOptions } from '../../helpers/terminal.ts';

const APP: TailLog = { id: '/var/log/shop/app.log', name: 'app.log' };
const BOT: TailLog = { id: '/var/log/shop/通知.log', name: '/var/log/shop/通知.log' };

/** What the status line says now; it begins as no line of a log does. */
const STATUS = '── 3 个文件 · 近 5 分钟失败 12（凭证 7，可自愈 5） · 最近 45009（8 秒前） · 无积压';

interface Desk {
  readonly terminal: Terminal;
  readonly screen: ReturnType<typeof createTerminalScreen>;
  /** Bytes of each write. */
  readonly writes: string[];
}

function open(
  options: TerminalOptions,
  {
    losesCursor = false,
    status = (columns: number) => [...STATUS].slice(0, columns / 2).join(''),
  } = {},
): Desk {
  const terminal = createTerminal(options);
  const writes: string[] = [];
  const screen = createTerminalScreen({
    write: async (bytes) => {
      if (bytes.length > 0) writes.push(Buffer.from(bytes as Uint8Array).toString());
      terminal.write(bytes);
      return true;
    },
    names: createLogNames(false, true),
    size: terminal.size,
    ...{ status, losesCursor, hasPrefixes: true },
  });
  return { terminal, screen, writes };
}

const word = fc.constantFrom(
  'errcode=45009',
  '接口调用超过限制',
  '← 40014',
  'ok',
  'a'.repeat(30),
  '，',
);
const line = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
type Action =
  | { readonly kind: 'lines'; readonly log: TailLog; readonly lines: readonly string[] }
  | { readonly kind: 'part'; readonly text: string }
  | {
      readonly kind: 'resize';
      readonly columns: number;
      readonly rows: number;
      readonly isTold: boolean;
    }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'aside'; readonly text: string };

const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('lines' as const),
      log: fc.constantFrom(APP, BOT),
      lines: fc.array(line, { minLength: 1, maxLength: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('part' as const), text: line }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('resize' as const),
      columns: fc.integer({ min: 20, max: 130 }),
      rows: fc.integer({ min: 5, max: 30 }),
      isTold: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'refresh' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('aside' as const), text: line }) },
);

/** Those after which no line is open and everything shown has gone through the screen. */
const whole = action.filter(({ kind }) => kind !== 'part' && kind !== 'aside');

/** Plays the actions; `check` is called after each with the lines that were shown so far. */
async function play(
  desk: Desk,
  actions: readonly Action[],
  check: (shown: readonly string[], isOpen: boolean) => void,
): Promise<void> {
  const { terminal, screen } = desk;
  const shown: string[] = [];
  let isOpen = false;
  const names = new Set<string>();
  const prefixOf = ({ id }: TailLog): string => {
    names.add(id);
    if (names.size === 1) return '';
    return id === APP.id ? 'app.log  │ ' : '通知.log │ ';
  };
  screen.refresh();
  for (const one of actions) {
    if (one.kind === 'lines') {
      const first = isOpen ? shown.pop()! : '';
      const prefix = prefixOf(one.log);
      shown.push(
        ...one.lines.map((text, index) => (isOpen && index === 0 ? first : prefix) + text),
      );
      isOpen = false;
      await screen.show(one.log, Buffer.from(`${one.lines.join('\n')}\n`));
    } else if (one.kind === 'part') {
      if (isOpen) shown[shown.length - 1] += one.text;
      else shown.push(prefixOf(APP) + one.text);
      isOpen = true;
      await screen.show(APP, Buffer.from(one.text));
    } else if (one.kind === 'resize') {
      terminal.resize(one.columns, one.rows);
      if (one.isTold) screen.refresh();
      else continue;
    } else if (one.kind === 'refresh') screen.refresh();
    else {
      isOpen = false;
      shown.push(one.text);
      screen.aside(() => terminal.write(`${one.text}\n`));
    }
    check(shown, isOpen);
  }
  await screen.close();
}

/** The lines with the status line below them, as long as none is open. */
function expected(shown: readonly string[], isOpen: boolean, terminal: Terminal): string[] {
  const status = [...STATUS].slice(0, (terminal.size().columns - 1) / 2).join('');
  return isOpen ? [...shown] : [...shown, status];
}

const squeezed = (text: string): string => text.trimEnd();

describe('a terminal', () => {
  test('shows every line once and one status line below, after any lines and changes of size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const desk = open({ columns: 80, rows: 12, reflows: true });
        let last: readonly string[] = [];
        await play(desk, actions, (shown, isOpen) => {
          last = [...shown];
          const lines = desk.terminal.lines().filter((text) => text !== '');
          expect(lines).toEqual(expected(shown, isOpen, desk.terminal).map(squeezed));
        });
        expect(desk.terminal.lines().filter((text) => text !== '')).toEqual(last.map(squeezed));
        expect(desk.terminal.cursor().column).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  test('that cuts lines instead of breaking them has one status line, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const desk = open({ columns: 80, rows: 12, reflows: false });
        await play(desk, actions, (_, isOpen) => {
          const lines = desk.terminal.lines();
          const status = lines.filter((text) => text.startsWith('──'));
          expect(status).toHaveLength(isOpen ? 0 : 1);
          if (status.length === 1) expect(lines.findLast((text) => text !== '')).toBe(status[0]);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('that thinks other characters wide keeps the status line in one row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 15 }), async (actions) => {
        const ambiguous = /[─·│←…]/;
        const widthOf = (character: string): number =>
          ambiguous.test(character) || /[\u3000-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1;
        const status = (columns: number): string => [...'─·'.repeat(80)].slice(0, columns).join('');
        const desk = open({ columns: 40, rows: 10, reflows: true, widthOf }, { status });
        await play(desk, actions, () => {
          const lines = desk.terminal.lines();
          expect(lines.filter((text) => text.startsWith('─')).length).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('that loses the cursor is written anew: its last rows are the last lines and the status line', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(whole, { maxLength: 25 }), fc.nat(6), async (actions, lost) => {
        const desk = open({ columns: 80, rows: 12, reflows: true }, { losesCursor: true });
        const { terminal } = desk;
        const { resize } = terminal;
        const unsteady: Terminal = Object.assign(terminal, {
          resize(columns: number, rows: number) {
            resize(columns, rows);
            // Somewhere above.
            const { row } = terminal.cursor();
            terminal.write(`\u001b[${Math.max(1, row + 1 - lost)};1H`);
          },
        });
        await play({ ...desk, terminal: unsteady }, actions, (shown, isOpen) => {
          const reference = createTerminal({ ...terminal.size(), reflows: true });
          reference.write(expected(shown, isOpen, terminal).map(squeezed).join('\n'));
          const wanted = reference.screen().filter((text) => text !== '');
          const seen = terminal.screen().filter((text) => text !== '');
          expect(seen.slice(-1)).toEqual(wanted.slice(-1));
          expect(wanted.slice(-seen.length)).toEqual(seen.slice(-wanted.length));
        });
      }),
      { numRuns: 150 },
    );
  });

  test('gets everything of a moment in one write, and nothing where nothing has changed', async () => {
    const { screen, writes } = open({ columns: 80, rows: 12, reflows: true });
    await screen.show(APP, Buffer.from('one\ntwo\n'));
    screen.refresh();
    await screen.show(APP, Buffer.from('three\n'));
    expect(writes).toHaveLength(2);
    expect(writes[0]).toMatch(/^one\ntwo\n\u001b\[\?7l── .*\u001b\[\?7h\r$/);
    expect(writes[1]).toMatch(/^\r\u001b\[Jthree\n\u001b\[\?7l── .*\u001b\[\?7h\r$/);
  });

  test('shows lines only where no status line is wanted', async () => {
    const { screen, writes } = open({ columns: 80, rows: 12, reflows: true }, { status: () => '' });
    await screen.show(APP, Buffer.from('one\n'));
    screen.refresh();
    await screen.close();
    expect(writes.join('')).toBe('one\n');
  });
});

describe('a pipe', () => {
  const shownBy = async (hasHeads: boolean, isSeveral = false): Promise<string> => {
    let text = '';
    const screen = createPlainScreen(
      async (bytes) => {
        text += Buffer.from(bytes as Uint8Array).toString();
        return true;
      },
      createLogNames(isSeveral, false),
      hasHeads,
    );
    await screen.show(APP, Buffer.from('one\n'));
    await screen.show(APP, Buffer.from('two\n'));
    await screen.show(BOT, Buffer.from('three\n'));
    await screen.show(APP, Buffer.from('four\n'));
    screen.refresh();
    await screen.close();
    return text;
  };

  test('heads the lines of several logs as tail does', async () => {
    expect(await shownBy(true, true)).toBe(
      '==> app.log <==\none\ntwo\n\n==> /var/log/shop/通知.log <==\nthree\n\n==> app.log <==\nfour\n',
    );
  });

  test('names logs from the moment on in which there is a second one', async () => {
    expect(await shownBy(true)).toMatch(
      /^one\ntwo\n\n==> .*通知.log <==\nthree\n\n==> app.log <==\n/,
    );
  });

  test('gets the lines alone where each is a JSON object', async () => {
    expect(await shownBy(false, true)).toBe('one\ntwo\nthree\nfour\n');
  });
});
