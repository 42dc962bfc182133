/** Types of serve-process.mjs, for the tests. */
import type { ChildProcess } from 'node:child_process';

export interface Served {
  readonly child: ChildProcess;
  readonly exited: Promise<{ code: number | null; signal: string | null; told: string }>;
  told(): string;
  url(): string | undefined;
  holds(path: string): boolean | undefined;
  isRunning(): boolean;
  stop(signal: NodeJS.Signals): Promise<{ code: number | null; told: string }>;
  get(path: string, init?: RequestInit): Promise<{ status: number; text: string } | undefined>;
  scrape(): Promise<Map<string, number> | undefined>;
}

export function startServe(
  argv: readonly string[],
  options?: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly listens?: boolean;
  },
): Promise<Served>;
export function until(
  condition: () => unknown,
  msMax: number,
  describe?: () => string,
): Promise<void>;
export function readSamples(text: string): Map<string, number>;
export function countersOf(samples: ReadonlyMap<string, number>): [string, number][];
export function eventsOf(samples: ReadonlyMap<string, number>): Record<string, number>;
