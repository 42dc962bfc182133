/** The body of a thread: counts stretches of files into a summary of its own. */
import { parentPort } from 'node:worker_threads';
import { createSummary } from '../analyze/summary.ts';
import { toThreadSummary } from '../analyze/summary-data.ts';
import { createMeter } from '../model/meter.ts';
import { ToolError } from '../model/tool-error.ts';
import { createZone } from '../record/zone.ts';
import { stretchesOf } from '../source/stretch.ts';
import { createSourceCounter, createTally, type SourceCounter, type SourceTally } from './count.ts';
import { countFile } from './count-file.ts';
import { countStretches, type DividedFile } from './divide.ts';
import { openEngine } from './engine.ts';
import type { WholeFile } from './files-at-once.ts';
import type { Reply, Request, ThreadPlan } from './messages.ts';
import { openWorkload } from './workload.ts';

interface Work {
  count(file: DividedFile): Promise<Reply>;
  countFile(file: WholeFile): Promise<Reply>;
  finish(): Reply;
}

function openWork(plan: ThreadPlan): Work {
  const catalogued = new Set(plan.catalogued);
  const related = new Set(plan.related);
  const isCatalogued = (errcode: number): boolean => catalogued.has(errcode);
  const isKnown = (errcode: number): boolean => catalogued.has(errcode) || related.has(errcode);
  const engine = openEngine({ isKnown, encoding: plan.encoding, kernels: plan.kernels });
  const summary = createSummary();
  const zone = createZone(plan.zone);
  const { range, tolerances, dedupe } = plan;
  const counterOf = async (
    { latestMs, workload }: Pick<DividedFile, 'latestMs' | 'workload'>,
    isStopped: () => boolean,
  ): Promise<SourceCounter> =>
    createSourceCounter({
      ...{ engine, summary, isCatalogued, tolerances, dedupe, zone, range, latestMs, isStopped },
      workload: await openWorkload(workload),
    });
  return {
    async count(divided) {
      const { descriptor, sizeBytes, name, next, meter } = divided;
      const tally = createTally();
      try {
        const file = stretchesOf(descriptor, sizeBytes, name);
        // Ending the work early is the main thread's business.
        const counter = await counterOf(divided, () => false);
        await countStretches(file, next, counter, tally, async () => true, createMeter(meter));
      } catch (error) {
        if (!(error instanceof ToolError)) throw error;
        tally.problem ??= error;
      }
      return replyOf(tally);
    },
    async countFile(file) {
      const stop = new Int32Array(file.stop);
      const counter = await counterOf(file, () => Atomics.load(stop, 0) === 1);
      return replyOf(await countFile(file, counter));
    },
    finish: () => ({ kind: 'finished', summary: toThreadSummary(summary) }),
  };
}

function replyOf({ problem, ...counts }: SourceTally): Reply {
  return {
    kind: 'counted',
    ...counts,
    problem: problem === undefined ? undefined : { code: problem.code, text: problem.text },
  };
}

const port = parentPort!;
let work: Work | undefined;

port.on('message', async (request: Request) => {
  if (request.kind === 'plan') {
    work = openWork(request.plan);
    return;
  }
  if (request.kind === 'count') {
    port.postMessage(await work!.count(request.file));
    return;
  }
  if (request.kind === 'file') {
    port.postMessage(await work!.countFile(request.file));
    return;
  }
  const reply = work!.finish();
  const packed = reply.kind === 'finished' ? reply.summary.series : [];
  port.postMessage(
    reply,
    packed.map(({ events }) => events.buffer as ArrayBuffer),
  );
  // Nobody waits for the thread to end: the report is made meanwhile.
  port.close();
});
