import { type Finding, problem, well } from './finding.js';
import type { Patient } from './patient.js';

interface Delivery {
  readonly status_code: number;
  readonly event: string;
  readonly delivered_at: string;
  readonly guid: string;
}

/** Deliveries that are looked at: the newest. */
const looked = 50;
const patienceMs = 5_000;

/** Where the App's deliveries go, whether they arrive, and whether the server answers where it says it is. */
export async function lookAtWebhook(patient: Patient): Promise<readonly Finding[]> {
  return [
    ...(await lookAtSettings(patient)),
    ...(await lookAtDeliveries(patient)),
    ...(await lookAtServer(patient)),
  ];
}

async function lookAtSettings({ app, settings }: Patient): Promise<readonly Finding[]> {
  const { data } = await app.rest.apps.getWebhookConfigForApp();
  const url = data.url ?? '';
  const found: Finding[] = [];
  if (!URL.canParse(url) || new URL(url).pathname !== settings.webhookPath)
    found.push(problem('webhook_url_wrong', url === '' ? 'it has no URL' : url));
  else if (settings.publicUrl !== null && !url.startsWith(`${settings.publicUrl}/`))
    found.push(problem('webhook_url_wrong', `${url}, and the server is at ${settings.publicUrl}`));
  if (data.content_type !== 'json') found.push(problem('webhook_not_json', data.content_type ?? 'form'));
  return found.length > 0 ? found : [well(`the webhook leads to ${url}`)];
}

async function lookAtDeliveries({ app }: Patient): Promise<readonly Finding[]> {
  const { data } = await app.rest.apps.listWebhookDeliveries({ per_page: looked });
  const failed = notMadeGood(data);
  const [last] = failed;
  if (last === undefined) return [well(`the last deliveries arrived (${data.length})`)];
  const code = last.status_code === 401 ? 'webhook_secret_refused' : 'webhook_failing';
  const answer = last.status_code === 0 ? 'no answer' : `answer ${last.status_code}`;
  return [
    problem(
      code,
      `${failed.length} of ${data.length}, the last ${last.event} at ${last.delivered_at} (${answer})`,
    ),
  ];
}

/** What failed and did not arrive when it was delivered again. */
function notMadeGood(deliveries: readonly Delivery[]): readonly Delivery[] {
  const arrived = ({ status_code: code }: Delivery): boolean => code >= 200 && code < 300;
  const good = new Set(deliveries.filter(arrived).map(({ guid }) => guid));
  return deliveries.filter((delivery) => !good.has(delivery.guid));
}

async function lookAtServer({ settings: { publicUrl } }: Patient): Promise<readonly Finding[]> {
  if (publicUrl === null) return [];
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(patienceMs) });
    await answer.body?.cancel();
    if (answer.ok) return [well(`the server answers at ${publicUrl}`)];
    return [problem('server_silent', `${publicUrl} answers ${answer.status}`)];
  } catch {
    return [problem('server_silent', publicUrl)];
  }
}
