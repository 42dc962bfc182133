import { describe, expect, test } from 'vitest';
import { createRunner } from './runner.ts';
import { simulatedDisk } from './simulated-disk.ts';

describe('x', () => {
  test('basic', async () => {
    const disk = simulatedDisk();
    disk.append('/logs/app.log', 'line-one\n');
    const runner = createRunner(disk, { patterns: ['/logs/app.log'] });
    expect(await runner.settle()).toEqual(['line-one']);
    disk.rename('/logs/app.log', '/logs/app.log.1');
    disk.append('/logs/app.log', 'line-two\n');
    disk.append('/logs/app.log.1', 'line-one-b\n');
    expect(await runner.settle()).toEqual(['line-one-b', 'line-two']);
  });
});
