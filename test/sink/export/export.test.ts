/** The catalogue for those who annotate elsewhere: goldens of a few codes, and all codes read back. */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { loadDetails } from '../../../src/catalog/details.ts';
import type { FullEntry } from '../../../src/model/catalog.ts';
import {
  CLICKHOUSE_PATH,
  clickhouseUsage,
  exportClickhouse,
} from '../../../src/sink/export/clickhouse.ts';
import { exportCsv } from '../../../src/sink/export/csv.ts';
import { exportJson } from '../../../src/sink/export/json.ts';
import { exportLogstash, LOGSTASH_PATH, logstashUsage } from '../../../src/sink/export/logstash.ts';
import { exportVector, VECTOR_PATH, vectorUsage } from '../../../src/sink/export/vector.ts';

const catalogs = { zh: loadCatalog('zh'), en: loadCatalog('en') };
const details = { zh: await loadDetails('zh'), en: await loadDetails('en') };
const all = {
  zh: catalogs.zh.entries.map(details.zh.complete),
  en: catalogs.en.entries.map(details.en.complete),
};
/** One with retryMax, one with commas, one with retryWaitSeconds, one with quotes. */
const few = [-1, 40035, 45009, 60009].map((code) => details.zh.complete(catalogs.zh.get(code)!));

const golden = (name: string) => `../../golden/export/${name}`;

/** A reader of CSV of the test's own, character by character. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') cell += text[++at];
      else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',' || character === '\n') {
      row.push(cell);
      cell = '';
      if (character === '\n') rows.push(row.splice(0));
    } else cell += character;
  }
  expect([row, cell, isQuoted]).toEqual([[], '', false]);
  return rows;
}

/** Rows as objects by the header; cells equal to `nothing` are left out. */
function recordsIn(text: string, nothing: string): Record<string, string>[] {
  const [header = [], ...rows] = readCsv(text);
  return rows.map((cells) => {
    expect(cells).toHaveLength(header.length);
    const pairs = cells.map((cell, place) => [header[place]!, cell] as const);
    return Object.fromEntries(pairs.filter(([, cell]) => cell !== nothing));
  });
}

/** What every table must say of an entry. */
function lookup({ errcode, meaning, category, group, domain, ...rest }: FullEntry) {
  const { owner, retry, retryMax, retryWaitSeconds, remedy } = rest;
  return {
    ...{ errcode, meaning, category, group, domain, owner, retry },
    ...(retryMax === undefined ? {} : { retryMax }),
    ...(retryWaitSeconds === undefined ? {} : { retryWaitSeconds }),
    remedy,
  };
}

const asText = (record: object) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));

describe('goldens of a few codes', () => {
  it.each([
    ['few.csv', exportCsv(few, 'zh')],
    ['few.json', exportJson({ version: '2026-09', lang: 'zh', codes: few })],
    ['few.vector.csv', exportVector(few)],
    ['vector.yaml', vectorUsage(VECTOR_PATH)],
    ['few.clickhouse.csv', exportClickhouse(few)],
    ['clickhouse.sql', clickhouseUsage(CLICKHOUSE_PATH)],
    ['few.logstash.yml', exportLogstash(few, 'yaml')],
    ['few.logstash.json', exportLogstash(few, 'json')],
    ['logstash.conf', logstashUsage(LOGSTASH_PATH)],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(golden(name));
  });
});

describe.each(['zh', 'en'] as const)('the whole catalogue in %s', (lang) => {
  const entries = all[lang];

  it('comes back from CSV, with names for people and a page for each code', () => {
    const records = recordsIn(exportCsv(entries, lang), '');
    expect(records).toHaveLength(1600);
    for (const [index, entry] of entries.entries()) {
      const { categoryName, domainName, ownerName, url, ...rest } = records[index]!;
      expect(rest).toEqual(asText(lookup(entry)));
      expect(url).toBe(`https://open.work.weixin.qq.com/devtool/query?e=${entry.errcode}`);
      expect([categoryName, domainName, ownerName]).not.toContain(undefined);
    }
  });

  it('comes back from the tables of Vector and ClickHouse', () => {
    const wanted = entries.map((entry) => asText(lookup(entry)));
    expect(recordsIn(exportVector(entries), '')).toEqual(wanted);
    expect(recordsIn(exportClickhouse(entries), '\\N')).toEqual(wanted);
  });

  it('comes back from the dictionaries of Logstash, as YAML of old and of today, and as JSON', () => {
    const wanted = Object.fromEntries(
      entries.map((entry) => [String(entry.errcode), lookup(entry)]),
    );
    const text = exportLogstash(entries, 'yaml');
    for (const version of ['1.1', '1.2'] as const) {
      // As a map, so that a key that is no text shows.
      const read = parse(text, { version, mapAsMap: true }) as Map<unknown, Map<string, unknown>>;
      expect([...read.keys()].every((key) => typeof key === 'string')).toBe(true);
      const plain = [...read].map(([key, value]) => [key, Object.fromEntries(value)]);
      expect(Object.fromEntries(plain)).toEqual(wanted);
    }
    expect(JSON.parse(exportLogstash(entries, 'json'))).toEqual(wanted);
  });
});

describe('a meaning of an overlay that a spreadsheet would take for a formula', () => {
  const [entry] = few;
  const entries = [{ ...entry!, meaning: '=HYPERLINK("https://evil")' }];
  const meaningIn = (text: string) => readCsv(text)[1]![1];

  it('is a text in the table for spreadsheets', () => {
    expect(meaningIn(exportCsv(entries, 'zh'))).toBe(`'=HYPERLINK("https://evil")`);
  });

  it('stays as it is in tables that programs read', () => {
    expect(meaningIn(exportVector(entries))).toBe('=HYPERLINK("https://evil")');
    expect(meaningIn(exportClickhouse(entries))).toBe('=HYPERLINK("https://evil")');
  });
});

describe('how to use them', () => {
  it('is a configuration that can be read, with the path as it was given', () => {
    const read = parse(vectorUsage('/a "b".csv')) as {
      enrichment_tables: { wecom_errcodes: { file: { path: string } } };
    };
    expect(read.enrichment_tables.wecom_errcodes.file.path).toBe('/a "b".csv');
    expect(clickhouseUsage("/it's\\x.csv")).toContain("path '/it\\'s\\\\x.csv'");
  });

  it('names every column of the dictionary in the order of the file', () => {
    const [header = []] = readCsv(exportClickhouse([]));
    const named = [...clickhouseUsage('x').matchAll(/^ {4}`(\w+)`/gm)].map(([, name]) => name);
    expect(named).toEqual(header);
  });
});
