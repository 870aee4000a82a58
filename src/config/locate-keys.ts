import { EVENT_ID, getScalarValue, load, type parseEvents, SCALAR_STYLE } from 'js-yaml';
import type { Fault } from './fault.js';

/** Where each key and item of a YAML text begins, by JSON pointer, and what no configuration may hold. */
export interface Located {
  /** Offsets into the text. */
  readonly places: ReadonlyMap<string, number>;
  readonly faults: readonly Fault[];
  readonly documents: number;
  /** Whether there is one value; an alias, a key that is no name and a second document leave none. */
  readonly readable: boolean;
}

type YamlEvent = ReturnType<typeof parseEvents>[number];
type Placed = Exclude<YamlEvent, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

interface Frame {
  readonly kind: 'document' | 'mapping' | 'sequence';
  readonly pointer: string;
  /** In a mapping: the key whose value comes next. */
  key: string | null;
  readonly keys: Set<string>;
  index: number;
}

interface Walk {
  readonly text: string;
  readonly open: Frame[];
  readonly places: Map<string, number>;
  readonly faults: Fault[];
  documents: number;
  readable: boolean;
}

/** Walks through what a YAML parser has read of `text`. */
export function locateKeys(events: readonly YamlEvent[], text: string): Located {
  const walk: Walk = { text, open: [], places: new Map(), faults: [], documents: 0, readable: true };
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) openDocument(walk);
    else if (event.type === EVENT_ID.POP) walk.open.pop();
    else place(walk, event);
  }
  return walk;
}

function openDocument(walk: Walk): void {
  walk.documents += 1;
  walk.open.push(frameOf('document', ''));
}

function place(walk: Walk, event: Placed): void {
  const parent = walk.open.at(-1);
  const offset = offsetOf(event);
  if (event.type === EVENT_ID.ALIAS)
    unreadable(walk, {
      pointer: pointerIn(parent),
      offset,
      message: 'aliases are not allowed: write the value out',
    });
  if (parent?.kind === 'document' && walk.documents === 2)
    unreadable(walk, { pointer: '', offset, message: 'there is more than one document in the file' });
  if (parent?.kind === 'mapping' && parent.key === null) {
    placeKey(walk, { event, parent, offset });
    return;
  }
  const pointer = pointerIn(parent);
  if (offset !== null && !walk.places.has(pointer)) walk.places.set(pointer, offset);
  advance(parent);
  open(walk, event, pointer);
}

function placeKey(
  walk: Walk,
  { event, parent, offset }: { event: Placed; parent: Frame; offset: number | null },
): void {
  parent.key = event.type === EVENT_ID.SCALAR ? nameOf(walk.text, event) : '';
  const pointer = pointerIn(parent);
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
    unreadable(walk, { pointer: parent.pointer, offset, message: 'a key must be a name' });
    open(walk, event, pointer);
  } else if (parent.keys.has(parent.key))
    fault(walk, { pointer, offset, message: 'this key is given twice' });
  else if (offset !== null && !walk.places.has(pointer)) walk.places.set(pointer, offset);
  parent.keys.add(parent.key);
}

function open({ open: frames }: Walk, event: Placed, pointer: string): void {
  if (event.type === EVENT_ID.MAPPING) frames.push(frameOf('mapping', pointer));
  if (event.type === EVENT_ID.SEQUENCE) frames.push(frameOf('sequence', pointer));
}

function frameOf(kind: Frame['kind'], pointer: string): Frame {
  return { kind, pointer, key: null, keys: new Set(), index: 0 };
}

interface Found {
  readonly pointer: string;
  readonly offset: number | null;
  readonly message: string;
}

function fault({ faults }: Walk, { offset, ...found }: Found): void {
  faults.push(offset === null ? found : { ...found, offset });
}

function unreadable(walk: Walk, found: Found): void {
  walk.readable = false;
  fault(walk, found);
}

/** A key as it is in the value: `1.0` and `~` are `1` and `null` there. */
function nameOf(text: string, event: Extract<Placed, { type: typeof EVENT_ID.SCALAR }>): string {
  const written = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN) return written;
  if (/^[-+]?\.?\d[\w.+-]*$/.test(written) || /^(true|false)$/i.test(written)) return String(load(written));
  return /^(null|~|)$/i.test(written) ? 'null' : written;
}

function pointerIn(parent: Frame | undefined): string {
  if (parent?.kind === 'mapping') return `${parent.pointer}/${escapeKey(parent.key ?? '')}`;
  return parent?.kind === 'sequence' ? `${parent.pointer}/${parent.index}` : '';
}

function advance(parent: Frame | undefined): void {
  if (parent === undefined) return;
  parent.key = null;
  parent.index += 1;
}

/** `null`: nothing stands there, as after `key:`. */
function offsetOf(event: Placed): number | null {
  const offset = startOf(event);
  return offset < 0 ? null : offset;
}

function startOf(event: Placed): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  if (event.type !== EVENT_ID.SCALAR) return event.start;
  const { style, valueStart } = event;
  const quoted = style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED;
  return quoted ? valueStart - 1 : valueStart;
}

/** A key as it stands in a JSON pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
