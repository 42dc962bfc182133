/** The report job: inputs → decompress → frame → scan → judge → aggregate → report. */

import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
import type { Dedupe, TimeRange } from '../analyze/aggregate.ts';
import { buildReport } from '../analyze/report.ts';
import { zoneNotices } from '../analyze/skew.ts';
import { createSummary, type Summary } from '../analyze/summary.ts';
import { addSummaryData, toSummaryData } from '../analyze/summary-data.ts';
import { loadEndpoints } from '../catalog/endpoints.ts';
import type { BucketWord } from '../model/bucket.ts';
import type { Catalog } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import { FILES_MAX } from '../model/limits.ts';
import type { Report, ReportFile, ReportNotice } from '../model/report.ts';
import type { ToolError } from '../model/tool-error.ts';
import {
  createSourceCounter,
  createTally as createSourceTally,
  type SourceCounter,
  type SourceTally,
} from '../parallel/count.ts';
import type { DividedFile, WorkloadPlan } from '../parallel/divide.ts';
import { type Engine, openEngine } from '../parallel/engine.ts';
import type { ThreadPlan } from '../parallel/messages.ts';
import { createPool, type Pool } from '../parallel/pool.ts';
import { openWorkload } from '../parallel/workload.ts';
import type { Zone } from '../record/zone.ts';
import { type Copies, createCopies } from './copies.ts';
import { type OpenInput, openInputs, StrictStop } from './inputs.ts';
import { createRecordOpener, type RecordOpener, type RecordSettings } from './records.ts';

export interface ReportPlan extends RecordSettings {
  readonly paths: readonly string[];
  readonly filesFrom?: string | undefined;
  readonly unpackedBytesMax?: number | undefined;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  readonly strict: boolean;
  readonly lang: Lang;
  readonly catalog: Catalog;
  /** Selector of `--label workload=…`. */
  readonly label?: string | undefined;
  /** `none` unless told. */
  readonly dedupe?: Dedupe | undefined;
  readonly zone: Zone;
  readonly range: TimeRange;
  readonly by: BucketWord | 'auto';
  /** Whether the report carries the counts themselves, for `merge`. */
  readonly isMergeable?: boolean;
  /** Threads that may work at once, this one included. */
  readonly threads: number;
  /** Those of the others that have been started already. */
  readonly started?: readonly Worker[] | undefined;
  /** A plain file of so many bytes is shared between them. */
  readonly dividedBytesMin: number;
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
  const { catalog, encoding } = plan;
  const openRecords = createRecordOpener(plan);
  const { engine, utf8Engine } = openEngines(plan);
  const workloadOf = await createWorkloads(plan.label);
  const summary = createSummary();
  const tally = createTally(plan);
  const copies = createCopies(isStdinAlone(plan));
  const threadPlan = (): ThreadPlan => ({
    ...{ encoding, zone: plan.zone.name, range: plan.range },
    catalogued: Int32Array.from(catalog.codes),
    related: Int32Array.from(catalog.relatives),
    tolerances: catalog.tolerances,
    dedupe: plan.dedupe ?? 'none',
    kernels: engine.arena.kernels,
  });
  const pool = createPool(plan.threads, threadPlan, plan.started);
  const run: Run = { engine, utf8Engine, summary, plan, pool, copies, workloadOf, openRecords };
  try {
    for await (const input of openInputs({ ...plan, ...tally, onProblem: tally.onUnopened })) {
      await readInput(input, run, tally);
      if (plan.signal.aborted) break;
    }
    await pool.finish(summary);
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
    await pool.finish(summary);
  } finally {
    await pool.close();
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
    by: plan.by,
    dedupe: plan.dedupe ?? 'none',
    partial: plan.signal.aborted,
    isMergeable: plan.isMergeable,
    seconds: Math.round(plan.elapsedMs()) / 1000,
    madeMs: plan.nowMs,
    notices: [...zoneNotices(summary, plan.zone, plan.nowMs), ...tally.notices()],
  });
  return { report, hasFailed: tally.hasFailed() };
}

/** Nothing can be given twice, and hashing a pipe would cost for nothing. */
function isStdinAlone({ paths, filesFrom }: ReportPlan): boolean {
  return filesFrom === undefined && paths.length === 1 && paths[0] === '-';
}

function openEngines({ catalog, encoding }: ReportPlan): Pick<Run, 'engine' | 'utf8Engine'> {
  const isKnown = (errcode: number): boolean => catalog.isKnown(errcode);
  const engine = openEngine({ isKnown, encoding });
  let other: Engine | undefined;
  const utf8Engine = (): Engine => {
    if (encoding === 'utf-8') return engine;
    other ??= openEngine({ isKnown, encoding: 'utf-8', kernels: engine.arena.kernels });
    return other;
  };
  return { engine, utf8Engine };
}

interface Run {
  readonly engine: Engine;
  /** For what was made UTF-8, whatever the user says of the encoding of lines. */
  utf8Engine(): Engine;
  readonly summary: Summary;
  readonly plan: ReportPlan;
  readonly pool: Pool;
  readonly copies: Copies;
  workloadOf(name: string): WorkloadPlan;
  readonly openRecords: RecordOpener;
}

