import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';

/** Where each key and item of a YAML text begins, by JSON pointer: offsets into the text. */
export function locateKeys(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const open: Frame[] = [];
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.DOCUMENT) open.push({ kind: 'document', pointer: '', key: null, index: 0 });
    else if (event.type === EVENT_ID.POP) open.pop();
    else place(event, { text, open, found });
  }
  return found;
}

interface Frame {
  readonly kind: 'document' | 'mapping' | 'sequence';
  readonly pointer: string;
  /** In a mapping: the key whose value comes next. */
  key: string | null;
  index: number;
}

type Placed = Exclude<
  ReturnType<typeof parseEvents>[number],
  { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }
>;

function place(
  event: Placed,
  { text, open, found }: { text: string; open: Frame[]; found: Map<string, number> },
): void {
  const parent = open.at(-1);
  const at = offsetOf(event);
  if (parent?.kind === 'mapping' && parent.key === null) {
    parent.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    found.set(`${parent.pointer}/${escape(parent.key)}`, at);
    return;
  }
  const pointer = pointerIn(parent);
  if (!found.has(pointer)) found.set(pointer, at);
  if (parent !== undefined) advance(parent);
  if (event.type === EVENT_ID.MAPPING) open.push({ kind: 'mapping', pointer, key: null, index: 0 });
  if (event.type === EVENT_ID.SEQUENCE) open.push({ kind: 'sequence', pointer, key: null, index: 0 });
}

function pointerIn(parent: Frame | undefined): string {
  if (parent?.kind === 'mapping') return `${parent.pointer}/${escape(parent.key ?? '')}`;
  return parent?.kind === 'sequence' ? `${parent.pointer}/${parent.index}` : '';
}

function advance(parent: Frame): void {
  parent.key = null;
  parent.index += 1;
}

function offsetOf(event: Placed): number {
  if (event.type === EVENT_ID.SCALAR) return Math.max(0, event.valueStart);
  return event.type === EVENT_ID.ALIAS ? Math.max(0, event.anchorStart) : Math.max(0, event.start);
}

/** A key as it stands in a JSON pointer. */
export function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
