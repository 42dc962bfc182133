import { expect, test } from 'vitest';
import { logOfNamed, rotationBases } from '../../../src/source/follow/rotation-name.ts';

const basesOf = (name: string): string[] =>
  rotationBases(`/logs/${name}`).map(({ path, strength }) => `${path.slice(6)} ${strength}`);

test.each([
  ['app.log.1', 'app.log'],
  ['app.log.12.gz', 'app.log'],
  ['app.log-20261123', 'app.log'],
  ['app.log-20261123.gz', 'app.log'],
  ['app.log-20261123.1', 'app.log'],
  ['app.log-1795392000', 'app.log'],
  ['app.log.2026-11-23', 'app.log'],
  ['app.log.2026-11-23-10', 'app.log'],
  ['0.log.20261123-101010', '0.log'],
  ['0.log.20261123-101010.gz', '0.log'],
  ['catalina.2026-11-23.log', 'catalina.log'],
  ['app-2026-11-23.0.log.gz', 'app.log'],
  ['out__2026-11-23_00-00-00.log', 'out.log'],
  ['syslog.1', 'syslog'],
])('%s is rotated from %s', (name, base) => {
  expect(basesOf(name)).toContain(`${base} strong`);
});

test.each([
  'app.log',
  'app.log.bak',
  'app.log.swp',
  'app.log.1.tmp',
  'app.log~',
  'application.log',
  'app-error.log',
  '.log',
  'app.log.gz.partial',
])('%s is no rotation', (name) => {
  expect(basesOf(name)).toEqual([]);
});

test('a number before the extension may as well be another program', () => {
  expect(basesOf('worker.1.log')).toEqual(['worker.log weak']);
  expect(basesOf('worker-2.log')).toEqual(['worker.log weak']);
});

test('a named file with a date before its extension is a log of its own, one with a number behind is not', () => {
  expect(logOfNamed('/logs/app-2026-11-23.log')).toBe('/logs/app-2026-11-23.log');
  expect(logOfNamed('/logs/app-2026-11-23.log.gz')).toBe('/logs/app-2026-11-23.log');
  expect(logOfNamed('/logs/app.log.3.gz')).toBe('/logs/app.log');
});
