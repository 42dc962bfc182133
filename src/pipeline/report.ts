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
import { createMeter, type Meter } from '../model/meter.ts';
import type { Report } from '../model/report.ts';
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
import { type Account, createAccount } from './account.ts';
import { createChoice, createInOrder, type InOrder, isSequential, stopFlag } from './at-once.ts';
import { type Copies, createCopies, type Met } from './copies.ts';
import { countShare } from './count-share.ts';
import {
  type FoundPath,
  findPaths,
  type InputOptions,
  type OpenInput,
  openInputs,
  StrictStop,
} from './inputs.ts';
import {
  createRecordOpener,
  type OpenRecords,
  type RecordOpener,
  type RecordSettings,
} from './records.ts';
import type { ShardChoice, Share } from './shards.ts';

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
  /** Whether refused exit addresses may be shown as they are. */
  readonly showsAddresses?: boolean;
  /** Read no more than this part of the inputs. */
  readonly shard?: ShardChoice | undefined;
  /** Threads that may work at once, this one included. */
  readonly threads: number;
  /** Those of the others that have been started already. */
  readonly started?: readonly Worker[] | undefined;
  /** A plain file of so many bytes is shared between them. */
  readonly dividedBytesMin: number;
  /** Several files are counted at once after so many bytes of log; never if undefined. */
  readonly atOnceBytesMin?: number;
  readonly version: string;
  /** Ms since the epoch; dates inputs that have no modification time. */
  readonly nowMs: number;
  /** Ms of a clock that only goes forward. */
  elapsedMs(): number;
  /** Counts what is read, as it is stored; one of its own if nobody wants to see it. */
  readonly meter?: Meter;
  /** Told of the input whose turn it is. */
  onInput?(name: string): void;
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
  const shared = plan.shard === undefined ? undefined : await share(plan, plan.shard);
  const tally = createAccount(plan, shared?.share);
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
  const order = createInOrder();
  // Loaded while the logs are read.
  const endpoints = loadEndpoints();
  const run: Run = {
    ...{ engine, utf8Engine, openRecords, summary, plan, pool, copies, workloadOf, order },
    apart: createSummary(),
    meter: plan.meter ?? createMeter(),
    stop: stopFlag(plan.signal),
    isForOthers: isSequential(plan) ? () => false : createChoice(plan),
  };
  try {
    const options = { ...plan, ...inOrder(tally, order), meter: run.meter };
    for await (const input of openInputs(options, shared?.paths, shared?.share)) {
      await readInput(input, run, tally);
      if (plan.signal.aborted) break;
    }
    await finish(run);
  } catch (error) {
    if (!(error instanceof StrictStop)) throw error;
    await finish(run);
  } finally {
    await pool.close();
  }
  const report = buildReport(summary, {
    catalog: plan.catalog,
    endpointOf: (await endpoints).find,
    version: plan.version,
    zone: plan.zone.name,
    input: tally.input(),
    sinceMs: plan.range.sinceMs,
    untilMs: plan.range.untilMs,
    by: plan.by,
    dedupe: plan.dedupe ?? 'none',
    partial: plan.signal.aborted,
    isMergeable: plan.isMergeable,
    showsAddresses: plan.showsAddresses,
    seconds: Math.round(plan.elapsedMs()) / 1000,
    madeMs: plan.nowMs,
    notices: [...zoneNotices(summary, plan.zone, plan.nowMs), ...tally.notices()],
  });
  return { report, hasFailed: tally.hasFailed() };
}

/** Brings together what was counted here, apart and on other threads. */
async function finish({ order, apart, pool, summary }: Run): Promise<void> {
  await order.end();
  addSummaryData(summary, toSummaryData(apart));
  await pool.finish(summary);
}

/** What there is, and what of it this job reads: all of it is found before anything is read. */
async function share(
  plan: ReportPlan,
  choice: ShardChoice,
): Promise<{ readonly paths: readonly FoundPath[]; readonly share: Share }> {
  const { shareInputs } = await import('./shards.ts');
  const paths: FoundPath[] = [];
  for await (const path of findPaths(plan)) paths.push(path);
  return { paths, share: await shareInputs(choice, paths, plan) };
}

/** Nothing can be given twice, and hashing a pipe would cost for nothing. */
function isStdinAlone({ paths, filesFrom }: ReportPlan): boolean {
  return filesFrom === undefined && paths.length === 1 && paths[0] === '-';
}

/** Problems and skipped inputs are told in their turn too. */
function inOrder(
  { onUnopened, onSkip }: Account,
  order: InOrder,
): Pick<InputOptions, 'onProblem' | 'onSkip'> {
  const tell = (call: () => void): void => {
    // What failed before it is thrown where the end is awaited.
    order.add(Promise.resolve(call)).catch(() => undefined);
  };
  return {
    onProblem: (problem, name) => tell(() => onUnopened(problem, name)),
    onSkip: (reason, bytes) => tell(() => onSkip(reason, bytes)),
  };
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
  /** Of inputs that might have been copies and are none. */
  readonly apart: Summary;
  readonly plan: ReportPlan;
  readonly pool: Pool;
  readonly copies: Copies;
  readonly order: InOrder;
  readonly meter: Meter;
  readonly stop: SharedArrayBuffer;
  workloadOf(name: string): WorkloadPlan;
  readonly openRecords: RecordOpener;
  isForOthers(input: OpenInput): boolean;
}

