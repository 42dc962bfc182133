import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { RULES } from '../../../src/analyze/diagnose/rules.ts';
import { mergeReports } from '../../../src/analyze/merge/merge.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import type { ReportDiagnosis } from '../../../src/model/report.ts';
import { command, NOW_MS, reportOf } from '../../helpers/run.ts';
import { stretch } from './logs.ts';

const SEND = '/cgi-bin/message/send';

/** Ids of the diagnoses of a log. */
async function idsOf(log: string): Promise<string[]> {
  return (await diagnosesOf(log)).map(({ id }) => id);
}

async function diagnosesOf(log: string): Promise<readonly ReportDiagnosis[]> {
  return (await reportOf(log)).diagnoses ?? [];
}

/** Records with a time without zone, `minutes` before the server time of their hint. */
function skewed(minutes: number): string {
  return Array.from({ length: 8 }, (_, index) => {
    const ms = Date.parse('2026-09-05T02:00:00Z') + index * 60_000;
    const wall = new Date(ms + 8 * 3_600_000 - minutes * 60_000).toISOString();
    const hint = `hint: [${Math.floor(ms / 1000)}396423194077724], from ip: 203.0.113.9`;
    return `${wall.slice(0, 19).replace('T', ' ')} {"errcode":40058,"errmsg":"invalid, ${hint}, more info at https://open.work.weixin.qq.com/devtool/query?e=40058"}\n`;
  }).join('');
}

/** A record with a reply. */
function reply(members: string): string {
  return `2026-09-05T02:00:00Z POST https://qyapi.weixin.qq.com${SEND} {${members}}\n`;
}

/** Records of answers that a host gave. */
function others(times: number, host: string, errcode: number): string {
  const line = `2026-09-05T02:00:00Z POST https://${host}/topapi/x {"errcode":${errcode}}\n`;
  return line.repeat(times);
}

/** Each rule with a log that makes it fire and logs, alike as can be, that do not. */
const CASES: Record<string, { readonly fires: string; readonly silent: readonly string[] }> = {
  'exit-address-not-trusted': {
    fires: stretch(0, 1, { errcode: 60020 }),
    silent: [stretch(0, 1, { errcode: 60011 })],
  },
  'token-refresh-loop': {
    fires: stretch(0, 6, { errcode: 40014, times: 2 }),
    silent: [
      stretch(0, 3, { errcode: 40014, times: 4 }),
      stretch(0, 6, { errcode: 40014 }),
      stretch(0, 1, { errcode: 40014, times: 5 }) + stretch(30, 1, { errcode: 40014, times: 5 }),
    ],
  },
  'token-not-renewed': {
    fires: stretch(0, 6, { errcode: 42001, times: 2 }),
    silent: [stretch(0, 3, { errcode: 42001, times: 4 }), stretch(0, 6, { errcode: 42001 })],
  },
  'token-not-cached': {
    fires: stretch(0, 30, { errcode: 0, api: '/cgi-bin/gettoken' }),
    silent: [
      stretch(0, 19, { errcode: 0, api: '/cgi-bin/gettoken' }),
      stretch(0, 30, { errcode: 0, api: '/cgi-bin/gettoken' }) +
        stretch(720, 1, { errcode: 0, api: SEND }),
    ],
  },
  'call-limit-reached': {
    fires: stretch(0, 1, { errcode: 45009, api: SEND }),
    silent: [stretch(0, 1, { errcode: 45033, api: SEND })],
  },
  'too-many-at-once': {
    fires: stretch(0, 1, { errcode: 45033, times: 5 }),
    silent: [stretch(0, 1, { errcode: 45033, times: 4 })],
  },
  'oauth-code-used-again': {
    fires: stretch(0, 3, { errcode: 40029 }),
    silent: [stretch(0, 2, { errcode: 40029 })],
  },
  'retried-in-vain': {
    fires: stretch(0, 1, { errcode: 40058, times: 20, api: SEND }),
    silent: [
      stretch(0, 1, { errcode: 40058, times: 19, api: SEND }),
      stretch(0, 1, { errcode: 40058, times: 20 }),
      stretch(0, 1, { errcode: 60111, times: 20, api: SEND }),
      stretch(0, 1, { errcode: 40058, times: 15, api: SEND }) +
        stretch(0, 1, { errcode: 40058, times: 15, api: '/cgi-bin/user/get' }),
    ],
  },
  'busy-retried-too-often': {
    fires: stretch(0, 1, { errcode: -1, times: 10, api: SEND }),
    silent: [
      stretch(0, 1, { errcode: -1, times: 9, api: SEND }),
      stretch(0, 10, { errcode: -1, times: 3, api: SEND }),
    ],
  },
  'success-with-warning': {
    fires: reply('"errcode":0,"errmsg":"ok. Warning: wrong json format. "'),
    silent: [
      reply('"errcode":0,"errmsg":"ok"'),
      reply('"errcode":40066,"errmsg":"Warning: wrong json format. invalid party list"'),
    ],
  },
  'success-left-some-out': {
    fires: reply('"errcode":0,"errmsg":"ok","invaliduser":"zhangsan"'),
    silent: [
      reply('"errcode":0,"errmsg":"ok","invaliduser":"","invalidtag":""'),
      reply('"errcode":81013,"errmsg":"all invalid","invaliduser":"zhangsan"'),
    ],
  },
  'success-beside-error': {
    fires: reply('"errcode":0,"data":{"errcode":40014}'),
    silent: [
      reply('"errcode":0') + reply('"errcode":40014'),
      reply('"errcode":40014,"data":{"errcode":45009}'),
    ],
  },
  'new-codes': {
    fires: stretch(0, 97, { errcode: 60011 }) + stretch(97, 3, { errcode: 987_001 }),
    silent: [
      stretch(0, 40, { errcode: 60011 }) + stretch(40, 3, { errcode: 987_001 }),
      stretch(0, 97, { errcode: 60011 }) + stretch(97, 2, { errcode: 987_001 }),
      stretch(0, 97, { errcode: 60011 }) + stretch(97, 3, { errcode: 60111 }),
      stretch(0, 1, { errcode: 60011, times: 9 }) + stretch(97, 3, { errcode: 987_001 }),
    ],
  },
  'failures-of-other-platforms': {
    fires: others(10, 'api.dingtalk.com', 60020),
    silent: [
      others(9, 'api.dingtalk.com', 60020),
      others(10, 'api.dingtalk.com', 0),
      others(10, 'qyapi.weixin.qq.com', 60020),
    ],
  },
  'wrong-zone': { fires: skewed(480), silent: [skewed(0), skewed(15), skewed(60 * 72)] },
  'wrong-clock': { fires: skewed(15), silent: [skewed(0), skewed(480)] },
};

