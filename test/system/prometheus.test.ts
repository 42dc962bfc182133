/** The real Prometheus scrapes `serve` while it is killed and started again: it sees no counter fall. */
import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Served, startServe, until } from '../chaos/serve-process.mjs';
import { folderOf } from '../helpers/folder.ts';
import { hasPrometheus, type Series, startPrometheus } from '../helpers/prometheus.ts';

const WAIT_MS = 30_000;
const KILLS = 4;

/** Under one name, so that the series go on when the port is another. */
function pointTo(folder: string, served: Served): void {
  const target = new URL(served.url()!).host;
  const text = JSON.stringify([{ targets: [target], labels: { instance: 'serve' } }]);
  writeFileSync(join(folder, 'targets.new'), text);
  renameSync(join(folder, 'targets.new'), join(folder, 'targets.json'));
}

function refusal(errcode: number): string {
  return `2026-09-01T10:00:00Z ERROR https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":${errcode},"errmsg":"refused"}\n`;
}

function numberIn({ value }: Series): number {
  return Number(value?.[1]);
}

test('Prometheus sees no counter reset across kills, and the right counts', async () => {
  if (!hasPrometheus()) return;
  const folder = folderOf({ 'app.log': '', 'targets.json': '[]' });
  const log = join(folder, 'app.log');
  const config = {
    global: { scrape_interval: '200ms', scrape_timeout: '200ms' },
    scrape_configs: [
      { job_name: 'wecomlog', file_sd_configs: [{ files: [join(folder, 'targets.json')] }] },
    ],
  };
  const { query, stop } = await startPrometheus(config, {});
  onTestFinished(stop);
  const written: Record<string, number> = {};
  const write = (errcode: number, times: number): void => {
    appendFileSync(log, refusal(errcode).repeat(times));
    written[errcode] = (written[errcode] ?? 0) + times;
  };
  /** Waits until Prometheus itself has all that was written. */
  const arrive = async (): Promise<void> => {
    let seen: Record<string, number> = {};
    await until(
      async () => {
        const samples = await query('sum by (errcode) (wecom_errcode_events_total)');
        seen = Object.fromEntries(samples.map((one) => [one.metric.errcode, numberIn(one)]));
        return JSON.stringify(seen) === JSON.stringify(written);
      },
      WAIT_MS,
      () => `${JSON.stringify(written)}, but ${JSON.stringify(seen)}`,
    );
  };

  for (let kill = 0; kill <= KILLS; kill++) {
    const served = await startServe(['app.log', '--state', 'state'], { cwd: folder });
    onTestFinished(async () => {
      if (served.isRunning()) await served.stop('SIGKILL');
    });
    pointTo(folder, served);
    write(40014, 10 + kill);
    write(45009 + kill, 3);
    await arrive();
    // Read and perhaps not committed when it is killed.
    write(40014, 500);
    if (kill < KILLS) await served.stop('SIGKILL');
    else await arrive();
  }

  const counters = await query('group by (__name__) ({__name__=~"wecom.*_total"})');
  expect(counters.length).toBeGreaterThan(12);
  for (const { metric } of counters) {
    const resets = await query(`resets(${metric.__name__}[10m])`);
    expect(resets.length).toBeGreaterThan(0);
    expect(resets.filter((one) => numberIn(one) !== 0)).toEqual([]);
  }
  // Every series was born at 0: all that happened can be seen as an increase.
  const born = await query('min_over_time(wecom_errcode_events_total[10m])');
  expect(born.map(numberIn)).toEqual(born.map(() => 0));
  const starts = await query('changes(process_start_time_seconds[10m])');
  expect(starts.map(numberIn)).toEqual([KILLS]);
}, 120_000);
