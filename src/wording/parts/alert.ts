type Kind = 'CAUTION' | 'WARNING' | 'IMPORTANT' | 'NOTE';

/** A quote that GitHub shows as an alert. */
export function alert(kind: Kind, text: string): string {
  const lines = text.split('\n').map((line) => `> ${line}`.trimEnd());
  return [`> [!${kind}]`, ...lines].join('\n');
}
