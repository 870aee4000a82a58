import type { About, Help } from '../about.js';
import { alert } from './alert.js';
import { nameLogin } from './name-login.js';
import { sayInstant } from './say-instant.js';

/** Named in one text; the rest are counted. */
const mostNamed = 3;

/** That something of the task was given up, and who can take it up again; `null`: nothing was. */
export function sayNeededHelp({ help = null, words }: Pick<About, 'help' | 'words'>): string | null {
  return help === null ? null : alert('CAUTION', tellHelp(help, words));
}

/** The same without the look of an alert. */
export function tellHelp({ since, unfinished }: Help, words: About['words']): string {
  const { what, needed } = words.help;
  const named = unfinished.slice(0, mostNamed).map((one) => {
    const by = one.by === null ? null : nameLogin(one.by);
    return what[one.what](by);
  });
  return needed({
    what: [...new Set(named)],
    more: Math.max(0, unfinished.length - mostNamed),
    when: sayInstant(since, words),
  });
}
