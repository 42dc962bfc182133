/** The service against a disk that fails: what is shown stands still, and nothing is lost. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NO_WORKLOAD } from '../../../src/analyze/live/workload.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { stateFileSystem } from '../../../src/checkpoint/file-system.ts';
import type { LiveCounts } from '../../../src/model/live.ts';
import type { ToolError } from '../../../src/model/tool-error.ts';
import { openService, type Service } from '../../../src/pipeline/serve/service.ts';
import { createZone } from '../../../src/record/zone.ts';
import { until } from '../../chaos/serve-process.mjs';
import { folderOf } from '../../helpers/folder.ts';

const WAIT_MS = 10_000;

function refusal(errcode: number): string {
  return `2026-09-01T10:00:00Z https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":${errcode}}\n`;
}

interface Running {
  readonly service: Service;
  readonly disk: { isFull: boolean };
  readonly problems: ToolError[];
  /** Ends the run; resolves to whether the last commit succeeded. */
  end(): Promise<boolean>;
}

async function runIn(folder: string): Promise<Running> {
  const disk = { isFull: false };
  const problems: ToolError[] = [];
  const stopping = new AbortController();
  const service = await openService({
    patterns: [join(folder, 'app.log')],
    from: 'beginning',
    rotated: [],
    stateFolder: join(folder, 'state'),
    outputs: [],
    selector: NO_WORKLOAD,
    catalog: loadCatalog('en'),
    encoding: 'auto',
    zone: createZone('UTC'),
    version: '0.0.0',
    pid: process.pid,
    isRunning: (pid) => pid === process.pid,
    now: () => Date.now(),
    elapsedMs: () => performance.now(),
    signal: stopping.signal,
    stateFiles: {
      ...stateFileSystem,
      async write(path, bytes) {
        if (disk.isFull) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        await stateFileSystem.write(path, bytes);
      },
    },
    onProblem: (problem) => problems.push(problem),
    onNotice: () => undefined,
  });
  const running = service.run(() => undefined);
  const end = async (): Promise<boolean> => {
    stopping.abort();
    const isWhole = await running;
    await service.close();
    return isWhole;
  };
  onTestFinished(() => end().then(() => undefined));
  return { service, disk, problems, end };
}

function eventsOf(counts: LiveCounts | undefined): number {
  const cells = counts?.codes.flatMap(({ counts: cells }) => cells) ?? [];
  return cells.reduce((sum, [, events]) => sum + events, 0);
}

describe('a service', () => {
  test('goes on counting while the disk is full, shows what was stored, and catches up', async () => {
    const folder = folderOf({ 'app.log': refusal(40014) });
    const log = join(folder, 'app.log');
    const { service, disk, problems, end } = await runIn(folder);
    await until(async () => eventsOf(await service.committed()) === 1, WAIT_MS);
    disk.isFull = true;
    appendFileSync(log, refusal(40014).repeat(9));
    await until(async () => {
      await service.committed();
      return service.status().checkpointFailures > 1;
    }, WAIT_MS);
    expect(eventsOf(await service.committed())).toBe(1);
    expect(problems.map(({ code }) => code)).toEqual(['checkpoint-failed']);
    expect(service.unready()?.en).toContain('the disk is full');
    disk.isFull = false;
    await until(async () => eventsOf(await service.committed()) === 10, WAIT_MS);
    expect(service.unready()).toBeUndefined();
    expect(service.status().checkpointFailures).toBeGreaterThan(1);
    expect(await end()).toBe(true);
  });

  test('that ends while the disk is full says so, and the next one counts what was not stored', async () => {
    const folder = folderOf({ 'app.log': refusal(40014) });
    const first = await runIn(folder);
    await until(async () => eventsOf(await first.service.committed()) === 1, WAIT_MS);
    first.disk.isFull = true;
    appendFileSync(join(folder, 'app.log'), refusal(40014).repeat(4));
    await until(
      async () => (await first.service.committed()) && first.problems.length > 0,
      WAIT_MS,
    );
    expect(await first.end()).toBe(false);
    const second = await runIn(folder);
    expect(second.service.isResumed).toBe(true);
    await until(async () => eventsOf(await second.service.committed()) === 5, WAIT_MS);
  });

  test('gives a report of what it has counted', async () => {
    const folder = folderOf({ 'app.log': refusal(40014) + refusal(0) });
    const { service } = await runIn(folder);
    await until(async () => eventsOf(await service.committed()) === 2, WAIT_MS);
    const report = await service.report();
    expect(report!.totals).toMatchObject({ events: 2, errors: 1, success: 1 });
    expect(report!.input).toMatchObject({ lines: 2, sources: 1 });
  });
});
