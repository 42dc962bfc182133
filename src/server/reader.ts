/** Who reads a page: in which language, and whether others could be reading it. */
import { LANGS, type Lang } from '../model/lang.ts';
import { isGuarded, isLoopback, type ListenAddress } from './listen.ts';
import type { Ask } from './routes.ts';
import type { WebConfig } from './web-config.ts';

/** `?lang=`, else what the browser asks for, else the language of the instance. */
export function langOf(ask: Ask, instance: Lang): Lang {
  const asked = queryOf(ask).get('lang');
  return (
    LANGS.find((lang) => lang === asked) ?? preferred(ask.header('accept-language')) ?? instance
  );
}

export function queryOf({ url }: Ask): URLSearchParams {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '');
}

/** The first of our languages by weight; equal weights in their order. */
function preferred(header: string | undefined): Lang | undefined {
  const wishes = (header ?? '').split(',').map((part) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = /^\s*q=([\d.]+)\s*$/.exec(parameters[0] ?? '')?.[1];
    return { lang: LANGS.find((lang) => tag.split('-')[0] === lang), weight: Number(weight ?? 1) };
  });
  return wishes
    .filter(({ lang, weight }) => lang !== undefined && weight > 0)
    .sort((one, other) => other.weight - one.weight)[0]?.lang;
}

/**
 * Whether only people of the house can read what is answered: behind a password or a known client
 * certificate, or from this machine itself. A page elsewhere that made its own name point at this
 * machine asks under that name, and a proxy says that it stands in between: those are not of the house.
 */
export function isPrivate(
  ask: Ask,
  listen: ListenAddress,
  webConfig: WebConfig | undefined,
): boolean {
  if (isGuarded(webConfig)) return true;
  const isForwarded = FORWARDED.some((name) => ask.header(name) !== undefined);
  return isLoopback(listen.host) && isLoopback(hostName(ask.host)) && !isForwarded;
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/** The name of a `Host` header without its port. */
function hostName(host: string | undefined): string {
  return (host ?? '')
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
}
