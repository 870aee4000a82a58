// Copies the orders from GREENLIGHT_PRODUCTION_DIR to GREENLIGHT_MASKED_DIR, each customer under a made-up name.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { GREENLIGHT_PRODUCTION_DIR: live, GREENLIGHT_MASKED_DIR: masked } = process.env;
const ordersOf = (directory) => join(directory, 'data', 'orders.json');
const orders = existsSync(ordersOf(live)) ? JSON.parse(readFileSync(ordersOf(live), 'utf8')) : [];

// Who ordered twice is still seen to have ordered twice.
const customers = [...new Set(orders.map(({ name }) => name))];
const copies = orders.map(({ number, product, name, at }) => ({
  number,
  product,
  name: `Customer${customers.indexOf(name) + 1}`,
  at,
}));

mkdirSync(join(masked, 'data'), { recursive: true });
writeFileSync(ordersOf(masked), JSON.stringify(copies, null, 2));
console.log(`${copies.length} orders of ${customers.length} customers, without their names`);
