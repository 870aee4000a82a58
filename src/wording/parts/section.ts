/** A titled part of a text; `null` when there is nothing to put under the title. */
export function section(title: string, body: string | null): string | null {
  return body === null ? null : `**${title}**\n\n${body}`;
}
