import autocannon, { type Result } from 'autocannon';
import type { Make } from './deliveries.js';

/** How deliveries are sent: for a time or a number of them, as fast as they are answered or at a rate. */
export interface Sending {
  readonly connections: number;
  readonly seconds?: number;
  readonly amount?: number;
  /** Deliveries a second, over all connections. */
  readonly rate?: number;
}

/** What came back. Times are milliseconds from sending to the whole answer. */
export interface Answered {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly ok: number;
  /** Not 2xx, broken or not in time. */
  readonly failed: number;
}

/** Sends deliveries to a webhook's address with autocannon and waits for every answer. */
export async function send(url: string, make: Make, sending: Sending): Promise<Answered> {
  const { connections, seconds, amount, rate } = sending;
  const times: number[] = [];
  const result = await new Promise<Result>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        ...(seconds !== undefined && { duration: seconds }),
        ...(amount !== undefined && { amount }),
        ...(rate !== undefined && { overallRate: rate }),
        method: 'POST',
        timeout: 30,
        requests: [{ setupRequest: (request) => ({ ...request, ...make() }) }],
      },
      (error: Error | null, result) => (error ? reject(error) : resolve(result)),
    );
    run.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
  times.sort((a, b) => a - b);
  return {
    perSecond: result.requests.total / result.duration,
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    max: times.at(-1) ?? 0,
    ok: result['2xx'],
    failed: result.non2xx + result.errors + result.timeouts,
  };
}

/** The value below which a share of the sorted values lies; 0 when there are none. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