async function readInput(input: OpenInput, run: Run, tally: Tally): Promise<void> {
  const { plan } = run;
  const { source } = input;
  const modifiedMs = Number.isNaN(source.modifiedMs) ? plan.nowMs : source.modifiedMs;
  const latestMs = modifiedMs + DAY_MS;
  const met = await run.copies.meet(input);
  const records = await run.openRecords(met.reader, source.name);
  const isPlain = records.bytes === undefined;
  const summary = met.isSuspect ? createSummary() : run.summary;
  const workload = run.workloadOf(source.name);
  const count = createSourceCounter({
    ...{ summary, zone: plan.zone, range: plan.range, latestMs },
    engine: isPlain ? run.engine : run.utf8Engine(),
    inherits: records.documents === undefined,
    isCatalogued: (errcode) => plan.catalog.get(errcode) !== undefined,
    tolerances: plan.catalog.tolerances,
    dedupe: plan.dedupe ?? 'none',
    workload: await openWorkload(workload),
    isStopped: () => plan.signal.aborted,
  });
  const whole = met.isSuspect || !isPlain ? undefined : source.path;
  const { problem, longRecords, ...judged } = await countInput(
    { ...input, reader: records.reader, source: { ...source, path: whole } },
    ...([run, count, { latestMs, workload }] as const),
  );
  // What is judged of documents is not as long as they are.
  const counts = { ...judged, bytes: records.bytes?.() ?? judged.bytes };
  const sameAs = await met.settle(counts.bytes, problem === undefined && !plan.signal.aborted);
  const said = problem === undefined ? {} : { problem: problem.say(plan.lang) };
  const file = { name: source.name, ...counts, ...said };
  if (sameAs !== undefined) tally.onCopy(file, sameAs);
  else {
    if (met.isSuspect) addSummaryData(run.summary, toSummaryData(summary));
    tally.onFile(file, longRecords);
  }
  if (problem === undefined) return;
  tally.onProblem(problem);
  if (plan.strict) throw new StrictStop();
}

/** Whose log an input is, by its name. Throws a ToolError `label-invalid`. */
async function createWorkloads(label: string | undefined): Promise<Run['workloadOf']> {
  if (label === undefined) return () => ({ name: '', field: undefined });
  const { createWorkloadSelector } = await import('../analyze/live/workload.ts');
  const selector = createWorkloadSelector(label);
  if (selector.isPerRecord) return () => ({ name: '', field: label });
  const nothing = new Uint8Array(0);
  return (name) => ({ name: selector.forSource(resolve(name))(nothing, 0, 0), field: undefined });
}

const nextTurn = promisify(setImmediate);

/** Alone, or with all threads if it is a large file that lies there as it is. */
async function countInput(
  { source, reader, packing }: OpenInput,
  { plan, pool }: Run,
  count: SourceCounter,
  told: Pick<DividedFile, 'latestMs' | 'workload'>,
): Promise<SourceTally> {
  const { path, name } = source;
  if (
    path !== undefined &&
    packing === 'none' &&
    plan.threads > 1 &&
    source.sizeBytes >= plan.dividedBytesMin
  ) {
    await reader.close();
    return pool.count({ path, name, ...told }, count, async () => {
      await nextTurn();
      return !plan.signal.aborted;
    });
  }
  const tally = createSourceTally();
  await count(reader, tally);
  return tally;
}

/** The reason why an input was not counted, and the notice that says so. */
const SAME_CONTENT = 'same-content';

interface Tally {
  onFile(file: ReportFile, longRecords: number): void;
  /** Told of an input that held what the input `sameAs` held. */
  onCopy(file: ReportFile, sameAs: string): void;
  onProblem(problem: ToolError): void;
  onUnopened(problem: ToolError, name: string): void;
  onSkip(reason: string, bytes: number): void;
  input(): Report['input'];
  notices(): ReportNotice[];
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
  let firstCopy: { readonly name: string; readonly sameAs: string } | undefined;
  const skip = (reason: string, size: number): void => {
    const known = skipped.get(reason) ?? { count: 0, bytes: 0 };
    // What is unknown adds nothing.
    skipped.set(reason, { count: known.count + 1, bytes: known.bytes + (size || 0) });
  };
  return {
    onFile(file, long) {
      sources++;
      longRecords += long;
      bytes += file.bytes;
      lines += file.lines;
      if (files.length < FILES_MAX) files.push(file);
    },
    onCopy(file, sameAs) {
      skip(SAME_CONTENT, file.bytes);
      firstCopy ??= { name: file.name, sameAs };
      if (files.length < FILES_MAX) files.push({ ...file, sameAs });
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
    onSkip: skip,
    input: () => ({
      sources,
      bytes,
      lines,
      skipped: [...skipped]
        .map(([reason, counts]) => ({ reason, ...counts }))
        .sort((left, right) => (left.reason < right.reason ? -1 : 1)),
      longRecords,
      files,
    }),
    notices() {
      const copies = skipped.get(SAME_CONTENT);
      if (copies === undefined || firstCopy === undefined) return [];
      return [{ id: SAME_CONTENT, inputs: copies.count, bytes: copies.bytes, ...firstCopy }];
    },
    hasFailed: () => problems > 0,
  };
}
