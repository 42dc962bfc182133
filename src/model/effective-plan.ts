/** What a command would do and who said so: the result of `check`, as data. */
import type { Lang } from './lang.ts';
import type { Packing } from './packing.ts';
import type { ToolError } from './tool-error.ts';

export type SettingValue = string | number | boolean | readonly string[];

/** Who said it. Lines count from 1. */
export type Origin =
  | { readonly from: 'flag' }
  | { readonly from: 'environment'; readonly variable: string }
  | { readonly from: 'file'; readonly file: string; readonly line: number }
  | { readonly from: 'default' };

/** The value that one place gives to one option. */
export interface Setting {
  readonly name: string;
  readonly value: SettingValue;
  readonly origin: Origin;
}

export interface PlannedOption {
  /** The name of the flag without dashes; `paths` for the inputs. */
  readonly name: string;
  /** Undefined where nobody says anything and there is no default. */
  readonly value: SettingValue | undefined;
  readonly origin: Origin;
  /** What others said in vain, the nearest first. */
  readonly beaten: readonly Setting[];
  /** The option said nearer that cannot hold beside this one. */
  readonly silencedBy?: string;
}

/** What an input is; of an archive that is compressed, the archive. */
export type InputKind = 'log' | 'json' | 'utf-16' | Packing | 'binary' | 'duplicate' | 'stdin';

export interface PlannedInput {
  readonly name: string;
  /** As stored; NaN if unknown. */
  readonly bytes: number;
  readonly kind: InputKind;
}

export interface PlannedInputs {
  /** Inputs that would be read, and their bytes as stored. */
  readonly count: number;
  readonly bytes: number;
  /** Files of directories and patterns that would be passed over. */
  readonly skipped: number;
  /** The first of both, in the order of reading. */
  readonly listed: readonly PlannedInput[];
}

export interface EffectivePlan {
  readonly command: string;
  readonly lang: Lang;
  /** Of times that carry none; undefined for commands that read no times. */
  readonly zone: string | undefined;
  readonly catalog: { readonly version: string; readonly size: number };
  readonly options: readonly PlannedOption[];
  /** Undefined for commands that read no logs. */
  readonly inputs: PlannedInputs | undefined;
  readonly problems: readonly ToolError[];
}
