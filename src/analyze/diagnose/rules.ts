/** All rules, in the order in which diagnoses of equal gravity are listed. */
import { wrongClock, wrongZone } from './clock.ts';
import { deniedAddress } from './denied-address.ts';
import { concurrencyLimited, rateLimited } from './limits.ts';
import { newCodes } from './new-codes.ts';
import { oauthCodeUsedAgain } from './oauth-code.ts';
import { otherPlatforms } from './other-platforms.ts';
import { busyRetried, retriedInVain } from './retries.ts';
import type { DiagnosisRule } from './rule.ts';
import { successBesideError, successLeavesOut, successWarns } from './success.ts';
import { tokenExpired, tokenFetchedOften, tokenInvalid } from './tokens.ts';

export const RULES: readonly DiagnosisRule[] = [
  deniedAddress,
  tokenInvalid,
  tokenExpired,
  tokenFetchedOften,
  rateLimited,
  concurrencyLimited,
  oauthCodeUsedAgain,
  retriedInVain,
  busyRetried,
  successWarns,
  successLeavesOut,
  successBesideError,
  newCodes,
  otherPlatforms,
  wrongZone,
  wrongClock,
];
