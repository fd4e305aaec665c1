import { Button, EmptyStateLayout } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';
import { useAPIErrorHandler, type FetchError } from '@strapi/strapi/admin';

import { useText } from '../text/useText';

/** What went wrong in the server's words, and the one thing to do about it. */
export const LoadFailed = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const { t } = useText();
  const { formatAPIError } = useAPIErrorHandler();
  return (
    <div role="alert">
      <EmptyStateLayout
        hasRadius
        shadow="tableShadow"
        icon={<WarningCircle width="4.8rem" height="4.8rem" fill="danger600" />}
        content={t('load-failed', { message: formatAPIError(error as FetchError) })}
        action={
          <Button variant="secondary" startIcon={<ArrowClockwise />} onClick={onRetry}>
            {t('retry')}
          </Button>
        }
      />
    </div>
  );
};
