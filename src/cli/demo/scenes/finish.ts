import { cast } from '../cast.js';
import { begin, type Play, say, until, sandboxUrl } from '../play.js';
import type { RolledBack } from './ship.js';

/** What the story saw and the summary checks. */
export interface Seen {
  readonly rolledBack: RolledBack;
  readonly sandbox: string;
}

/** Steps 9.2.4 to 11: the final demo, what comes next, the sandbox removed, the release. */
export async function finish(play: Play): Promise<Omit<Seen, 'rolledBack'>> {
  const { tell, stage } = play;
  const sandbox = sandboxUrl(play);
  begin(play, 'final-demo');
  await say(play, cast.client, '/followup Let customers choose the colour of the ribbon', 'FollowupAdded');
  await until(play, 'released', async () => {
    await say(play, cast.client, '/approve Our customers already like it', 'Approved');
    begin(play, 'teardown');
  });
  tell.sees('the sandbox is gone');
  begin(play, 'release');
  await stage.github.settled();
  const [release] = stage.repository.releases();
  tell.sees(
    `merged, tagged and published as ${release?.tag_name ?? '?'}`,
    `${stage.github.url}/${stage.repository.fullName}/releases/tag/${release?.tag_name ?? ''}`,
  );
  return { sandbox };
}
