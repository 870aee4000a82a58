import type { Account, Comment, Issue, Reaction, Review, TimelineEvent } from '../state/records.js';
import { account } from './account.js';
import { html, type Html } from './html.js';
import { markdown } from './markdown.js';
import { sayEvent, shortSha } from './say-event.js';
import { when } from './when.js';

interface Entry {
  at: number;
  shown: Html;
}

/** What the author wrote, then comments, reviews and events, oldest first. */
export function conversation(issue: Issue): Html {
  const entries: Entry[] = [
    ...issue.timeline.filter(({ event }) => event !== 'reviewed').map(eventEntry),
    ...(issue.pull?.reviews ?? []).map(reviewEntry),
    ...issue.comments.map(commentEntry),
  ];
  const opened = card({
    ...{ by: issue.author, said: 'opened this', at: issue.createdAt, body: markdown(issue.body) },
    reactions: issue.reactions,
  });
  return html`${opened}${entries.sort((a, b) => a.at - b.at).map(({ shown }) => shown)}`;
}

function eventEntry(event: TimelineEvent): Entry {
  const { at, actor } = event;
  return {
    at,
    shown: html`<div class="event">${account(actor)} ${sayEvent(event)} · ${when(at)}</div>`,
  };
}

const verdicts = {
  APPROVED: { words: 'approved these changes', look: 'good' },
  CHANGES_REQUESTED: { words: 'requested changes', look: 'bad' },
  COMMENTED: { words: 'reviewed', look: 'idle' },
  DISMISSED: { words: 'reviewed (dismissed)', look: 'idle' },
} satisfies Record<Review['state'], { words: string; look: string }>;

function reviewEntry({ author, state, body, commitSha, submittedAt: at }: Review): Entry {
  const { words, look } = verdicts[state];
  const said = html`<span class="tag ${look}-ink">${words}</span> at ${shortSha(commitSha)}`;
  if (body.trim() === '') {
    return { at, shown: html`<div class="event">${account(author)} ${said} · ${when(at)}</div>` };
  }
  return { at, shown: card({ by: author, said, at, body: markdown(body), reactions: [] }) };
}

function commentEntry(comment: Comment): Entry {
  const { author, createdAt, updatedAt, reactions, id, minimizedReason } = comment;
  const said = updatedAt > createdAt ? html`commented · <span class="tag">edited</span>` : 'commented';
  const written = { by: author, said, at: createdAt, body: markdown(comment.body), reactions };
  const shown = card({ ...written, anchor: `issuecomment-${id}` });
  if (minimizedReason === null) return { at: createdAt, shown };
  const reason = minimizedReason.toLowerCase().replace('_', '-');
  const hidden = html`<details class="box">
    <summary>${account(author)} This comment was marked as ${reason}.</summary>
    ${shown}
  </details>`;
  return { at: createdAt, shown: hidden };
}

interface Written {
  by: Account;
  said: Html | string;
  at: number;
  body: Html;
  reactions: Reaction[];
  anchor?: string;
}

function card({ by, said, at, body, reactions, anchor }: Written): Html {
  return html`<article class="box" ${anchor !== undefined && html`id="${anchor}"`}>
    <header>${account(by)} ${said} · <span class="muted">${when(at)}</span></header>
    <div class="body">${body}</div>
    ${reactionRow(reactions)}
  </article>`;
}

const faces: Record<Reaction['content'], string> = {
  '+1': '👍',
  '-1': '👎',
  laugh: '😄',
  confused: '😕',
  heart: '❤️',
  hooray: '🎉',
  rocket: '🚀',
  eyes: '👀',
};

function reactionRow(reactions: Reaction[]): Html | null {
  if (reactions.length === 0) return null;
  const contents = [...new Set(reactions.map(({ content }) => content))];
  const chips = contents.map((content) => {
    const of = reactions.filter((one) => one.content === content);
    const people = of.map(({ user }) => user.login).join(', ');
    return html`<span class="tag" title="${people}">${faces[content]} ${of.length}</span> `;
  });
  return html`<div class="reactions">${chips}</div>`;
}