describe('diagnose', () => {
  it('has every rule in docs/diagnoses.md, as it is', () => {
    const text = readFileSync(new URL('../../../docs/diagnoses.md', import.meta.url), 'utf8');
    const rows = text.split('\n').filter((row) => row.startsWith('| `'));
    const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
    expect(cells.map(([, id, owner, when]) => [id, owner, when])).toEqual(
      RULES.map(({ id, owner, when }) => [`\`${id}\``, owner, when]),
    );
  });

  it('has a case for every rule', () => {
    expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort());
  });

  for (const [id, { fires, silent }] of Object.entries(CASES)) {
    test(`${id} fires on its log`, async () => {
      expect(await idsOf(fires)).toContain(id);
    });

    test.each(silent.map((log, index) => [index, log] as const))(
      `${id} does not fire where the evidence falls short (%i)`,
      async (_, log) => {
        expect(await idsOf(log)).not.toContain(id);
      },
    );
  }

  it('says nothing of a log of successes or of no codes', async () => {
    expect(await diagnosesOf(stretch(0, 100, { errcode: 0, times: 3, api: SEND }))).toEqual([]);
    expect(await diagnosesOf('nothing here\n')).toEqual([]);
  });

  it('lists the gravest first', async () => {
    const log = stretch(0, 3, { errcode: 40029 }) + stretch(3, 1, { errcode: 60020 });
    const severities = (await diagnosesOf(log)).map(({ severity }) => severity);
    expect(severities).toEqual(['critical', 'warning']);
  });

  it('tells service providers what they do otherwise, and only them', async () => {
    const plain = stretch(0, 6, { errcode: 42001, times: 2 });
    const own = (await diagnosesOf(plain))[0]!.remedy.join('\n');
    const suite = (await diagnosesOf(plain + stretch(6, 1, { errcode: 40085 })))[0]!;
    expect(own).not.toContain('第三方应用');
    expect(suite.remedy.join('\n')).toContain('第三方应用、代开发应用：');
    expect(suite.remedy.join('\n')).toContain('自建应用：');
  });

  it('says of each platform what is done there', async () => {
    const log = others(8, 'api.weixin.qq.com', 40164) + others(8, 'api.dingtalk.com', 42001);
    const [found] = await diagnosesOf(log);
    expect(found).toMatchObject({ id: 'failures-of-other-platforms', severity: 'warning' });
    expect(found!.evidence).toEqual(['公众号、小程序：40164（8 次）。', '钉钉：42001（8 次）。']);
    const [first, second, ...rest] = found!.remedy;
    expect(first).toMatch(/^公众号、小程序：.*IP白名单/);
    expect(second).toMatch(/^钉钉：access_token/);
    expect(rest).toHaveLength(1);
  });

  it('does not count what an overlay tolerates', async () => {
    const log = stretch(0, 1, { errcode: 60020 });
    const catalog = { ...loadCatalog('zh'), tolerances: [{ code: 60020 }] };
    const report = await reportOf(log, { catalog });
    expect(report.totals.tolerated).toBe(1);
    expect(report.diagnoses).toEqual([]);
  });

  it('speaks the language of the catalogue: no Chinese in English', async () => {
    const all = Object.values(CASES).map(({ fires }) => fires);
    for (const log of all) {
      const report = await reportOf(log, { catalog: loadCatalog('en') });
      expect(report.diagnoses!.length).toBeGreaterThan(0);
      expect(JSON.stringify(report.diagnoses)).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    }
  });

  describe('of refused addresses', () => {
    const refused = (addresses: readonly string[]) =>
      addresses
        .map(
          (address, index) =>
            `2026-09-05T10:00:${10 + (index % 50)}Z {"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1788400812940519389584280], from ip: ${address}, more info"}\n`,
        )
        .join('');
    const log = refused(['203.0.113.9', '203.0.113.7', '203.0.113.9', '198.51.100.4']);

    it('lists them to be pasted where they may be shown', async () => {
      const { diagnoses } = await reportOf(log, { showsAddresses: true });
      expect(diagnoses![0]!.paste).toBe('198.51.100.4;203.0.113.7;203.0.113.9');
      expect(diagnoses![0]!.evidence).toContain('被拒的出口 IP 共 3 个。');
    });

    it('tells only their number elsewhere, also in what is kept for merge', async () => {
      const report = await reportOf(log, { isMergeable: true });
      expect(report.diagnoses![0]!.evidence).toContain('被拒的出口 IP 共 3 个。');
      expect(JSON.stringify(report)).not.toContain('203.0.113');
      expect(report.diagnoses![0]!.paste).toBeUndefined();
    });

    it('shows the list at a terminal and never in a file or a pipe', async () => {
      const argv = ['report', '-', '--tz', 'UTC'];
      const terminal = await command(argv, log, { stdoutIsTerminal: true, columns: 80 });
      expect(terminal.out).toContain('198.51.100.4;203.0.113.7;203.0.113.9');
      expect((await command(argv, log)).out).not.toContain('203.0.113');
      const json = [...argv, '--json'];
      const written = await command(json, log, { stdoutIsTerminal: true });
      expect(written.out).not.toContain('203.0.113');
    });

    it('says that there are more than it keeps', async () => {
      const many = Array.from({ length: 120 }, (_, index) => `203.0.113.${index}`);
      const { diagnoses } = await reportOf(refused(many), { showsAddresses: true });
      expect(diagnoses![0]!.evidence).toContain('被拒的出口 IP 超过 100 个。');
      expect(diagnoses![0]!.paste!.split(';')).toHaveLength(100);
    });

    it('counts them once over merged reports', async () => {
      const parts = [['203.0.113.9', '203.0.113.7'], ['203.0.113.9'], ['198.51.100.4']];
      const reports = await Promise.all(
        parts.map(async (part, index) => ({
          name: `${index}`,
          report: await reportOf(refused(part), { isMergeable: true }),
        })),
      );
      const merged = mergeReports(reports, {
        catalog: loadCatalog('zh'),
        endpointOf: () => undefined,
        version: '0.0.0',
        nowMs: NOW_MS,
        seconds: 0,
      });
      expect(merged.diagnoses![0]!.evidence).toContain('被拒的出口 IP 共 3 个。');
    });
  });

  it('gives halves that are merged the diagnoses of the whole', async () => {
    const logs = Object.values(CASES).map(({ fires }) => fires);
    const whole = await reportOf(logs.join(''), { isMergeable: true });
    const halves = [logs.slice(0, 5), logs.slice(5)].map((part) => part.join(''));
    const reports = await Promise.all(
      halves.map(async (half, index) => ({
        name: `${index}`,
        report: await reportOf(half, { isMergeable: true }),
      })),
    );
    const merged = mergeReports(reports, {
      catalog: loadCatalog('zh'),
      endpointOf: () => undefined,
      version: '0.0.0',
      nowMs: NOW_MS,
      seconds: 0,
    });
    expect(whole.diagnoses!.length).toBeGreaterThan(6);
    expect(merged.diagnoses).toEqual(whole.diagnoses);
  });

  it.each(['zh', 'en'] as const)('says in %s what its golden shows', async (lang) => {
    let text = '';
    for (const [id, { fires }] of Object.entries(CASES)) {
      const { diagnoses = [] } = await reportOf(fires, { catalog: loadCatalog(lang) });
      const found = diagnoses.filter((diagnosis) => diagnosis.id === id);
      text += `${found.map((diagnosis) => JSON.stringify(diagnosis, undefined, 2)).join('\n')}\n`;
    }
    await expect(text).toMatchFileSnapshot(`../../golden/diagnoses.${lang}.txt`);
  });
});
