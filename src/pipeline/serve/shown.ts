/**
 * What was shown, as numbers by name, and counts that do not fall below it: after a fall to the former
 * generation of the state the same bytes are read again, and until then nothing public goes down.
 */
import type { Numbers } from '../../checkpoint/checkpoint.ts';
import type { LiveCode, LiveCounts } from '../../model/live.ts';
import type { Category, Group } from '../../model/taxonomy.ts';

const PLAIN = ['lines', 'bytes', 'lostBytes', 'undated', 'seriesLimited'] as const;
const TALLIES = ['skipped', 'rotations', 'nearMisses', 'foreign'] as const;

type PlainName = (typeof PLAIN)[number];
type TallyName = (typeof TALLIES)[number];

type Name =
  | readonly [PlainName]
  | readonly [TallyName, word: string]
  | readonly ['api', api: string | null, group: Group, workload: string]
  | readonly ['code', errcode: number | null, workload: string, category: Category, what: 0 | 1]
  | readonly ['first' | 'last', errcode: number | null, workload: string]
  | readonly ['shown', key: string];

/** Everything of `counts` that a scrape shows and that never falls. */
export function numbersOf(counts: LiveCounts): Record<string, number> {
  const numbers: Record<string, number> = {};
  const put = (name: Name, value: number): void => {
    numbers[JSON.stringify(name)] = value;
  };
  for (const name of PLAIN) put([name], counts[name]);
  for (const name of TALLIES) for (const [word, count] of counts[name]) put([name, word], count);
  for (const { api, group, workload, events } of counts.apis) {
    put(['api', api, group, workload], events);
  }
  for (const code of counts.codes) {
    const { errcode, workload } = code;
    for (const [category, events, tolerated] of code.counts) {
      put(['code', errcode, workload, category, 0], events);
      put(['code', errcode, workload, category, 1], tolerated);
    }
    put(['first', errcode, workload], code.firstMs);
    put(['last', errcode, workload], code.lastMs);
  }
  for (const key of counts.shown) put(['shown', key], 1);
  return numbers;
}

/** The part of `floor` that `numbers` have not reached. */
export function unreached(numbers: Numbers, floor: Numbers): Record<string, number> {
  const isReached = (name: string, value: number): boolean => {
    const reached = numbers[name];
    // When a code was seen says something only while the code itself is missing.
    return reached !== undefined && (reached >= value || /^\["(?:first|last)"/.test(name));
  };
  return Object.fromEntries(Object.entries(floor).filter((entry) => !isReached(...entry)));
}

/** `counts`, nothing in them lower than in `floor`. */
export function raiseCounts(counts: LiveCounts, floor: Numbers): LiveCounts {
  const names = Object.entries(floor);
  if (names.length === 0) return counts;
  const raised = { ...counts, codes: counts.codes.map(openCode) } as Raised;
  const codes = new Map(raised.codes.map((code) => [keyOf(code), code]));
  const tallies = new Map(TALLIES.map((name) => [name, new Map<string, number>(counts[name])]));
  const apis = new Map(counts.apis.map((one) => [apiKey(one), { ...one }]));
  const shown = new Set(counts.shown);
  for (const [text, value] of names) {
    const name = JSON.parse(text) as Name;
    if (name[0] === 'shown') shown.add(name[1]);
    else if (name[0] === 'api') {
      const [, api, group, workload] = name;
      const found = apis.get(apiKey({ api, group, workload }));
      const events = Math.max(found?.events ?? 0, value);
      apis.set(apiKey({ api, group, workload }), { ...found, api, group, workload, events });
    } else if (name[0] === 'code') raiseCode(codes, name, value, floor);
    else if (name.length === 1) raised[name[0]] = Math.max(raised[name[0]], value);
    else if (name.length === 2) {
      const tally = tallies.get(name[0])!;
      tally.set(name[1], Math.max(tally.get(name[1]) ?? 0, value));
    }
  }
  const tallied = Object.fromEntries([...tallies].map(([name, tally]) => [name, [...tally]]));
  return {
    ...raised,
    ...(tallied as unknown as Pick<LiveCounts, TallyName>),
    codes: [...codes.values()],
    apis: [...apis.values()],
    shown: [...shown],
  };
}

type CodeCell = [category: Category, events: number, tolerated: number];

interface RaisedCode extends Omit<LiveCode, 'counts'> {
  readonly counts: CodeCell[];
}

type Raised = Omit<LiveCounts, PlainName | 'codes'> &
  Record<PlainName, number> & { readonly codes: RaisedCode[] };

function openCode(code: LiveCode): RaisedCode {
  return { ...code, counts: code.counts.map((cell) => [...cell]) };
}

function keyOf({ errcode, workload }: Pick<LiveCode, 'errcode' | 'workload'>): string {
  return JSON.stringify([errcode, workload]);
}

function apiKey(one: { api: string | null; group: Group; workload: string }): string {
  return JSON.stringify([one.api, one.group, one.workload]);
}

function raiseCode(
  codes: Map<string, RaisedCode>,
  [, errcode, workload, category, what]: Extract<Name, readonly ['code', ...unknown[]]>,
  value: number,
  floor: Numbers,
): void {
  const key = keyOf({ errcode, workload });
  let code = codes.get(key);
  if (code === undefined) {
    const seenMs = (name: 'first' | 'last'): number =>
      floor[JSON.stringify([name, errcode, workload])] ?? 0;
    const times = { firstMs: seenMs('first'), lastMs: seenMs('last') };
    code = { errcode, workload, counts: [], ...times, hours: [], minutes: [] };
    codes.set(key, code);
  }
  let cell = code.counts.find(([known]) => known === category);
  if (cell === undefined) {
    cell = [category, 0, 0];
    code.counts.push(cell);
  }
  if (what === 0) cell[1] = Math.max(cell[1], value);
  else cell[2] = Math.max(cell[2], value);
}
