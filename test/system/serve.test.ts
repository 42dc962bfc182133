/** `serve` as a process: what an operator does to it, and what Prometheus sees of it. */
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { hashSync } from 'bcryptjs';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  countersOf,
  eventsOf,
  readSamples,
  type Served,
  startServe,
  until,
} from '../chaos/serve-process.mjs';
import { authority, certificateFor } from '../helpers/certificate.ts';
import { folderOf } from '../helpers/folder.ts';
import { runProcess } from '../helpers/process.ts';
import { promtool } from '../helpers/promtool.ts';

const WAIT_MS = 20_000;
const FROM_BEGINNING = ['--from', 'beginning'];

/** A refusal as a service logs it. */
function refusal(errcode: number): string {
  return `2026-09-01T10:00:00Z ERROR https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":${errcode},"errmsg":"refused"}\n`;
}

/** Starts `serve` on app.log in `folder` with its state beside; ends with the test. */
async function serveIn(
  folder: string,
  argv: readonly string[] = [],
  listens = true,
): Promise<Served> {
  const served = await startServe(['app.log', '--state', 'state', ...argv], {
    cwd: folder,
    listens,
  });
  onTestFinished(async () => {
    if (served.isRunning()) await served.stop('SIGKILL');
  });
  return served;
}

/** Scrapes until the events are these; resolves to the last scrape. */
async function untilEvents(
  served: Served,
  events: Readonly<Record<string, number>>,
): Promise<Map<string, number>> {
  const wanted = JSON.stringify(events);
  let last = '';
  let samples: Map<string, number> | undefined;
  await until(
    async () => {
      samples = await served.scrape();
      last = JSON.stringify(samples && eventsOf(samples));
      return last === wanted;
    },
    WAIT_MS,
    () => `${wanted}, but ${last} ${served.told()}`,
  );
  return samples!;
}

