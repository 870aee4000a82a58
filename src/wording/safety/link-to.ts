const mostCharacters = 2_000;

/** A link with words of our own to an address; the words alone when the address is not one that people can follow. */
export function linkTo(words: string, address: string | null): string {
  if (address === null || !/^https?:\/\/[^\s/]/i.test(address)) return words;
  const destination = address.replace(/[^\w\-.~:/?#[\]@!$&'*+,;=%]/gu, (character) => encode(character));
  return destination.length > mostCharacters ? words : `[${words}](${destination})`;
}

/** Half a character, which cannot be encoded, becomes the sign for one. */
function encode(character: string): string {
  const encoded = encodeURIComponent(character.replace(/\p{Surrogate}/gu, '\ufffd'));
  return encoded === character ? `%${character.charCodeAt(0).toString(16)}` : encoded;
}
