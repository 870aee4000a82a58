import type { IssueSnapshot } from '#ports/github.js';

/** Of an issue or a pull request: the newest labels that were put on, oldest first, and where they stand among its comments. */
export const labeledFields = `timelineItems(last: 20, itemTypes: [LABELED_EVENT]) {
  nodes { ... on LabeledEvent { id createdAt label { name } } }
}
recent: timelineItems(last: 30, itemTypes: [LABELED_EVENT, ISSUE_COMMENT]) {
  nodes { ... on LabeledEvent { id createdAt } ... on IssueComment { databaseId createdAt } }
}`;

export interface Labeled {
  readonly timelineItems: {
    /** `null`: of a label that is gone. */
    readonly nodes: readonly (LabeledEvent | null)[];
  };
  /** The newest labels and comments in the order in which they came. */
  readonly recent: { readonly nodes: readonly (Recent | null)[] };
}

interface LabeledEvent {
  readonly id: string;
  readonly createdAt: string;
  readonly label: { readonly name: string };
}

interface Recent {
  readonly createdAt: string;
  /** Of a label. */
  readonly id?: string;
  /** Of a comment. */
  readonly databaseId?: number;
}

/** Times are whole seconds; what else came in the second of a label, the timeline puts before or after it. */
export function toLabeled({ timelineItems, recent }: Labeled): IssueSnapshot['labeled'] {
  const labels = timelineItems.nodes.filter((one) => one !== null);
  return labels.map(({ id, createdAt, label }) => {
    const place = recent.nodes.findIndex((one) => one?.id === id);
    const before = recent.nodes.slice(0, Math.max(0, place));
    const after = before.flatMap((one) =>
      one?.createdAt === createdAt && one.databaseId !== undefined ? [one.databaseId] : [],
    );
    return { name: label.name, at: Date.parse(createdAt), after };
  });
}
