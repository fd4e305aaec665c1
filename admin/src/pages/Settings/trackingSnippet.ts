import type { Settings } from '../../../../server/src/contracts/admin';

/**
 * What a site pastes to send views: one event when the page opens. `eventId` is made once per view, so sending
 * it twice counts once. sendBeacon survives the page being closed; fetch is the fallback.
 */
export const trackingSnippet = (settings: Pick<Settings, 'ingestPath' | 'keys'>, origin: string): string => {
  const key = settings.keys.find(({ revokedAt }) => revokedAt === null)?.key ?? 'YOUR_PUBLISHABLE_KEY';
  return `<script>
  const endpoint = '${origin}${settings.ingestPath}';
  const body = JSON.stringify({
    key: '${key}',
    events: [{ eventId: crypto.randomUUID(), type: 'view', documentId: 'DOCUMENT_ID', locale: document.documentElement.lang }],
  });
  if (!navigator.sendBeacon?.(endpoint, body)) {
    fetch(endpoint, { method: 'POST', body, keepalive: true, headers: { 'content-type': 'text/plain' } });
  }
</script>`;
};
