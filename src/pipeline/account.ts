/** Keeps account of the inputs of a report: what was read, skipped, held twice or could not be had. */
import { FILES_MAX } from '../model/limits.ts';
import type { Report, ReportFile, ReportNotice } from '../model/report.ts';
import type { ToolError } from '../model/tool-error.ts';
import type { ReportPlan } from './report.ts';
import type { Share } from './shards.ts';

/** The reason why an input was not counted, and the notice that says so. */
const SAME_CONTENT = 'same-content';

export interface CountedFile extends ReportFile {
  readonly longRecords: number;
  /** As stored. */
  readonly sizeBytes: number;
}

export interface Account {
  /** `stretches` of a plain file are what was read of it; all of it if undefined. */
  onFile(file: CountedFile, stretches: readonly number[] | undefined): void;
  /** Told of an input that held what the input `sameAs` held. */
  onCopy(file: CountedFile, sameAs: string): void;
  onProblem(problem: ToolError): void;
  onUnopened(problem: ToolError, name: string): void;
  onSkip(reason: string, bytes: number): void;
  input(): Report['input'];
  notices(): ReportNotice[];
  hasFailed(): boolean;
}

/** Keeps account of the inputs: every byte is counted, skipped with a reason, or told as a problem. */
export function createAccount(
  plan: Pick<ReportPlan, 'lang' | 'onProblem'>,
  share: Pick<Share, 'shard' | 'stretchBytes'> | undefined,
): Account {
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
    onFile({ longRecords: long, sizeBytes, ...file }, stretches) {
      // Who reads the beginning of a file counts it.
      if (stretches === undefined || stretches.includes(0)) sources++;
      longRecords += long;
      bytes += file.bytes;
      lines += file.lines;
      const isPart = stretches !== undefined && sizeBytes > share!.stretchBytes;
      const part = isPart ? { part: share!.shard.set } : {};
      if (files.length < FILES_MAX) files.push({ ...file, ...part });
    },
    onCopy({ longRecords: _long, sizeBytes: _size, ...file }, sameAs) {
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
      ...(share === undefined ? {} : { shards: [share.shard] }),
    }),
    notices() {
      const copies = skipped.get(SAME_CONTENT);
      if (copies === undefined || firstCopy === undefined) return [];
      return [{ id: SAME_CONTENT, inputs: copies.count, bytes: copies.bytes, ...firstCopy }];
    },
    hasFailed: () => problems > 0,
  };
}
