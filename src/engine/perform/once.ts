import type { Store } from '#ports/store.js';

interface Noting {
  readonly engine: { readonly store: Pick<Store, 'loadNote' | 'saveNote'> };
  readonly operation: { readonly id: string };
}

/**
 * What `act` came to, noted for the operation: performed again it is not done again. `step` tells apart what one operation does once.
 * Only what `isFinal` is noted; a crash before the note lets it be done twice.
 */
export async function once<Came>(
  { engine: { store }, operation }: Noting,
  step: string,
  act: () => Promise<Came>,
  isFinal: (came: Came) => boolean = () => true,
): Promise<Came> {
  const noted = `once:${operation.id}:${step}`;
  const known = await store.loadNote(noted);
  if (known !== null) return JSON.parse(known) as Came;
  const came = await act();
  if (isFinal(came)) await store.saveNote(noted, JSON.stringify(came));
  return came;
}
