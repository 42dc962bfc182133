/** Whether the log is (also) of a service provider's apps, for whom several remedies are different. */
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisView } from './view.ts';

/** Codes that only calls of a suite or a provider get: suite_token, suite_id, permanent_code and the like. */
const PROVIDER_CODES = [40078, 40082, 40083, 40084, 40085, 42007, 42009, 48003];

/** All interfaces of suites and providers are below it. */
const PROVIDER_API = '/cgi-bin/service/';

export function isProvider(view: DiagnosisView): boolean {
  return (
    PROVIDER_CODES.some((errcode) => view.codes.has(errcode)) ||
    view.hasApi(PROVIDER_API) ||
    view.hasApi(PROVIDER_API.slice(1))
  );
}

/** The steps for self-built apps, and where a provider's calls were met, those for third-party apps besides. */
export function stepsFor(
  view: DiagnosisView,
  selfBuilt: readonly Bilingual[],
  provider: readonly Bilingual[],
): Bilingual[] {
  if (!isProvider(view)) return [...selfBuilt];
  return [
    ...selfBuilt.map(({ zh, en }) => ({ zh: `自建应用：${zh}`, en: `Self-built app: ${en}` })),
    ...provider.map(({ zh, en }) => ({
      zh: `第三方应用、代开发应用：${zh}`,
      en: `Third-party or provider-developed app: ${en}`,
    })),
  ];
}
