/** Ends with 0 when the server beside it answers: `node is-healthy.mjs [/readyz]`. An image needs no curl for that. */
const page = process.argv[2] ?? '/healthz';
const url = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}${page}`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => null);
process.exitCode = answer?.ok ? 0 : 1;
