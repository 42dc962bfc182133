/** What the script of the page is given to begin with; the stream tells it the rest. */
import type { Lang } from '../../model/lang.ts';
import type { PageView } from './view.ts';

export interface PageStart {
  readonly lang: Lang;
  /** In whose clock times are shown. */
  readonly zone: string;
  /** Ms since the epoch. */
  readonly nowMs: number;
  /** Which script and style this is: a page that is older than its server loads itself anew. */
  readonly build: string;
  readonly view: PageView;
}
