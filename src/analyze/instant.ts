/** Moments as reports say them. */

const DAY_MS = 86_400_000;
/** Days from the first of March of year 0 to the epoch. */
const EPOCH_DAYS = 719_468;
const DAYS_PER_400_YEARS = 146_097;
/** Years of four digits, which is all that logs name. */
const FROM_MS = Date.UTC(1000, 0, 1);
const TO_MS = Date.UTC(10_000, 0, 1);

/**
 * RFC 3339 in UTC of ms since the epoch; without milliseconds where there are none. Reckoned by hand:
 * the first `Date` that is printed makes V8 load its tables of time zones, ten milliseconds of a short
 * run. The calendar is that of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */
export function instant(ms: number): string {
  const whole = Math.trunc(ms);
  if (!(whole >= FROM_MS && whole < TO_MS)) return new Date(ms).toISOString().replace('.000Z', 'Z');
  const days = Math.floor(whole / DAY_MS);
  const rest = whole - days * DAY_MS;
  const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60]
    .map(twoDigits)
    .join(':');
  const fraction = rest % 1000 === 0 ? '' : `.${`${rest % 1000}`.padStart(3, '0')}`;
  return `${dateOf(days)}T${time}${fraction}Z`;
}

/** `2026-09-01` of days since the epoch. Years begin in March here, so that a leap day is the last. */
function dateOf(days: number): string {
  const shifted = days + EPOCH_DAYS;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return `${Math.floor(value)}`.padStart(2, '0');
}
