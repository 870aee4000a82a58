/** Markup that is safe to send: made by `html` alone, which escapes whatever it is given. */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export type Part = Html | string | number | null | undefined | false | readonly Part[];

/** A piece of HTML; texts in it are escaped, nothing is shown for null and false. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const pieces = strings.map((text, index) => text + (index < parts.length ? sourceOf(parts[index]) : ''));
  return new Html(pieces.join(''));
}

function sourceOf(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.source;
  if (typeof part === 'string') return escape(part);
  return typeof part === 'number' ? String(part) : part.map(sourceOf).join('');
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
