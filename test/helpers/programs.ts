/** Programs of the system that check what we ship. */
import { spawnSync } from 'node:child_process';

export interface Checked {
  readonly isMissing: boolean;
  readonly status: number | null;
  readonly out: string;
  readonly told: string;
}

/**
 * What `program …argv` says. Where it is missing that is said; with `debianPackage` CI installs it, so
 * there it must not be missing.
 */
export function runProgram(
  program: string,
  argv: readonly string[],
  debianPackage?: string,
): Checked {
  const { error, status, stdout, stderr } = spawnSync(program, argv, { encoding: 'utf8' });
  if (error === undefined) return { isMissing: false, status, out: stdout, told: stderr };
  const missing = `${program} is missing: its check was left out`;
  if (debianPackage !== undefined && process.env.CI !== undefined) {
    throw new Error(`${missing} (apt-get install ${debianPackage})`);
  }
  console.warn(missing);
  return { isMissing: true, status: null, out: '', told: missing };
}
