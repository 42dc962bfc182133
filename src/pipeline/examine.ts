/** Looks at inputs without reading them through: which there are, and what they hold. */
import type { InputKind, PlannedInput, PlannedInputs } from '../model/effective-plan.ts';
import { FILES_MAX, LOOK_BYTES } from '../model/limits.ts';
import { readHead } from './head.ts';
import { type InputOptions, type OpenInput, openInputs } from './inputs.ts';
import { createFormFinder, type FormFinder, type RecordSettings } from './records.ts';

const STDIN = '-';

/** The inputs of `paths` as a run would take them; standard input is named and not touched. */
export async function examineInputs(
  options: Omit<InputOptions, 'strict' | 'onSkip'> & {
    /** Undefined for commands that take every input by lines. */
    readonly records?: RecordSettings | undefined;
  },
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
  const findForm = options.records === undefined ? undefined : createFormFinder(options.records);
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
  for await (const input of inputs) {
    const { source, packing, reader } = input;
    const kind = packing === 'none' ? await kindOf(input, findForm) : packing;
    await reader.close();
    count++;
    if (!Number.isNaN(source.sizeBytes)) bytes += source.sizeBytes;
    list(source.name, source.sizeBytes, kind);
  }
  return { count, bytes, skipped, listed };
}

/** What a file is that is not packed; a damaged one is told when it is read. */
async function kindOf({ reader }: OpenInput, findForm: FormFinder | undefined): Promise<InputKind> {
  if (findForm === undefined) return 'log';
  const { head, isWhole } = await readHead(reader, LOOK_BYTES);
  const { documents, utf16 } = await findForm(head, isWhole);
  if (documents !== undefined) return 'json';
  return utf16 === undefined ? 'log' : 'utf-16';
}
