/** Exit codes, as documented: 0 done, 1 the answer is no, 2 something failed. */
export const EXIT_DONE = 0;
export const EXIT_NO = 1;
export const EXIT_FAILED = 2;
/** Ended by SIGINT, as shells count it. */
export const EXIT_INTERRUPTED = 130;
