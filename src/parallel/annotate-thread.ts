/** The body of a thread that annotates stretches of files; ./annotate-pool.ts writes what it makes. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadCatalog } from '../catalog/catalog.ts';
import { ToolError } from '../model/tool-error.ts';
import { openStretches } from '../source/stretch.ts';
import { openBlockAnnotator } from './annotate-blocks.ts';
import {
  type AnnotateReply,
  type AnnotateRequest,
  type AnnotateThreadPlan,
  NEXT,
  TURN,
} from './annotate-messages.ts';
import { annotateStretches, type Share, type StretchEnd } from './annotate-stretches.ts';
import { piecesOf, SLOT_BYTES, SLOTS } from './slots.ts';

const { settings, catalog, shared, slots, written } = workerData as AnnotateThreadPlan;
const blocks = openBlockAnnotator(settings, loadCatalog(...catalog), shared);
const memory = new Uint8Array(slots);
const writtenSlots = new Int32Array(written);
let givenSlots = 0;

/** This thread has nothing else to do, so it may stand still until there is something. */
function createShare(progress: Int32Array, count: number): Share {
  return {
    async next() {
      const number = Atomics.add(progress, NEXT, 1);
      return number < count ? number : undefined;
    },
    async give(number, bytes, end) {
      for (const piece of piecesOf(bytes, end)) {
        let done = Atomics.load(writtenSlots, 0);
        while (givenSlots - done >= SLOTS) {
          Atomics.wait(writtenSlots, 0, done);
          done = Atomics.load(writtenSlots, 0);
        }
        const slot = givenSlots % SLOTS;
        givenSlots++;
        memory.set(piece.bytes, slot * SLOT_BYTES);
        const reply: AnnotateReply = {
          ...{ number, slot, length: piece.bytes.length },
          end: toPlain(piece.end),
        };
        parentPort!.postMessage(reply);
      }
    },
    async turn(number) {
      let now = Atomics.load(progress, TURN);
      while (now !== number) {
        Atomics.wait(progress, TURN, now);
        now = Atomics.load(progress, TURN);
      }
    },
  };
}

function toPlain(end: StretchEnd | undefined): AnnotateReply['end'] {
  if (end === undefined) return undefined;
  const { isOpenEnded, problem } = end;
  if (problem === undefined) return { isOpenEnded, problem };
  return { isOpenEnded, problem: { code: problem.code, text: problem.text } };
}

parentPort!.on('message', async (request: AnnotateRequest) => {
  try {
    const file = openStretches(request.path, request.name);
    const share = createShare(new Int32Array(request.progress), request.division.count);
    await annotateStretches(file, request.division, blocks, settings, share);
    file.close();
  } catch (error) {
    // It cannot be opened here: others do the work. Anything else ends the thread, and is told there.
    if (!(error instanceof ToolError)) throw error;
  }
});
