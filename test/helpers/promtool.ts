/** Prometheus' own checkers. Where one is not installed its check is left out with a word; never in CI. */
import { spawnSync } from 'node:child_process';

export interface Checked {
  /** Whether the checker found nothing to say. */
  readonly isClean: boolean;
  readonly said: string;
  /** Whether it is not installed, so that `said` is not its own. */
  readonly isMissing: boolean;
}

/** What `promtool …argv` says of `input`; clean where there is no promtool on a desk. */
export function promtool(argv: readonly string[], input = ''): Checked {
  return checked('promtool', 'prometheus', argv, input);
}

/** The same of Alertmanager. */
export function amtool(argv: readonly string[]): Checked {
  return checked('amtool', 'prometheus-alertmanager', argv, '');
}

function checked(
  program: string,
  debianPackage: string,
  argv: readonly string[],
  input: string,
): Checked {
  const { error, status, stdout, stderr } = spawnSync(program, argv, { input });
  if (error !== undefined) {
    const said = `${program} is missing (apt-get install ${debianPackage}): its check was left out`;
    console.warn(said);
    return { isClean: process.env.CI === undefined, said, isMissing: true };
  }
  return { isClean: status === 0, said: `${stdout}${stderr}`, isMissing: false };
}
