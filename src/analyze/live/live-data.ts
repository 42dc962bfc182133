/**
 * The live summary as plain data and back. Adding two is associative and commutative in every count;
 * which names have a series of their own beyond a bound is a matter of who came first.
 */
import { NEAR_MISS_REASONS } from '../../model/event.ts';
import { LIVE_FORMAT, type LiveApi, type LiveCode, type LiveCounts } from '../../model/live.ts';
import type { SummaryData } from '../../model/summary-data.ts';
import { ToolError } from '../../model/tool-error.ts';
import { createSummary } from '../summary.ts';
import { addSummaryData, toSummaryData } from '../summary-data.ts';
import { addDeniedIp, countDeniedIps, markDeniedIpsFull } from './denied.ts';
import { addPieces, piecesOf } from './history.ts';
import {
  addClockSkew,
  addNewest,
  type CodeState,
  cellAt,
  codeAt,
  countLiveApi,
  countWord,
  createLive,
  type Live,
  pruneLive,
  type WorkloadState,
  workloadAt,
} from './live.ts';

/** JSON holds all of it. */
export interface LiveData extends LiveCounts {
  /** The report's summary without series. */
  readonly summary: SummaryData;
}

/** A snapshot at `nowMs`; what is counted later does not change it. */
export function toLiveData(live: Live, nowMs: number): LiveData {
  pruneLive(live, nowMs);
  const workloads = [...live.workloads.values()];
  const { nearMisses, undated } = live.summary;
  return {
    format: LIVE_FORMAT,
    firstStartMs: live.firstStartMs,
    savedMs: nowMs,
    lines: live.lines,
    bytes: live.bytes,
    lostBytes: live.lostBytes,
    skipped: [...live.skipped],
    rotations: [...live.rotations],
    nearMisses: NEAR_MISS_REASONS.map((reason) => [reason, nearMisses.get(reason)?.events ?? 0]),
    undated,
    seriesLimited: live.seriesLimited,
    workloads: workloads.map(({ name }) => name),
    codes: workloads.flatMap(codesOf),
    apis: workloads.flatMap(apisOf),
    foreign: [...live.foreign],
    deniedIps: {
      count: countDeniedIps(live.deniedIps),
      kept: [...live.deniedIps.kept.keys()],
    },
    clockSkews: live.clockSkews,
    shown: [...live.shown],
    newest: live.newest,
    summary: toSummaryData(live.summary),
  };
}

function codesOf({ name, codes }: WorkloadState): LiveCode[] {
  return [...codes.values()].map((code) => ({
    errcode: code.errcode,
    workload: name,
    counts: [...code.cells].map(([category, { events, tolerated }]) => [
      category,
      events,
      tolerated,
    ]),
    firstMs: code.firstMs,
    lastMs: code.lastMs,
    ...(code.exemplar === undefined ? {} : { exemplar: { ...code.exemplar } }),
    hours: piecesOf(code.history.hours),
    minutes: piecesOf(code.history.minutes),
    ...asidesOf(code),
  }));
}

/** Most codes have none. */
function asidesOf({ history }: CodeState): Pick<LiveCode, 'toleratedMinutes' | 'undatedMinutes'> {
  const { tolerated, undated } = history;
  return {
    ...(tolerated.size === 0 ? {} : { toleratedMinutes: piecesOf(tolerated) }),
    ...(undated.size === 0 ? {} : { undatedMinutes: piecesOf(undated) }),
  };
}

function apisOf({ name, apis }: WorkloadState): LiveApi[] {
  return [...apis].flatMap(([api, groups]) =>
    [...groups].map(([group, { events, tolerated }]) => ({
      ...{ api, group, workload: name, events },
      ...(tolerated === 0 ? {} : { tolerated }),
    })),
  );
}

/**
 * A snapshot of an earlier format as one of today's. Format 1 knew neither hosts nor workloads of the
 * summary, nor events told twice; they count from here on.
 */
export function upgradeLiveData(data: LiveData): LiveData {
  if ((data.format as number) !== 1) return data;
  return {
    ...data,
    format: LIVE_FORMAT,
    summary: { ...toSummaryData(createSummary()), ...data.summary },
  };
}

/** The live summary that `data` is a snapshot of; a ToolError `state-newer` for a later format. */
export function fromLiveData(data: LiveData): Live {
  const live = createLive(data.firstStartMs);
  addLiveData(live, data);
  return live;
}

/** Adds the counts of `data` to `live`. */
export function addLiveData(live: Live, data: LiveData): void {
  refuseNewer(data);
  addSummaryData(live.summary, data.summary);
  live.lines += data.lines;
  live.bytes += data.bytes;
  live.lostBytes += data.lostBytes;
  live.seriesLimited += data.seriesLimited;
  for (const [reason, count] of data.skipped) countWord(live.skipped, reason, count);
  for (const [kind, count] of data.rotations) countWord(live.rotations, kind, count);
  for (const [platform, events] of data.foreign) {
    live.foreign.set(platform, (live.foreign.get(platform) ?? 0) + events);
  }
  for (const name of data.workloads) workloadAt(live, name);
  for (const code of data.codes) addCode(live, code);
  for (const { api, group, workload, events, tolerated = 0 } of data.apis) {
    countLiveApi(live, workloadAt(live, workload), api, group, { events, tolerated });
  }
  for (const address of data.deniedIps.kept) addDeniedIp(live.deniedIps, address);
  if (data.deniedIps.count > data.deniedIps.kept.length) markDeniedIpsFull(live.deniedIps);
  for (const seconds of data.clockSkews) addClockSkew(live, seconds);
  for (const key of data.shown) live.shown.add(key);
  addNewest(live, data.newest);
}

function refuseNewer({ format }: LiveData): void {
  if ((format as number) <= LIVE_FORMAT) return;
  throw new ToolError('state-newer', {
    zh: `状态由更新的 wecomlog 写入（格式 ${format}，本程序只认识到 ${LIVE_FORMAT}）。请换用新版本，或用 --state 指定另一个目录。`,
    en: `The state was written by a newer wecomlog (format ${format}; this one knows up to ${LIVE_FORMAT}). Use the newer version, or name another directory with --state.`,
  });
}

function addCode(live: Live, data: LiveCode): void {
  const workload = workloadAt(live, data.workload);
  // A code that has a category was catalogued when it was counted.
  const isCatalogued = data.counts.some(([category]) => category !== 'unknown');
  const code = codeAt(live, workload, data.errcode, isCatalogued);
  for (const [category, events, tolerated] of data.counts) {
    const cell = cellAt(code, category);
    cell.events += events;
    cell.tolerated += tolerated;
  }
  code.firstMs = Math.min(code.firstMs, data.firstMs);
  code.lastMs = Math.max(code.lastMs, data.lastMs);
  if (data.exemplar !== undefined) offerExemplar(code, data.exemplar);
  live.pieces += addPieces(code.history, 'hours', data.hours);
  live.pieces += addPieces(code.history, 'minutes', data.minutes);
  live.pieces += addPieces(code.history, 'tolerated', data.toleratedMinutes ?? []);
  live.pieces += addPieces(code.history, 'undated', data.undatedMinutes ?? []);
}

/** The later exemplar stays; of two of one moment the one that sorts last. */
export function offerExemplar(
  code: CodeState,
  offered: { readonly hint: string; readonly ms: number; readonly tolerated: boolean },
): void {
  const kept = code.exemplar;
  const isLater =
    kept === undefined ||
    offered.ms > kept.ms ||
    (offered.ms === kept.ms && offered.hint > kept.hint);
  if (isLater) code.exemplar = { ...offered };
}
