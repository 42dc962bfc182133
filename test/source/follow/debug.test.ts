import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { playActions } from './play.ts';
import { simulatedDisk } from './simulated-disk.ts';
test('debug', async () => {
  const disk = simulatedDisk();
  const script = JSON.parse(readFileSync('/tmp/script.json', 'utf8'));
  await playActions(disk, '/logs', script, disk);
});
