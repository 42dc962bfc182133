/** Paths of the API: to which area each belongs, and what WeCom calls it. Loaded on demand. */
import type { Endpoint } from '../model/catalog.ts';
import type { Domain } from '../model/taxonomy.ts';

export interface Endpoints {
  /**
   * The interface at `path`. A path that is not listed gets the area of the listed ones that share
   * its first word, if they are all of one area; else undefined.
   */
  find(path: string): Endpoint | undefined;
  /** The listed ones. */
  readonly size: number;
}

export async function loadEndpoints(): Promise<Endpoints> {
  const { ENDPOINTS } = await import('./endpoints.generated.ts');
  const listed = new Map<string, Endpoint>();
  /** Area of the paths that begin with a word; undefined if they are of several. */
  const areas = new Map<string, Domain | undefined>();
  for (const row of ENDPOINTS.split('\n')) {
    const [api = '', area = '', title = ''] = row.split('\t');
    const domain = area as Domain;
    listed.set(api, { api, domain, title });
    const word = firstWord(api);
    areas.set(word, areas.has(word) && areas.get(word) !== domain ? undefined : domain);
  }
  return {
    size: listed.size,
    find(path) {
      const found = listed.get(path);
      if (found !== undefined) return found;
      const domain = areas.get(firstWord(path));
      return domain === undefined ? undefined : { api: path, domain };
    },
  };
}

/** `/cgi-bin/user` of `/cgi-bin/user/get`. */
function firstWord(path: string): string {
  return path.split('/', 3).join('/');
}
