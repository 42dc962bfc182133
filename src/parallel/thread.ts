/** The body of a thread: counts stretches of files into a summary of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { createSummary } from '../analyze/summary.ts';
import { toSummaryData } from '../analyze/summary-data.ts';
import { ToolError } from '../model/tool-error.ts';
import { createZone } from '../record/zone.ts';
import { stretchesOf } from '../source/stretch.ts';
import { createSourceCounter, createTally } from './count.ts';
import { countStretches, type DividedFile } from './divide.ts';
import { openEngine } from './engine.ts';
import type { Reply, Request, ThreadPlan } from './messages.ts';
import { openWorkload } from './workload.ts';

const plan = workerData as ThreadPlan;
const catalogued = new Set(plan.catalogued);
const related = new Set(plan.related);
const isCatalogued = (errcode: number): boolean => catalogued.has(errcode);
const isKnown = (errcode: number): boolean => catalogued.has(errcode) || related.has(errcode);

const engine = openEngine({ isKnown, encoding: plan.encoding, kernels: plan.kernels });
const summary = createSummary();
const zone = createZone(plan.zone);
const { range, tolerances, dedupe } = plan;

async function count(divided: DividedFile): Promise<Reply> {
  const { descriptor, sizeBytes, name, latestMs, next } = divided;
  const tally = createTally();
  try {
    const file = stretchesOf(descriptor, sizeBytes, name);
    // Ending the work early is the main thread's business.
    const isStopped = (): boolean => false;
    const counter = createSourceCounter({
      ...{ engine, summary, isCatalogued, tolerances, dedupe, zone, range, latestMs, isStopped },
      workload: await openWorkload(divided.workload),
    });
    await countStretches(file, next, counter, tally, async () => true);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    tally.problem ??= error;
  }
  const { problem, ...counts } = tally;
  return {
    kind: 'counted',
    ...counts,
    problem: problem === undefined ? undefined : { code: problem.code, text: problem.text },
  };
}

parentPort!.on('message', async (request: Request) => {
  const reply: Reply =
    request.kind === 'count'
      ? await count(request.file)
      : { kind: 'finished', summary: toSummaryData(summary) };
  parentPort!.postMessage(reply);
});
