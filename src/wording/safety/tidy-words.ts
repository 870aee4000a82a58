/** What people typed, without what nobody sees: control characters, marks that reverse the reading order, halves of characters. */
export function tidyWords(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
