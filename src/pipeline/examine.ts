/** Looks at inputs without reading them through: which there are, and what they hold. */
import type { InputKind, PlannedInput, PlannedInputs } from '../model/effective-plan.ts';
import { FILES_MAX } from '../model/limits.ts';
import { type InputOptions, openInputs } from './inputs.ts';

const STDIN = '-';

/** The inputs of `paths` as a run would take them; standard input is named and not touched. */
export async function examineInputs(
  options: Omit<InputOptions, 'strict' | 'onSkip'>,
): Promise<PlannedInputs> {
  let [count, bytes, skipped] = [0, 0, 0];
  const listed: PlannedInput[] = [];
  const list = (name: string, size: number, kind: InputKind): void => {
    if (listed.length < FILES_MAX) listed.push({ name, bytes: size, kind });
  };
  if (options.paths.includes(STDIN) || options.filesFrom === STDIN) {
    list(STDIN, Number.NaN, 'stdin');
    count++;
  }
  const inputs = openInputs({
    ...options,
    paths: options.paths.filter((path) => path !== STDIN),
    filesFrom: options.filesFrom === STDIN ? undefined : options.filesFrom,
    strict: false,
    isLookOnly: true,
    onSkip(reason, size, name) {
      skipped++;
      list(name, size, reason === 'duplicate' ? 'duplicate' : 'binary');
    },
  });
  for await (const { source, packing, reader } of inputs) {
    await reader.close();
    count++;
    if (!Number.isNaN(source.sizeBytes)) bytes += source.sizeBytes;
    list(source.name, source.sizeBytes, packing === 'none' ? 'log' : packing);
  }
  return { count, bytes, skipped, listed };
}