describe('serve', () => {
  test('counts what comes after its first start, says what it left out, and serves clean metrics', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(3) });
    const served = await serveIn(folder);
    expect(served.told()).toContain('already in 1 file are not read');
    appendFileSync(join(folder, 'app.log'), refusal(45009));
    await untilEvents(served, { 45009: 1 });
    const text = (await served.get('/metrics'))!.text;
    expect(promtool(['check', 'metrics'], text)).toMatchObject({ isClean: true, said: '' });
    const open = await served.get('/metrics', {
      headers: { accept: 'application/openmetrics-text' },
    });
    expect(open!.text).toMatch(/# EOF\n$/);
    expect((await served.get('/-/ready'))!.status).toBe(200);
    expect((await served.get('/-/healthy'))!.status).toBe(200);
  });

  test('shows a new code at 0 for one scrape before it shows its count', async () => {
    const folder = folderOf({ 'app.log': '' });
    const served = await serveIn(folder);
    appendFileSync(join(folder, 'app.log'), refusal(45009).repeat(5));
    const series = 'wecom_errcode_events_total{errcode="45009",workload="",tolerated="false"}';
    const seen: (number | undefined)[] = [];
    await until(async () => {
      const value = (await served.scrape())?.get(series);
      if (value !== seen.at(-1)) seen.push(value);
      return value === 5;
    }, WAIT_MS);
    expect(seen).toEqual([0, 5]);
  });

  test('goes on after a kill where it was, through a rotation and a compression that it missed', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(10) });
    const log = join(folder, 'app.log');
    const first = await serveIn(folder, FROM_BEGINNING);
    await untilEvents(first, { 40014: 10 });
    await first.stop('SIGKILL');
    appendFileSync(log, refusal(45009).repeat(7));
    writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
    rmSync(log);
    writeFileSync(log, refusal(60020).repeat(2));
    const second = await serveIn(folder, FROM_BEGINNING);
    expect(second.told()).toContain('Goes on where the last commit left off');
    const samples = await untilEvents(second, { 40014: 10, 45009: 7, 60020: 2 });
    expect(samples.get('wecomlog_lines_total')).toBe(19);
    expect(samples.get('wecomlog_lost_bytes_total')).toBe(0);
  });

  test('counts nothing twice where lines were written between the copy and the truncation', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(50) });
    const log = join(folder, 'app.log');
    const served = await serveIn(folder, FROM_BEGINNING);
    await untilEvents(served, { 40014: 50 });
    appendFileSync(log, refusal(45009).repeat(20));
    copyFileSync(log, `${log}.1`);
    // These are in no file that is left; whether somebody reads them first is a matter of luck.
    appendFileSync(log, refusal(42001).repeat(3));
    truncateSync(log, 0);
    appendFileSync(log, refusal(60020).repeat(4));
    let events: Record<string, number> = {};
    await until(
      async () => {
        events = eventsOf((await served.scrape()) ?? new Map());
        return events[60020] === 4 && events[45009] === 20;
      },
      WAIT_MS,
      () => JSON.stringify(events),
    );
    expect(events[40014]).toBe(50);
    expect(events[42001] ?? 0).toBeLessThanOrEqual(3);
  });

  test('falls back to the former generation of its state without showing less than before', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(10) });
    const log = join(folder, 'app.log');
    const first = await serveIn(folder, FROM_BEGINNING);
    await untilEvents(first, { 40014: 10 });
    appendFileSync(log, refusal(45009).repeat(5) + refusal(40014).repeat(5));
    const before = await untilEvents(first, { 40014: 15, 45009: 5 });
    await first.stop('SIGKILL');
    const state = join(folder, 'state');
    const [newest] = readdirSync(state)
      .filter((name) => name.startsWith('checkpoint-'))
      .map((name) => ({ name, sequence: sequenceOf(join(state, name)) }))
      .sort((left, right) => right.sequence - left.sequence);
    truncateSync(join(state, newest!.name), 200);
    // What was shown is gone from the log, too: only the state knows of it.
    const second = await serveIn(folder, FROM_BEGINNING);
    expect(second.told()).toContain('no number that was shown goes down');
    let samples: Map<string, number> | undefined;
    await until(async () => {
      samples = await second.scrape();
      return samples !== undefined;
    }, WAIT_MS);
    for (const [name, value] of countersOf(before)) {
      expect([name, (samples!.get(name) ?? -1) >= value]).toEqual([name, true]);
    }
    const after = await untilEvents(second, { 40014: 15, 45009: 5 });
    expect(after.get('wecomlog_lines_total')).toBe(20);
  });

  test('refuses a state directory that another process uses', async () => {
    const folder = folderOf({ 'app.log': '' });
    const first = await serveIn(folder);
    const second = await serveIn(folder);
    const { code, told } = await second.exited;
    expect(code).toBe(2);
    expect(told).toContain(`process ${first.child.pid} is using this state directory`);
    expect(first.isRunning()).toBe(true);
  });

  test('takes over the lock of a process that was killed', async () => {
    const folder = folderOf({ 'app.log': '' });
    await (await serveIn(folder)).stop('SIGKILL');
    expect(readdirSync(join(folder, 'state'))).toContain('lock');
    const second = await serveIn(folder);
    expect(second.isRunning()).toBe(true);
  });

  test('freezes what it shows while its state cannot be written, and recovers', async () => {
    const folder = folderOf({ 'app.log': '' });
    const log = join(folder, 'app.log');
    const state = join(folder, 'state');
    const served = await serveIn(folder);
    appendFileSync(log, refusal(40014));
    await untilEvents(served, { 40014: 1 });
    renameSync(state, `${state}.gone`);
    appendFileSync(log, refusal(40014).repeat(4));
    await until(async () => (await served.get('/-/ready'))?.status === 503, WAIT_MS);
    const frozen = (await served.scrape())!;
    expect(eventsOf(frozen)).toEqual({ 40014: 1 });
    expect(frozen.get('wecomlog_checkpoint_failures_total')).toBeGreaterThan(0);
    expect(served.told()).toContain('the state could not be written');
    renameSync(`${state}.gone`, state);
    await untilEvents(served, { 40014: 5 });
    expect((await served.get('/-/ready'))!.status).toBe(200);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s with everything committed and exit code 0',
    async (signal) => {
      const folder = folderOf({ 'app.log': '' });
      const served = await serveIn(folder);
      appendFileSync(join(folder, 'app.log'), refusal(40014).repeat(1000));
      await untilEvents(served, { 40014: 1000 });
      const { code } = await served.stop(signal);
      expect(code).toBe(0);
      expect(readdirSync(join(folder, 'state')).sort()).toEqual([
        'checkpoint-a.json',
        'checkpoint-b.json',
        'shown.json',
      ]);
      const { out } = await runProcess(['report', '--state', join(folder, 'state'), '--json']);
      expect(JSON.parse(out)).toMatchObject({ totals: { events: 1000, errors: 1000 } });
    },
  );

  test('reads overlays anew on SIGHUP and on request, and keeps the old where the new is wrong', async () => {
    const folder = folderOf({
      'app.log': '',
      'own.yml': 'codes: []\n',
      'wecomlog.yml': 'catalog: own.yml\n',
    });
    const log = join(folder, 'app.log');
    const served = await serveIn(folder, ['--config', 'wecomlog.yml']);
    appendFileSync(log, refusal(60020).repeat(2));
    await untilEvents(served, { 60020: 2 });
    writeFileSync(join(folder, 'own.yml'), 'tolerate:\n  - code: 60020\n');
    served.child.kill('SIGHUP');
    await until(() => served.told().includes('reloaded'), WAIT_MS, served.told);
    appendFileSync(log, refusal(60020));
    const samples = await untilEvents(served, { 60020: 3 });
    const series = 'wecom_errcode_events_total{errcode="60020",workload="",tolerated=';
    expect([samples.get(`${series}"false"}`), samples.get(`${series}"true"}`)]).toEqual([2, 1]);
    writeFileSync(join(folder, 'own.yml'), 'tolerate:\n  - cod: 60020\n');
    const refused = await served.get('/-/reload', { method: 'POST' });
    expect(refused!.status).toBe(500);
    expect(refused!.text).toContain('own.yml');
    appendFileSync(log, refusal(60020));
    await untilEvents(served, { 60020: 4 });
    expect((await served.scrape())!.get(`${series}"true"}`)).toBe(2);
    writeFileSync(join(folder, 'own.yml'), 'codes: []\n');
    expect((await served.get('/-/reload', { method: 'POST' }))!.status).toBe(200);
  });

  test('asks for a password over TLS as the web configuration says', async () => {
    const ca = authority();
    const { cert, key } = certificateFor('localhost', ['localhost', '127.0.0.1'], ca);
    const folder = folderOf({
      'app.log': '',
      'server.crt': cert,
      'server.key': key,
      'web.yml': `tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\nbasic_auth_users:\n  prometheus: ${hashSync('secret', 4)}\n`,
    });
    const served = await serveIn(folder, ['--web.config.file', 'web.yml']);
    expect(served.url()).toMatch(/^https:/);
    expect(served.told()).toContain('scheme: https');
    const statusOf = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${served.url()}/metrics`, { ca: ca.cert, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    const authorization = `Basic ${Buffer.from('prometheus:secret').toString('base64')}`;
    expect(await statusOf({})).toBe(401);
    expect(await statusOf({ authorization })).toBe(200);
  });

  test('counts each workload apart, by the names in its path', async () => {
    const folder = folderOf({
      'pods/shop_orders-7d9f_1/orders/0.log': '',
      'pods/shop_mail-66c4_2/mail/0.log': '',
    });
    const label = `workload=${folder}/pods/{namespace}_{pod}_{uid}/{container}/*`;
    const served = await startServe(['pods/*/*/*.log', '--state', 'state', '--label', label], {
      cwd: folder,
    });
    onTestFinished(() => served.stop('SIGKILL').then(() => undefined));
    appendFileSync(join(folder, 'pods/shop_orders-7d9f_1/orders/0.log'), refusal(40014));
    appendFileSync(join(folder, 'pods/shop_mail-66c4_2/mail/0.log'), refusal(40014).repeat(2));
    const samples = await untilEvents(served, { 40014: 3 });
    const series = (workload: string): string =>
      `wecom_errcode_events_total{errcode="40014",workload="${workload}",tolerated="false"}`;
    expect([samples.get(series('shop/orders')), samples.get(series('shop/mail'))]).toEqual([1, 2]);
  });
});

describe('serve --once', () => {
  const once = async (folder: string): Promise<Map<string, number>> => {
    const served = await serveIn(folder, ['--once', '--out', 'wecom.prom'], false);
    const { code, told } = await served.exited;
    expect([code, told]).toEqual([0, '']);
    return readSamples(readFileSync(join(folder, 'wecom.prom'), 'utf8'));
  };

  test('reads what is there, writes a file for the textfile collector, and goes on next time', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(3) });
    expect(eventsOf(await once(folder))).toEqual({ 40014: 3 });
    appendFileSync(join(folder, 'app.log'), refusal(40014) + refusal(45009));
    const second = await once(folder);
    expect(eventsOf(second)).toEqual({ 40014: 4 });
    expect(
      second.get('wecom_errcode_events_total{errcode="45009",workload="",tolerated="false"}'),
    ).toBe(0);
    const third = await once(folder);
    expect(eventsOf(third)).toEqual({ 40014: 4, 45009: 1 });
    expect([...third.keys()].filter((name) => name.startsWith('process_'))).toEqual([]);
    const text = readFileSync(join(folder, 'wecom.prom'), 'utf8');
    expect(promtool(['check', 'metrics'], text)).toMatchObject({ isClean: true, said: '' });
  });

  test('does not count its own state and metrics, which lie among the logs', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(3) });
    for (let run = 0; run < 4; run++) {
      const argv = ['.', '--state', 'state', '--once', '--out', 'wecom.prom'];
      const { exited } = await startServe(argv, { cwd: folder, listens: false });
      expect((await exited).code).toBe(0);
    }
    const samples = readSamples(readFileSync(join(folder, 'wecom.prom'), 'utf8'));
    expect(eventsOf(samples)).toEqual({ 40014: 3 });
    expect(samples.get('wecomlog_lines_total')).toBe(3);
  });

  test('finds what was rotated and compressed between two runs', async () => {
    const folder = folderOf({ 'app.log': refusal(40014).repeat(3) });
    const log = join(folder, 'app.log');
    await once(folder);
    appendFileSync(log, refusal(40014).repeat(2));
    writeFileSync(`${log}.1.gz`, gzipSync(readFileSync(log)));
    truncateSync(log, 0);
    appendFileSync(log, refusal(40014));
    expect(eventsOf(await once(folder))).toEqual({ 40014: 6 });
  });
});

describe('serve, given what it cannot use', () => {
  const refused = async (argv: readonly string[]): Promise<string> => {
    const folder = folderOf({ 'app.log': '', file: 'x', 'bad.yml': 'tls: 1\n' });
    mkdirSync(join(folder, 'logs'));
    const served = await startServe(['--state', 'state', ...argv], { cwd: folder, listens: false });
    const { code, told } = await served.exited;
    expect(code).toBe(2);
    return told;
  };

  test.each([
    [[], 'nothing to follow'],
    [['-'], 'standard input cannot be followed'],
    [['app.log', '--out', 'x.prom'], '--out goes with --once only'],
    [['app.log', '--listen', 'nowhere'], 'is no HOST:PORT'],
    [['app.log', '--label', 'team=x'], 'wants workload='],
    [['app.log', '--web.config.file', 'bad.yml'], 'bad.yml'],
    [['app.log', '--web.config.file', 'none.yml'], 'cannot be read'],
    [['app.log', '--state', 'file'], 'cannot be used as the state directory'],
    [['app.log', '--catalog', 'none.yml'], 'none.yml'],
    [['app.log', '--listen', '203.0.113.1:1'], 'Cannot listen on'],
  ] as const)('%j ends with exit code 2 and a sentence', async (argv, sentence) => {
    expect(await refused(argv)).toContain(sentence);
  });
});

function sequenceOf(path: string): number {
  if (statSync(path).size === 0) return 0;
  return (JSON.parse(readFileSync(path, 'utf8').split('\n')[0]!) as { sequence: number }).sequence;
}
