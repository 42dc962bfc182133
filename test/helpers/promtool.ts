/** Prometheus' own checker. Where it is not installed the check is left out with a word; never in CI. */
import { spawnSync } from 'node:child_process';

export interface Checked {
  /** Whether promtool found nothing to say. */
  readonly isClean: boolean;
  readonly said: string;
}

/** What `promtool …argv` says of `input`; clean where there is no promtool on a desk. */
export function promtool(argv: readonly string[], input = ''): Checked {
  const { error, status, stdout, stderr } = spawnSync('promtool', argv, { input });
  if (error !== undefined) {
    const missing = 'promtool is missing (apt-get install prometheus): its check was left out';
    console.warn(missing);
    return { isClean: process.env.CI === undefined, said: missing };
  }
  return { isClean: status === 0, said: `${stdout}${stderr}` };
}
