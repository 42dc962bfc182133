/** Logs counted live, as `serve` counts them: blocks of whole lines through judge and live counter. */
import { createEntryReader } from '../../../src/analyze/entry.ts';
import { createLiveCounter } from '../../../src/analyze/live/counter.ts';
import { createLive, type Live, workloadAt } from '../../../src/analyze/live/live.ts';
import { createWorkloadSelector, NO_WORKLOAD } from '../../../src/analyze/live/workload.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { frameBlocks } from '../../../src/frame/blocks.ts';
import type { Catalog } from '../../../src/model/catalog.ts';
import { openEngine } from '../../../src/parallel/engine.ts';
import { createTimeReader } from '../../../src/record/time.ts';
import { createZone } from '../../../src/record/zone.ts';
import { NOW_MS } from '../../helpers/run.ts';

const zone = createZone('Asia/Shanghai');
export const catalog = loadCatalog('zh');
const engine = openEngine({
  isKnown: (errcode) => catalog.isKnown(errcode),
  encoding: 'auto',
});

export interface LogOptions {
  readonly live?: Live;
  readonly path?: string;
  readonly label?: string;
  readonly nowMs?: number;
  readonly catalog?: Catalog;
}

/** Counts the lines of one source into `live`, a new one unless given. */
export async function countLog(lines: readonly string[], options: LogOptions = {}): Promise<Live> {
  const nowMs = options.nowMs ?? NOW_MS;
  const live = options.live ?? createLive(nowMs);
  const selector =
    options.label === undefined ? NO_WORKLOAD : createWorkloadSelector(options.label);
  for (const name of selector.initial) workloadAt(live, name);
  const { bytes } = engine.arena;
  const time = createTimeReader({ zone, latestMs: nowMs });
  const counter = createLiveCounter({
    live,
    catalog: options.catalog ?? catalog,
    bytes,
    time,
    entry: createEntryReader(bytes, time),
    successes: engine.successReader,
    workload: selector.forSource(options.path ?? '/srv/app/app.log'),
  });
  const content = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  let at = 0;
  const reader = {
    read: async (into: Uint8Array) => {
      const part = content.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      return part.length;
    },
    close: async () => undefined,
  };
  for await (const block of frameBlocks(reader, bytes)) {
    counter.add(block, engine.judge.events, engine.judge.judge(block), nowMs);
    live.lines += engine.lineFeeds();
    live.bytes += block.end - block.start;
  }
  return live;
}

/** A refusal as a service logs it. */
export function refusal(errcode: number, time: string, rest = ''): string {
  return `${time} ERROR POST https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":${errcode},"errmsg":"refused, hint: [1788580800123456789012345]${rest}"}`;
}
