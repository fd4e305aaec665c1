import type { Core } from '@strapi/strapi';
import { LRUCache } from 'lru-cache';

import { LIMITS } from '../../config/defaults';
import type { TargetKey } from '../../core/target';
import { targetId } from '../../core/target';
import { findByUrls } from '../../repositories/urls';
import { getService } from '../../utils/get-service';
import { normalPath } from '../publications/site-path';
import type { WatchedType } from '../watch';
import type { Doubt, Refusal } from './read-event';
import { shortly } from '../../utils/shortly';

/** What an event says about what it belongs to. */
export interface TargetRequest {
  readonly documentId: string | null;
  readonly url: string | null;
  readonly contentType: string | null;
  readonly locale: string | null;
}

export type FoundTarget = { readonly key: TargetKey } | { readonly doubt: Doubt } | { readonly refusal: Refusal };

/** Targets asked for in vain and not asked for again until LIMITS.stalenessMs have passed. */
const MAX_MISSES = 20_000;

/** Finds the published document of each event: in memory, and all that is not known there with one query. */
export function createTargetFinder(strapi: Core.Strapi): {
  find(requests: readonly TargetRequest[]): Promise<FoundTarget[]>;
} {
  /** Target id -> when it was asked for. */
  const misses = new LRUCache<string, number>({ max: MAX_MISSES });

  const isMissing = (id: string): boolean => {
    const askedAt = misses.get(id);
    if (askedAt === undefined) return false;
    if (performance.now() - askedAt < LIMITS.stalenessMs) return true;
    misses.delete(id);
    return false;
  };

  const miss = (id: string): void => void misses.set(id, performance.now());

  return {
    async find(requests) {
      const watch = getService(strapi, 'watch');
      const publications = getService(strapi, 'publications');
      const paths = requests.map(({ documentId, url }) =>
        documentId === null && url !== null ? normalPath(url) : null
      );
      const byPath = await findByUrls(strapi.db.connection, [...new Set(paths.flatMap((path) => path ?? []))]);
      const site = { types: watch.types(), defaultLocale: watch.defaultLocale() };
      const chosen = requests.map((request, index): FoundTarget => {
        const path = paths[index] ?? null;
        if (path === null && request.documentId === null) return { refusal: noAddress(request) };
        return chooseTarget(request, byPath.get(path ?? '') ?? [], site);
      });

      const published = new Set<string>();
      const unknown = new Map<string, TargetKey>();
      for (const target of chosen) {
        if (!('key' in target)) continue;
        const id = targetId(target.key);
        if (publications.isPublished(target.key)) published.add(id);
        else if (!isMissing(id)) unknown.set(id, target.key);
      }
      const found = unknown.size === 0 ? new Set<string>() : await publications.lookUp([...unknown.values()]);
      for (const id of unknown.keys()) {
        if (found.has(id)) published.add(id);
        else miss(id);
      }

      return chosen.map((target, index): FoundTarget => {
        if (!('key' in target) || published.has(targetId(target.key))) return target;
        return { doubt: notPublished(requests[index], target.key) };
      });
    },
  };
}

/** What choosing a target needs to know of the site. */
export interface Site {
  readonly types: readonly Pick<WatchedType, 'uid' | 'localized'>[];
  readonly defaultLocale: string;
}

/**
 * Which document an event means, whether or not it is published.
 *
 * @param byAddress documents the event's address leads or has led to, best first.
 */
export function chooseTarget(request: TargetRequest, byAddress: readonly TargetKey[], site: Site): FoundTarget {
  const { documentId, contentType, locale } = request;
  const uids = site.types.map(({ uid }) => uid);
  const expected = `one of ${uids.slice(0, 10).join(', ') || '(no content type is watched)'}`;
  if (contentType !== null && !uids.includes(contentType)) {
    const got = `contentType: ${shortly(contentType)}`;
    return { doubt: { reason: 'unknown-type', code: 'UNKNOWN_DOCUMENT', got, expected } };
  }
  if (documentId === null) {
    const fitting = byAddress.filter(({ uid }) => uids.includes(uid) && (contentType === null || uid === contentType));
    // An address without a locale in it may belong to several: the one asked for, else the site's own.
    const wanted = locale ?? site.defaultLocale;
    const key =
      fitting.find((one) => one.locale === wanted) ??
      (locale === null ? fitting[0] : undefined) ??
      fitting.find((one) => one.locale === '');
    if (key !== undefined) return { key };
    const got = `url: ${shortly(request.url)}`;
    return {
      doubt: { reason: 'unknown-url', code: 'UNKNOWN_DOCUMENT', got, expected: 'the address of a document' },
    };
  }

  const uid = contentType ?? (uids.length === 1 ? uids[0] : undefined);
  const type = site.types.find((one) => one.uid === uid);
  if (type === undefined) return { refusal: { code: 'INVALID_EVENT', got: 'no contentType', expected } };
  return { key: { uid: type.uid, documentId, locale: type.localized ? (locale ?? site.defaultLocale) : '' } };
}

const noAddress = ({ url }: TargetRequest): Refusal => ({
  code: 'INVALID_EVENT',
  got: `url: ${shortly(url)}`,
  expected: 'an address of http or https',
});

const notPublished = (request: TargetRequest | undefined, key: TargetKey): Doubt => {
  const what = request?.documentId === null ? `url: ${shortly(request.url)}` : `documentId: ${shortly(key.documentId)}`;
  return {
    reason: 'unknown-document',
    code: 'UNKNOWN_DOCUMENT',
    got: key.locale === '' ? what : `${what}, locale: ${shortly(key.locale)}`,
    expected: `a published document of ${key.uid}`,
  };
};
