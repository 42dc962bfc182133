/** Runs the jobs and the command line inside the test's own process, with every input given. */
import { Readable } from 'node:stream';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { Context } from '../../src/cli/context.ts';
import { run } from '../../src/cli/run.ts';
import type { Report } from '../../src/model/report.ts';
import type { ToolError } from '../../src/model/tool-error.ts';
import { type AnnotatePlan, runAnnotate } from '../../src/pipeline/annotate.ts';
import { type ReportPlan, runReport } from '../../src/pipeline/report.ts';
import { createZone } from '../../src/record/zone.ts';

/** Saturday noon in Shanghai; the clock of every test. */
export const NOW_MS = Date.parse('2026-09-05T12:00:00+08:00');

type Input = Uint8Array | string | readonly (Uint8Array | string)[];

/** `input` as a stream that hands on one chunk for each element. */
export function streamOf(input: Input): Readable {
  const chunks = typeof input === 'string' || input instanceof Uint8Array ? [input] : input;
  return Readable.from(
    chunks.map((chunk) => Buffer.from(chunk as Uint8Array)).filter((chunk) => chunk.length > 0),
  );
}

/** What annotate makes of `input`; problems are thrown. */
export async function annotated(
  input: Input,
  options: Partial<AnnotatePlan> = {},
): Promise<Buffer> {
  const written: Buffer[] = [];
  await runAnnotate({
    paths: ['-'],
    stdin: streamOf(input),
    signal: new AbortController().signal,
    strict: false,
    catalog: loadCatalog(options.lang ?? 'zh'),
    catalogSource: [options.lang ?? 'zh'],
    threads: 1,
    dividedBytesMin: Number.POSITIVE_INFINITY,
    encoding: 'auto',
    lang: 'zh',
    format: 'text',
    only: 'all',
    success: false,
    mask: false,
    undo: false,
    color: false,
    isTerminal: false,
    // The bytes are borrowed: they are overwritten after this.
    write: async (bytes) => {
      written.push(Buffer.from(bytes));
      return true;
    },
    onProblem: (problem) => {
      throw problem;
    },
    onSkip: () => {},
    ...options,
  });
  return Buffer.concat(written);
}

/** Annotations taken out again. */
export function undone(input: Input): Promise<Buffer> {
  return annotated(input, { undo: true });
}

/** The report on `input` (standard input) or on `options.paths`. */
export async function reportOf(
  input: Input,
  options: Partial<ReportPlan> & { readonly tz?: string } = {},
): Promise<Report & { readonly problems: readonly ToolError[]; readonly hasFailed: boolean }> {
  const problems: ToolError[] = [];
  const { report, hasFailed } = await runReport({
    paths: ['-'],
    stdin: streamOf(input),
    signal: new AbortController().signal,
    strict: false,
    catalog: loadCatalog('zh'),
    encoding: 'auto',
    lang: 'zh',
    zone: createZone(options.tz ?? 'Asia/Shanghai'),
    range: { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
    by: 'auto',
    version: '0.0.0',
    nowMs: NOW_MS,
    threads: 1,
    dividedBytesMin: Number.POSITIVE_INFINITY,
    elapsedMs: () => 0,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  return { ...report, problems, hasFailed };
}

/** `errcode: events` of a report. */
export function countsOf(report: Pick<Report, 'codes'>): Record<string, number> {
  return Object.fromEntries(report.codes.map(({ errcode, events }) => [errcode, events]));
}

export interface Ran {
  readonly code: number;
  /** Standard output, as bytes and as text. */
  readonly bytes: Buffer;
  readonly out: string;
  /** Standard error. */
  readonly told: string;
}

/** One command line, as `main` would run it, without a process of its own. */
export async function command(
  argv: readonly string[],
  input: Input = '',
  options: Partial<Context> = {},
): Promise<Ran> {
  const written: Buffer[] = [];
  let told = '';
  const code = await run(argv, {
    stdin: streamOf(input),
    stdinIsTerminal: false,
    stdoutIsTerminal: false,
    columns: 0,
    stderrIsTerminal: false,
    stderrColumns: 0,
    env: {},
    version: '0.0.0',
    nowMs: NOW_MS,
    now: () => NOW_MS,
    signal: new AbortController().signal,
    elapsedMs: () => 0,
    system: {
      pid: process.pid,
      nodeVersion: process.versions.node,
      hostname: 'shop-1',
      login: () => 'ops@shop-1',
      isRunning: (pid) => pid === process.pid,
      terminalSize: () => ({ columns: 0, rows: 0 }),
      onResize: () => () => {},
      onHangup: () => {},
    },
    write: async (bytes) => {
      written.push(Buffer.from(bytes as Uint8Array));
      return true;
    },
    tell: (text) => {
      told += text;
    },
    ...options,
  });
  const bytes = Buffer.concat(written);
  return { code, bytes, out: bytes.toString(), told };
}
