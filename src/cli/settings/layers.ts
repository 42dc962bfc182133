/** Values given before anyone types: one layer for each place that may give them. */
import type { Setting } from '../../model/effective-plan.ts';
import type { ToolError } from '../../model/tool-error.ts';

/** What one place says, by name of the option. */
export type Layer = ReadonlyMap<string, Setting>;

export interface LowerLayers {
  readonly environment: Layer;
  /** The configuration file, for one command each. */
  readonly sections: ReadonlyMap<string, Layer>;
  /** The configuration file, for all commands. */
  readonly common: Layer;
  /** Everything that is wrong with them; what is wrong is in no layer. */
  readonly problems: readonly ToolError[];
}
