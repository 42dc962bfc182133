/** The report job: inputs → decompress → frame → scan → judge → aggregate → report. */
import type { Readable } from 'node:stream';
import { createAggregator, type TimeRange } from '../analyze/aggregate.ts';
import { createEntryReader } from '../analyze/entry.ts';
import { buildReport } from '../analyze/report.ts';
import { zoneNotices } from '../analyze/skew.ts';
import { createSummary, type Summary } from '../analyze/summary.ts';
import { loadEndpoints } from '../catalog/endpoints.ts';
import { frameBlocks } from '../frame/blocks.ts';
import { BUCKETS, type BucketWord } from '../model/bucket.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import { FILES_MAX } from '../model/limits.ts';
import type { Report, ReportFile } from '../model/report.ts';
import type { ToolError } from '../model/tool-error.ts';
import type { Encoding } from '../record/encoding.ts';
import { createTimeReader } from '../record/time.ts';
import type { Zone } from '../record/zone.ts';
import { type Engine, openEngine } from './engine.ts';
import { asToolError, type OpenInput, openInputs, StrictStop } from './inputs.ts';

export interface ReportPlan {
  readonly paths: readonly string[];
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  readonly strict: boolean;
  readonly lang: Lang;
  readonly catalog: Catalog;
  readonly encoding: Encoding;
  readonly zone: Zone;
  readonly range: TimeRange;
  readonly by: BucketWord | 'auto';
  readonly version: string;
  /** Ms since the epoch; dates inputs that have no modification time. */
  readonly nowMs: number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  onProblem(problem: ToolError): void;
}

export interface ReportRun {
  readonly report: Report;
  /** Whether some input failed. */
  readonly hasFailed: boolean;
}

const DAY_MS = 86_400_000;

/** Reads all inputs and resolves to their report; an abort gives the report so far. */
export async function runReport(plan: ReportPlan): Promise<ReportRun> {
  const engine = openEngine({ catalog: plan.catalog, encoding: plan.encoding });
  const summary = createSummary();
  const tally = createTally(plan);
  try {
    for await (const input of openInputs({ ...plan, ...tally, onProblem: tally.onUnopened })) {
      await readInput(input, engine, summary, plan, tally);
      if (plan.signal.aborted) break;
    }
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
  }
  const endpoints = await loadEndpoints();
  const report = buildReport(summary, {
    catalog: plan.catalog,
    endpointOf: endpoints.find,
    version: plan.version,
    zone: plan.zone.name,
    input: tally.input(),
    sinceMs: plan.range.sinceMs,
    untilMs: plan.range.untilMs,
    ladderMin: plan.by === 'auto' ? 0 : BUCKETS.findIndex((bucket) => bucket.word === plan.by),
    partial: plan.signal.aborted,
    seconds: Math.round(plan.elapsedMs()) / 1000,
    notices: zoneNotices(summary, plan.zone, plan.nowMs),
  });
  return { report, hasFailed: tally.hasFailed() };
}

async function readInput(
  { source, reader }: OpenInput,
  engine: Engine,
  summary: Summary,
  plan: ReportPlan,
  tally: Tally,
): Promise<void> {
  const { judge, arena } = engine;
  const modifiedMs = Number.isNaN(source.modifiedMs) ? plan.nowMs : source.modifiedMs;
  const time = createTimeReader({ zone: plan.zone, latestMs: modifiedMs + DAY_MS });
  const entry = createEntryReader(arena.bytes, time);
  const { bytes } = arena;
  const { catalog, range } = plan;
  const aggregator = createAggregator({ summary, catalog, bytes, entry, time, range });
  const file = { name: source.name, bytes: 0, lines: 0, events: 0 };
  let problem: ToolError | undefined;
  try {
    for await (const block of frameBlocks(reader, bytes)) {
      const rows = judge.judge(block);
      const counted = aggregator.add(block, judge.events, rows);
      file.bytes = block.offset + block.end - block.start;
      file.lines += engine.lineFeeds() + (block.openEnded ? 1 : 0);
      file.events += counted;
      if (block.part === 'last') tally.onLongRecord();
      if (plan.signal.aborted) break;
    }
  } catch (error) {
    problem = asToolError(error);
  }
  tally.onFile({ ...file, ...(problem === undefined ? {} : { problem: problem.say(plan.lang) }) });
  if (problem === undefined) return;
  tally.onProblem(problem);
  if (plan.strict) throw new StrictStop();
}

interface Tally {
  onFile(file: ReportFile): void;
  onLongRecord(): void;
  onProblem(problem: ToolError): void;
  onUnopened(problem: ToolError, name: string): void;
  onSkip(reason: string, bytes: number): void;
  input(): Report['input'];
  hasFailed(): boolean;
}

/** Keeps account of the inputs: every byte is counted, skipped with a reason, or told as a problem. */
function createTally(plan: ReportPlan): Tally {
  const files: ReportFile[] = [];
  const skipped = new Map<string, { count: number; bytes: number }>();
  let sources = 0;
  let bytes = 0;
  let lines = 0;
  let longRecords = 0;
  let problems = 0;
  return {
    onFile(file) {
      sources++;
      bytes += file.bytes;
      lines += file.lines;
      if (files.length < FILES_MAX) files.push(file);
    },
    onLongRecord() {
      longRecords++;
    },
    onProblem(problem) {
      problems++;
      plan.onProblem(problem);
    },
    onUnopened(problem, name) {
      problems++;
      plan.onProblem(problem);
      if (files.length >= FILES_MAX) return;
      files.push({ name, bytes: 0, lines: 0, events: 0, problem: problem.say(plan.lang) });
    },
    onSkip(reason, size) {
      const known = skipped.get(reason) ?? { count: 0, bytes: 0 };
      skipped.set(reason, { count: known.count + 1, bytes: known.bytes + size });
    },
    input: () => ({
      sources,
      bytes,
      lines,
      skipped: [...skipped].map(([reason, counts]) => ({ reason, ...counts })),
      longRecords,
      files,
    }),
    hasFailed: () => problems > 0,
  };
}
