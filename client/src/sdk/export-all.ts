import type { ExportVisitor } from '../../../server/src/contracts/visitors';
import type { VisitorExport } from './types';

export type ExportPage = ExportVisitor['Response'];

/** Every page of an export, one after the other. `meta` is what the first one said. */
export async function exportAll(page: (after: string | null) => Promise<ExportPage>): Promise<VisitorExport> {
  const first = await page(null);
  const data = [...first.data];
  let { next } = first.meta;
  while (next !== null) {
    const more = await page(next);
    data.push(...more.data);
    next = more.meta.next;
  }
  const { events, quarantined, firstAt, lastAt } = first.meta;
  return { data, meta: { events, quarantined, firstAt, lastAt } };
}
