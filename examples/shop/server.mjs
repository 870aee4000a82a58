// A small shop: one page, one form, one file of data. Needs Node 20 and nothing else.
//
//   PORT            where it listens (default 3000)
//   HOST            on which address (default 127.0.0.1)
//   DATA_DIRECTORY  where orders are kept (default ./data)
//   COMMIT          the commit it was started from, served as the x-commit header
import { createServer } from 'node:http';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const products = [
  { id: 'mug', name: 'Stoneware mug', note: 'Holds 350 ml and the heat', price: 18, color: '#d9a679' },
  { id: 'lamp', name: 'Desk lamp', note: 'Warm light, folding arm', price: 64, color: '#e8c547' },
  { id: 'notebook', name: 'Notebook', note: '160 dotted pages, lies flat', price: 12, color: '#7fa99b' },
  { id: 'blanket', name: 'Wool blanket', note: 'Woven in one piece', price: 89, color: '#b5838d' },
];

const maxFormBytes = 10_000;
const euros = new Intl.NumberFormat('en-IE', {
  style: 'currency',
  currency: 'EUR',
  minimumFractionDigits: 0,
});

/** Starts the shop and resolves to its address and a way to close it. Port 0: any free one. */
export async function openShop({ port, host = '127.0.0.1', directory, commit }) {
  const orders = await openOrders(directory);
  const server = createServer((request, response) => {
    response.setHeader('x-commit', commit);
    answer(orders, request, response).catch((error) => {
      console.error(error);
      send(response, { status: 500, type: 'text/plain', body: 'Something went wrong.\n' });
    });
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://${host}:${server.address().port}`, close };
}

/** The orders, in memory and in a file that is always whole. */
async function openOrders(directory) {
  await mkdir(directory, { recursive: true });
  const path = join(directory, 'orders.json');
  const list = await readFile(path, 'utf8').then(JSON.parse, (error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let writing = Promise.resolve();
  const save = async () => {
    await writeFile(`${path}.part`, JSON.stringify(list, null, 2));
    await rename(`${path}.part`, path);
  };
  return {
    list,
    add(order) {
      list.push({ number: list.length + 1, ...order });
      writing = writing.catch(() => undefined).then(save);
      return writing;
    },
  };
}

async function answer(orders, request, response) {
  const { pathname } = new URL(request.url, 'http://shop');
  const route = `${request.method} ${pathname}`;
  if (route === 'GET /') return send(response, { type: 'text/html', body: page(orders.list) });
  if (route === 'GET /health') {
    return send(response, {
      type: 'application/json',
      body: JSON.stringify({ ok: true, orders: orders.list.length }),
    });
  }
  if (route === 'POST /orders') return takeOrder(orders, request, response);
  return send(response, { status: 404, type: 'text/plain', body: 'There is no such page.\n' });
}

async function takeOrder(orders, request, response) {
  const form = new URLSearchParams(await readForm(request));
  const product = products.find(({ id }) => id === form.get('product'));
  const name = form.get('name')?.trim().slice(0, 80) ?? '';
  if (!product || name === '') {
    return send(response, {
      status: 422,
      type: 'text/plain',
      body: 'Choose a product and tell us your name.\n',
    });
  }
  await orders.add({ product: product.id, name, at: new Date().toISOString() });
  response.writeHead(303, { location: '/' });
  response.end();
}

async function readForm(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > maxFormBytes) return '';
  }
  return text;
}

function send(response, { status = 200, type, body }) {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function page(orders) {
  const nameOf = (id) => products.find((product) => product.id === id)?.name ?? id;
  const latest = orders.slice(-5).reverse();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Corner Shop</title>
<style>
  :root { color-scheme: light dark; --ink: #22302b; --paper: #faf7f2; --card: #fff; --line: #e4ddd2; --accent: #2f6f5e }
  @media (prefers-color-scheme: dark) { :root { --ink: #ece7de; --paper: #171b19; --card: #202624; --line: #343c39; --accent: #6fbfa8 } }
  * { box-sizing: border-box }
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
  main, header, footer { max-width: 64rem; margin: auto; padding: 1.5rem }
  header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem }
  h1 { margin: 0; font: 600 1.9rem/1.2 Georgia, serif }
  h2 { font: 600 1.3rem/1.2 Georgia, serif; margin: 2.5rem 0 1rem }
  ul { list-style: none; margin: 0; padding: 0 }
  .products { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)) }
  .products li { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; overflow: hidden }
  .picture { height: 7rem; background: linear-gradient(135deg, var(--color), color-mix(in srgb, var(--color) 55%, white)) }
  .text { padding: .9rem 1rem 1rem } .text p { margin: .2rem 0 .6rem; opacity: .75; font-size: .9rem } .price { font-weight: 600 }
  form { display: flex; flex-wrap: wrap; gap: .7rem; align-items: end }
  label { display: grid; gap: .25rem; font-size: .85rem; flex: 1 1 12rem }
  input, select, button { font: inherit; padding: .6rem .8rem; border-radius: .5rem; border: 1px solid var(--line); background: var(--card); color: inherit }
  button { background: var(--accent); border-color: var(--accent); color: var(--paper); cursor: pointer }
  .orders li { padding: .5rem 0; border-bottom: 1px solid var(--line) }
</style>
<header><h1>Corner Shop</h1><span>${orders.length === 1 ? '1 order' : `${orders.length} orders`}</span></header>
<main>
  <ul class="products">${products
    .map(
      ({ name, note, price, color }) => `
    <li><div class="picture" style="--color: ${color}"></div>
      <div class="text"><strong>${name}</strong><p>${note}</p><span class="price">${euros.format(price)}</span></div></li>`,
    )
    .join('')}
  </ul>
  <h2>Order</h2>
  <form method="post" action="/orders">
    <label>Product <select name="product">${products
      .map(({ id, name }) => `<option value="${id}">${name}</option>`)
      .join('')}</select></label>
    <label>Your name <input name="name" required maxlength="80" autocomplete="name"></label>
    <button>Order</button>
  </form>
  <h2>Latest orders</h2>
  <ul class="orders">${
    latest
      .map(
        ({ number, name, product }) => `<li>#${number} ${escape(nameOf(product))} for ${escape(name)}</li>`,
      )
      .join('') || '<li>None yet.</li>'
  }</ul>
</main>
<footer>Delivered on foot within the old town.</footer>
</html>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { PORT = '3000', HOST = '127.0.0.1', DATA_DIRECTORY = 'data', COMMIT = 'unknown' } = process.env;
  const shop = await openShop({ port: Number(PORT), host: HOST, directory: DATA_DIRECTORY, commit: COMMIT });
  console.log(`The shop is open at ${shop.url}`);
  process.once('SIGTERM', () => shop.close().then(() => process.exit(0)));
}
