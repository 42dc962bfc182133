/** Counts one whole file, which the thread opens and unpacks itself. */
import { decompress } from '../decompress/decompress.ts';
import { createMeter } from '../model/meter.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { fileSource } from '../source/file.ts';
import { createTally, type SourceCounter, type SourceTally } from './count.ts';
import type { WholeFile } from './files-at-once.ts';

export async function countFile(file: WholeFile, count: SourceCounter): Promise<SourceTally> {
  const tally = createTally();
  const { path, name, modifiedMs, sizeBytes } = file;
  const meter = createMeter(file.meter);
  let reader: ByteReader | undefined;
  try {
    const source = fileSource(path, name, modifiedMs, sizeBytes, true);
    reader = meter.reading(await source.open());
    await count((await decompress({ ...source, reader })).reader, tally);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    tally.problem ??= error;
  } finally {
    await reader?.close();
  }
  return tally;
}
