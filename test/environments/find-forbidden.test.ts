import { expect, test } from '@jest/globals';
import { findForbidden } from '#environments/container/find-forbidden.js';

test.each([
  'FROM node:20\nCOPY . /app\nRUN npm ci --network-timeout 100000',
  'FROM node:20\nADD . /app\nADD --chown=1000:1000 package.json package-lock.json /app/',
  'FROM node:20\nADD pictures.tar.gz /app\n# ADD http://in.a.comment /\nRUN npm run add http://shop.test',
  'FROM node:20\nRUN --mount=type=cache,target=/root/.npm npm ci',
])('this Dockerfile is built: %j', (dockerfile) => {
  expect(findForbidden(dockerfile)).toBeNull();
});

test.each([
  'ADD http://127.0.0.1:3000/ /app/',
  '  add --checksum=sha256:00 HTTPS://shop.test/ /app/',
  'ARG FROM_WHERE\nADD $FROM_WHERE /app/',
  'ADD ["http://127.0.0.1/", "/app/"]',
  'ADD ht"tp:"//127.0.0.1 /app/',
  'ADD \\\n  http://127.0.0.1 /app/',
  'ADD \\  \n# a comment between\n\n  http://127.0.0.1 /app/',
  'AD\\\nD http://127.0.0.1 /app/',
  '# escape=`\nADD `\n  http://127.0.0.1 /app/',
  'ONBUILD ADD http://127.0.0.1 /app/',
  'ADD git@shop.test:shop.git /app/',
  'RUN --network=host curl http://127.0.0.1',
  'RUN --mount=type=tmpfs,target=/x \\\n --network host curl http://127.0.0.1',
  'run --security=insecure id',
])('this one is not: %j', (instructions) => {
  expect(findForbidden(`FROM node:20\r\n${instructions}\nCMD ["node"]\n`)).toMatch(/^has an? (ADD|RUN)/);
});
