/** One replacement in a file; the text to replace must be there, exactly once. */
type Edit = readonly [from: string, to: string];

const prices: Edit = [
  '<span class="price">${euros.format(price)}</span>',
  '${wrap ? `<p>Gift wrap: ${wrap}</p>` : \'\'}<span class="price">${price} EUR</span>',
];

/** Gift wrapping, as Dan builds it: each step edits the one before. The first one forgets how prices are written. */
export const wrapsAdded: readonly Edit[] = [
  ["price: 18, color: '#d9a679' }", "price: 18, color: '#d9a679', wrap: 'kraft paper' }"],
  ["price: 64, color: '#e8c547' }", "price: 64, color: '#e8c547', wrap: 'kraft paper' }"],
  ["price: 12, color: '#7fa99b' }", "price: 12, color: '#7fa99b', wrap: 'tissue paper' }"],
  ['({ name, note, price, color }) => `', '({ name, note, price, color, wrap }) => `'],
  prices,
];

export const pricesMended: readonly Edit[] = [
  ['<span class="price">${price} EUR</span>', '<span class="price">${euros.format(price)}</span>'],
];

/** Shows the wrapping in the list of orders, too, and forgets that the blanket has none. */
export const ordersWrapped: readonly Edit[] = [
  [
    '  const latest = orders.slice(-5).reverse();',
    '  const wrapOf = (id) => products.find((product) => product.id === id).wrap.toLowerCase();\n  const latest = orders.slice(-5).reverse();',
  ],
  [
    '<li>#${number} ${escape(nameOf(product))} for ${escape(name)}</li>',
    '<li>#${number} ${escape(nameOf(product))} for ${escape(name)} in ${wrapOf(product)}</li>',
  ],
];

export const costSaid: readonly Edit[] = [['<p>Gift wrap: ${wrap}</p>', '<p>Gift wrap: ${wrap} (+ €3)</p>']];

export const blanketMended: readonly Edit[] = [
  ['.wrap.toLowerCase();', "?.wrap?.toLowerCase() ?? 'its own bag';"],
];

/** Meanwhile somebody else lowers the lamp's price in production: the same line that gift wrapping touches. */
export const lampCheaper: readonly Edit[] = [['price: 64, color', 'price: 59, color']];

/** The text with the edits made. Throws when an edit does not fit: then the shop has changed and the story must follow. */
export function edit(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, [from, to]) => {
    const pieces = before.split(from);
    if (pieces.length !== 2) throw new Error(`the shop has no single “${from}” to edit`);
    return pieces.join(to);
  }, text);
}
