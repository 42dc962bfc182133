/** One value for each option: flag over environment over the command's section over the whole file. */
import type { PlannedOption, Setting, SettingValue } from '../../model/effective-plan.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Command, FlagValues } from '../command.ts';
import type { Flag } from '../flags.ts';
import { PATHS, settingsOf } from './known.ts';
import type { Layer, LowerLayers } from './layers.ts';
import { settingProblem } from './problem.ts';
import { readValue } from './value.ts';

/** What was typed, or what holds after all. */
export interface Given {
  readonly positionals: readonly string[];
  readonly flags: FlagValues;
}

export interface Resolved extends Given {
  readonly options: readonly PlannedOption[];
  readonly problems: readonly ToolError[];
}

/** What holds for `command`. Defaults are in `options` and not in `flags`. */
export async function resolveSettings(
  command: Command,
  typed: Given,
  lower: LowerLayers,
): Promise<Resolved> {
  const settings = settingsOf(command);
  const layers = [
    typedLayer(typed, settings),
    lower.environment,
    lower.sections.get(command.name) ?? new Map(),
    lower.common,
  ];
  const standing = standingOf(settings, layers);
  const problems: ToolError[] = [];
  for (const { nearest } of standing) {
    const complaint = await formatComplaint(command, settings, nearest);
    if (complaint !== undefined) problems.push(complaint);
  }
  problems.push(...conflictsOf(standing));
  const options = standing.map((one) => plannedOf(one, standing));
  const values = options.filter(({ origin }) => origin.from !== 'default');
  const paths = values.find(({ name }) => name === PATHS)?.value as readonly string[] | undefined;
  return {
    positionals: typed.positionals.length > 0 ? typed.positionals : (paths ?? []),
    flags: Object.fromEntries(
      values.filter(({ name }) => name !== PATHS).map(({ name, value }) => [name, value]),
    ),
    options,
    problems,
  };
}

function typedLayer({ positionals, flags }: Given, settings: ReadonlyMap<string, Flag>): Layer {
  const layer = new Map<string, Setting>();
  const values: Readonly<Record<string, SettingValue | undefined>> =
    positionals.length > 0 ? { ...flags, [PATHS]: positionals } : flags;
  for (const name of settings.keys()) {
    const value = values[name];
    if (value !== undefined) layer.set(name, { name, value, origin: { from: 'flag' } });
  }
  return layer;
}

/** An option and all that is said of it. */
interface Standing {
  readonly name: string;
  readonly flag: Flag;
  readonly nearest: Setting | undefined;
  readonly beaten: readonly Setting[];
  /** Which layer the nearest is of; the number of layers if nobody says anything. */
  readonly depth: number;
}

function standingOf(settings: ReadonlyMap<string, Flag>, layers: readonly Layer[]): Standing[] {
  return [...settings].map(([name, flag]) => {
    const said = layers.flatMap((layer) => layer.get(name) ?? []);
    const depth = layers.findIndex((layer) => layer.has(name));
    const [nearest, ...beaten] = said;
    return { name, flag, nearest, beaten, depth: depth < 0 ? layers.length : depth };
  });
}

/** Only --format is not the same for all commands, so that a value for all may not do for one. */
async function formatComplaint(
  command: Command,
  settings: ReadonlyMap<string, Flag>,
  setting: Setting | undefined,
): Promise<ToolError | undefined> {
  if (setting?.name !== 'format' || setting.origin.from === 'flag') return undefined;
  const raw = { text: `${setting.value}`, type: 'text' } as const;
  const reading = await readValue(`${command.name}: format`, settings.get('format')!, raw);
  return 'complaint' in reading ? settingProblem(placeOf(setting), reading.complaint) : undefined;
}

/** Rivals said in the same place, where none is nearer; of typed ones the command itself says more. */
function conflictsOf(standing: readonly Standing[]): ToolError[] {
  const heard = standing.filter((one) => isOn(one) && silencerOf(one, standing) === undefined);
  return heard.flatMap((one) =>
    heard
      .filter((other) => one.flag.rivals?.includes(other.name))
      .filter((other) => one.depth === other.depth && one.nearest!.origin.from !== 'flag')
      .map((other) => {
        const [left, right] = [placeOf(one.nearest!), placeOf(other.nearest!)];
        return settingProblem(
          left,
          {
            zh: `${one.name} 与 ${other.name}（${right}）不能同时使用，请只留一个。`,
            en: `${one.name} does not go with ${other.name} (${right}). Keep one of them.`,
          },
          'setting-conflict',
        );
      }),
  );
}

function plannedOf(one: Standing, standing: readonly Standing[]): PlannedOption {
  const { name, flag, nearest, beaten } = one;
  const rival = silencerOf(one, standing);
  if (nearest !== undefined && rival === undefined) {
    return { name, value: nearest.value, origin: nearest.origin, beaten };
  }
  const origin = { from: 'default' } as const;
  const value = flag.type === 'boolean' ? false : flag.default;
  if (nearest === undefined || rival === undefined) return { name, value, origin, beaten };
  return { name, value, origin, beaten: [nearest, ...beaten], silencedBy: rival.name };
}

/** Of the options said nearer that this one cannot hold beside, the nearest. */
function silencerOf(one: Standing, standing: readonly Standing[]): Standing | undefined {
  return standing
    .filter((other) => areRivals(one, other) && isOn(one) && isOn(other))
    .filter((other) => other.depth < one.depth)
    .sort((left, right) => left.depth - right.depth)[0];
}

function areRivals(one: Standing, other: Standing): boolean {
  return (
    one.flag.rivals?.includes(other.name) === true || other.flag.rivals?.includes(one.name) === true
  );
}

/** A switch that is off stands in nobody's way. */
function isOn({ nearest }: Standing): boolean {
  return nearest !== undefined && nearest.value !== false;
}

/** Where a setting stands, as problems name it. */
function placeOf({ name, origin }: Setting): string {
  if (origin.from === 'environment') return origin.variable;
  return origin.from === 'file' ? `${origin.file}:${origin.line}` : `--${name}`;
}
