import type { Core } from '@strapi/strapi';

import { CoreError } from '../../core/errors';
import { getService } from '../../utils/get-service';

/**
 * The locale each watched type is asked in: its own code, or the empty string where the type has none.
 *
 * @throws {CoreError} NOT_FOUND for a type that is not watched.
 */
export async function askedLocales(strapi: Core.Strapi, contentType: string | undefined, locale: string | undefined) {
  const watch = getService(strapi, 'watch');
  const types = watch.types().filter(({ uid }) => contentType === undefined || uid === contentType);
  if (types.length === 0) {
    const known = watch.types().map(({ uid }) => uid);
    throw new CoreError('NOT_FOUND', {
      got: String(contentType),
      expected: `a watched content type: ${known.join(', ')}`,
    });
  }
  const spoken = locale ?? (await watch.defaultLocale());
  return { locale: spoken, byType: new Map(types.map(({ uid, localized }) => [uid, localized ? spoken : ''])) };
}