async function readInput(input: OpenInput, run: Run, tally: Account): Promise<void> {
  const { plan, order } = run;
  const { source } = input;
  plan.onInput?.(source.name);
  const modifiedMs = Number.isNaN(source.modifiedMs) ? plan.nowMs : source.modifiedMs;
  const told = { latestMs: modifiedMs + DAY_MS, workload: run.workloadOf(source.name) };
  const met = await run.copies.meet(input);
  const records = await run.openRecords(met.reader, source.name);
  if (!met.isSuspect && isPlain(records) && run.isForOthers(input)) {
    await records.reader.close();
    const { meter, stop } = run;
    const path = source.path!;
    const file = { ...source, ...told, path, meter: meter.buffer, stop };
    const { counted } = await run.pool.files.start(file);
    await order.add(counted.then((counts) => settleInput(input, met, counts, run, tally)));
    return;
  }
  const summary = met.isSuspect ? createSummary() : run.summary;
  const counts = await countHere(input, met, records, { ...run, summary }, told);
  const tell = await settleInput(input, met, counts, run, tally);
  await order.add(
    Promise.resolve(() => {
      // What a copy held is in no sum.
      if (tell() && met.isSuspect) addSummaryData(run.apart, toSummaryData(summary));
    }),
  );
  if (counts.problem === undefined || !plan.strict) return;
  throw new StrictStop();
}

async function countHere(
  input: OpenInput,
  met: Met,
  records: OpenRecords,
  run: Run,
  told: Pick<DividedFile, 'latestMs' | 'workload'>,
): Promise<SourceTally> {
  const { plan, summary } = run;
  const count = createSourceCounter({
    ...{ summary, zone: plan.zone, range: plan.range, latestMs: told.latestMs },
    engine: isPlain(records) ? run.engine : run.utf8Engine(),
    inherits: records.documents === undefined,
    isCatalogued: (errcode) => plan.catalog.get(errcode) !== undefined,
    tolerances: plan.catalog.tolerances,
    dedupe: plan.dedupe ?? 'none',
    workload: await openWorkload(told.workload),
    isStopped: () => plan.signal.aborted,
  });
  const { source } = input;
  const whole = met.isSuspect || !isPlain(records) ? undefined : source.path;
  const own = { ...input, reader: records.reader, source: { ...source, path: whole } };
  const tally = await countInput(own, run, count, told);
  // What is judged of documents is not as long as they are.
  return { ...tally, bytes: records.bytes?.() ?? tally.bytes };
}

/** Lines in an encoding of bytes: nothing stands between the file and the judge. */
function isPlain({ documents, utf16 }: OpenRecords): boolean {
  return documents === undefined && utf16 === undefined;
}

/** What to call when it is the input's turn to be told; that says whether the input counts. */
async function settleInput(
  { source, stretches }: OpenInput,
  met: Met,
  { problem, ...counts }: SourceTally,
  { plan }: Run,
  tally: Account,
): Promise<() => boolean> {
  const isWhole = problem === undefined && !plan.signal.aborted;
  const sameAs = await met.settle(counts.bytes, isWhole);
  const said = problem === undefined ? {} : { problem: problem.say(plan.lang) };
  const file = { name: source.name, sizeBytes: source.sizeBytes, ...counts, ...said };
  return () => {
    if (sameAs !== undefined) tally.onCopy(file, sameAs);
    else tally.onFile(file, stretches);
    if (problem !== undefined) tally.onProblem(problem);
    return sameAs === undefined;
  };
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
  { source, reader, packing, stretches }: OpenInput,
  { plan, pool, meter }: Run,
  count: SourceCounter,
  told: Pick<DividedFile, 'latestMs' | 'workload'>,
): Promise<SourceTally> {
  const { path, name } = source;
  const pause = async (): Promise<boolean> => {
    await nextTurn();
    return !plan.signal.aborted;
  };
  if (path !== undefined && stretches !== undefined) {
    await reader.close();
    const { stretchBytes } = plan.shard!;
    return countShare({ path, name, stretches, stretchBytes }, count, pause, meter);
  }
  if (
    path !== undefined &&
    packing === 'none' &&
    plan.threads > 1 &&
    source.sizeBytes >= plan.dividedBytesMin
  ) {
    await reader.close();
    return pool.count({ path, name, ...told, meter: meter.buffer }, count, pause);
  }
  const tally = createSourceTally();
  await count(reader, tally);
  return tally;
}
