/**
 * Metrics as a file for node_exporter's textfile collector: written beside and renamed, so that the
 * collector never reads half of it, and without metrics of the process, which it has itself.
 */
import type { LiveCounts, LiveStatus } from '../../model/live.ts';
import { writeWhole } from '../whole-file.ts';
import { createExposition } from './exposition.ts';
import type { SampleOptions } from './samples.ts';

/**
 * Writes the metrics of `counts` to `path`; resolves to the keys of series shown for the first time,
 * which are to be remembered. Rejects with a ToolError `output-failed`.
 */
export async function writeTextfile(
  path: string,
  counts: LiveCounts,
  status: LiveStatus,
  options: SampleOptions,
): Promise<readonly string[]> {
  const exposition = await createExposition(() => ({ ...options, hasProcess: false }));
  const { text, firstShown } = await exposition.render('text', counts, status);
  await writeWhole(path, text);
  return firstShown;
}
