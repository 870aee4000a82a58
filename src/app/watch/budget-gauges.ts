import { Gauge, type Registry } from 'prom-client';
import type { Budgets } from '#ports/budgets.js';
import { mostOf } from './most-of.js';

/** What installations may still ask of GitHub, as this process knows it. The gauges are set by the function that is returned. */
export function openBudgetGauges(
  registry: Registry,
  { budgets, mostInstallations }: { budgets: () => readonly Budgets[]; mostInstallations: number },
): () => void {
  const registers = [registry];
  const left = new Gauge({
    name: 'greenlight_github_budget_left',
    help: 'What an installation may still ask of GitHub.',
    labelNames: ['installation', 'budget'],
    registers,
  });
  const waiting = new Gauge({
    name: 'greenlight_github_requests_waiting',
    help: 'Requests that wait for room in a budget.',
    labelNames: ['installation'],
    registers,
  });
  const labelOf = mostOf(mostInstallations);
  return () => {
    for (const { installation: id, waiting: queued, budgets: own } of budgets()) {
      const installation = labelOf(String(id));
      // One number for many would be true of none.
      if (installation === 'other') continue;
      waiting.set({ installation }, queued);
      for (const budget of own) left.set({ installation, budget: budget.name }, budget.left);
    }
  };
}
