/** For every test file: properties stop shrinking before the test runs out of time, and CI is repeatable. */
import fc from 'fast-check';

const TIME_LIMIT_MS = 40_000;
/** Any number; a run at a desk draws a new one each time and prints it when it fails. */
const SEED = 20_261_123;

fc.configureGlobal({
  interruptAfterTimeLimit: TIME_LIMIT_MS,
  ...(process.env.CI === undefined ? {} : { seed: SEED }),
});
