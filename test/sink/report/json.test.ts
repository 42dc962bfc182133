import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../src/model/bucket.ts';
import { isForeign, NEAR_MISS_REASONS, PLATFORMS, SHAPES } from '../../../src/model/event.ts';
import { HIDDEN_KINDS } from '../../../src/model/hidden.ts';
import { REPORT_SCHEMA, type Report } from '../../../src/model/report.ts';
import {
  CATEGORY_IDS,
  DOMAIN_NAMES,
  GROUP_NAMES,
  OWNER_NAMES,
  RETRY_NAMES,
} from '../../../src/model/taxonomy.ts';
import { renderReportJson } from '../../../src/sink/report/json.ts';
import { anyReport } from './arbitrary.ts';
import { incident, REPORTS } from './fixtures.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../../docs/report.schema.json', import.meta.url), 'utf8'),
);

const RFC_3339_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  formats: { 'date-time': RFC_3339_UTC },
}).compile(schema);

/** What the schema has against a value; empty if nothing. */
function complaints(value: unknown): string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('renderReportJson', () => {
  it('gives back what it was given', () => {
    const property = fc.property(anyReport, (report) => {
      const parsed = JSON.parse(renderReportJson(report));
      expect(parsed).toEqual(JSON.parse(JSON.stringify(report)));
    });
    fc.assert(property);
  });

  it('prints each series on one line and everything else indented by two blanks', () => {
    const printed = renderReportJson(REPORTS['one-code']());
    expect(printed).toContain(
      '      "series": [[1788221400,3],[1788221700,4],[1788222000,5]]\n    }\n  ],\n',
    );
    const withoutSeries = (report: Report) => ({
      ...report,
      codes: report.codes.map((code) => ({ ...code, series: [] })),
    });
    const plain = withoutSeries(incident());
    expect(JSON.parse(renderReportJson(plain))).toEqual(plain);
    const reordered = JSON.stringify(JSON.parse(renderReportJson(plain)), null, 2);
    expect(renderReportJson(plain)).toBe(`${reordered}\n`);
  });

  it('orders keys the same whoever built the report', () => {
    const property = fc.property(anyReport, (report) => {
      expect(renderReportJson(reversed(report))).toBe(renderReportJson(report));
    });
    fc.assert(property, { numRuns: 50 });
  });

  it('prints an incident as its golden shows', async () => {
    await expect(renderReportJson(incident())).toMatchFileSnapshot(
      '../../golden/report/incident.json',
    );
  });
});

/** The same value with the members of every object in reverse order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, member]) => [key, reversed(member)])) as T;
}

describe('docs/report.schema.json', () => {
  it('accepts every report that can be built', () => {
    for (const make of Object.values(REPORTS)) {
      expect(complaints(JSON.parse(renderReportJson(make())))).toEqual([]);
    }
    const property = fc.property(anyReport, (report) => {
      expect(complaints(JSON.parse(renderReportJson(report)))).toEqual([]);
    });
    fc.assert(property);
  });

  it('refuses what is missing, unknown or of another kind', () => {
    const report = incident();
    const { partial: _, ...rest } = report;
    expect(complaints(rest)).toEqual([" must have required property 'partial'"]);
    expect(complaints({ ...report, extra: 1 })).toEqual([' must NOT have additional properties']);
    expect(complaints({ ...report, otherCodes: -1 })).toEqual(['/otherCodes must be >= 0']);
    expect(complaints({ ...report, schema: 'wecomlog.report/2' })).not.toEqual([]);
    const time = { ...report.time, from: '2026-09-01T08:00:00+08:00' };
    expect(complaints({ ...report, time })).not.toEqual([]);
  });

  it('lists exactly the ids of the taxonomy and the model', () => {
    const { $defs, properties } = schema;
    expect(properties.schema.const).toBe(REPORT_SCHEMA);
    expect($defs.category.enum).toEqual(CATEGORY_IDS);
    expect($defs.group.enum).toEqual(Object.keys(GROUP_NAMES));
    expect($defs.domain.enum).toEqual(Object.keys(DOMAIN_NAMES));
    expect($defs.owner.enum).toEqual(Object.keys(OWNER_NAMES));
    expect($defs.retry.enum).toEqual(Object.keys(RETRY_NAMES));
    const shapes = Object.keys($defs.code.properties.shapes.properties);
    expect(shapes).toEqual(SHAPES.filter((shape) => shape !== ''));
    const platforms = PLATFORMS.filter((_, platform) => isForeign(platform));
    expect(properties.foreign.items.properties.platform.enum).toEqual(platforms);
    expect(properties.successes.properties.kinds.items.properties.kind.enum).toEqual(HIDDEN_KINDS);
    expect(properties.nearMisses.items.properties.reason.enum).toEqual(NEAR_MISS_REASONS);
    const { bucket, bucketSeconds } = properties.time.properties;
    expect(bucket.enum).toEqual(BUCKETS.map(({ word }) => word));
    expect(bucketSeconds.enum).toEqual(BUCKETS.map(({ seconds }) => seconds));
  });

  it('describes every field, and lets no object have others', () => {
    let fields = 0;
    const visit = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, ...rest } = node as Record<string, unknown>;
      if (properties !== undefined) {
        expect(rest).toMatchObject({ type: 'object', additionalProperties: false });
        for (const [name, field] of Object.entries(properties as Record<string, object>)) {
          expect(field, name).toHaveProperty('description', expect.stringMatching(/\w.*\.$/));
          fields += 1;
          visit(field);
        }
      }
      for (const member of Object.values(rest)) visit(member);
    };
    visit(schema);
    expect(fields).toBeGreaterThan(80);
  });
});
