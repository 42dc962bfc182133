/**
 * The moments at which counts and offsets agree: behind each piece that was counted, and between two
 * turns. Whoever needs both asks for the next one.
 */

export interface Moments {
  /** What `take` gives at the next such moment; rejects with what it throws. */
  next<T>(take: () => T): Promise<T>;
  /** Says that now is one. */
  pass(): void;
  /** Says that all the time that `rest` takes is one. */
  during(rest: () => Promise<void>): Promise<void>;
  /** Says that from now on every moment is one. */
  stay(): void;
}

export function createMoments(): Moments {
  const waiting: (() => void)[] = [];
  let isNow = false;
  const pass = (): void => {
    for (const take of waiting.splice(0)) take();
  };
  return {
    next(take) {
      return new Promise((resolve, reject) => {
        const go = (): void => {
          try {
            resolve(take());
          } catch (error) {
            reject(error);
          }
        };
        if (isNow) go();
        else waiting.push(go);
      });
    },
    pass,
    async during(rest) {
      isNow = true;
      pass();
      await rest();
      isNow = false;
    },
    stay() {
      isNow = true;
      pass();
    },
  };
}
