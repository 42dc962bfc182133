import { describe, expect, test } from 'vitest';
import { renderReportMetrics } from '../../../src/sink/prometheus/report.ts';
import { promtool } from '../../helpers/promtool.ts';
import { buildReport, incident } from '../report/fixtures.ts';
import { parseText } from './parse.ts';

describe('a report as metrics', () => {
  test('counts calls by API and group, as a scrape does', async () => {
    const report = incident();
    const { samples } = parseText(await renderReportMetrics(report));
    const events = Object.entries(samples).filter(([key]) => key.startsWith('wecom_api_events'));
    expect(events.length).toBeGreaterThan(3);
    const [first] = report.apis;
    const own = events.filter(([key]) => key.includes(`api="${first!.api}"`));
    expect(own.reduce((sum, [, value]) => sum + value, 0)).toBe(first!.events);
    expect(samples[`wecom_api_events_total{api="${first!.api}",group="ok",workload=""}`]).toBe(
      first!.events - first!.errors,
    );
  });

  test('names as many APIs and unknown codes as a scrape does, and sums up the rest', async () => {
    const plain = buildReport({
      codes: Array.from({ length: 230 }, (_, index) => ({
        errcode: 9_000_000 + index,
        counts: [2],
      })),
    });
    const report = {
      ...plain,
      otherCodes: 7,
      otherApis: 5,
      apis: Array.from({ length: 230 }, (_, index) => ({
        ...{ api: `/cgi-bin/a/${index}`, events: 3, errors: 1 },
        groups: { ok: 2, retry: 1 },
      })),
    };
    const text = await renderReportMetrics(report);
    const { samples } = parseText(text);
    const names = Object.keys(samples);
    expect(names.filter((name) => name.startsWith('wecom_errcode_events_total'))).toHaveLength(201);
    const other = 'wecom_errcode_events_total{errcode="other",workload="",tolerated="false"}';
    expect(samples[other]).toBe(67);
    expect(names.filter((name) => name.startsWith('wecom_errcode_info'))).toHaveLength(200);
    const apis = names.filter((name) => name.startsWith('wecom_api_events_total'));
    expect(new Set(apis.map((name) => /api="([^"]+)"/.exec(name)?.[1])).size).toBe(201);
    const otherApi = (group: string) =>
      samples[`wecom_api_events_total{api="other",group="${group}",workload=""}`];
    expect([otherApi('ok'), otherApi('retry'), otherApi('')]).toEqual([60, 30, 5]);
    expect(promtool(['check', 'metrics'], text)).toMatchObject({ isClean: true });
  });
});
