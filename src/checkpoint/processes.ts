/** Which processes run, as a lock asks: a process id alone is given to another one sooner or later. */
import { readFile, readlink } from 'node:fs/promises';

export interface ProcessTable {
  readonly pid: number;
  /** The same for all processes that can see each other's ids; empty if unknown. */
  scope(): Promise<string>;
  /**
   * When the process started, in a form that no other process with this id has; `running` where the
   * system does not tell; undefined if there is no such process.
   */
  startOf(pid: number): Promise<string | undefined>;
}

/**
 * The processes of this machine, by /proc where there is one. `isRunning` asks the system whether a
 * process with this id is there, e.g. by signal 0.
 */
export function systemProcesses(pid: number, isRunning: (pid: number) => boolean): ProcessTable {
  return {
    pid,
    async scope() {
      const boot = await orEmpty(readFile('/proc/sys/kernel/random/boot_id', 'utf8'));
      const space = await orEmpty(readlink('/proc/self/ns/pid'));
      return `${boot.trim()} ${space}`.trim();
    },
    async startOf(of) {
      if (!isRunning(of)) return undefined;
      // Behind the name, which may hold blanks and brackets: field 22 is the start in clock ticks.
      const status = await orEmpty(readFile(`/proc/${of}/stat`, 'utf8'));
      if (status === '') return 'running';
      const fields = status.slice(status.lastIndexOf(')') + 2).split(' ');
      // A zombie holds nothing any more.
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    },
  };
}

async function orEmpty(answer: Promise<string>): Promise<string> {
  return answer.catch(() => '');
}
