import { Button, EmptyStateLayout } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';

import { useErrorText } from '../hooks/useErrorText';
import { useText } from '../text/useText';

/** What went wrong, and the one thing to do about it. */
export const LoadFailed = ({ error, onRetry }: { error: Error; onRetry: () => void }) => {
  const { t } = useText();
  const errorText = useErrorText();
  return (
    <div role="alert">
      <EmptyStateLayout
        hasRadius
        shadow="tableShadow"
        icon={<WarningCircle width="4.8rem" height="4.8rem" fill="danger600" />}
        content={t('load-failed', { message: errorText(error) })}
        action={
          <Button variant="secondary" startIcon={<ArrowClockwise />} onClick={onRetry}>
            {t('retry')}
          </Button>
        }
      />
    </div>
  );
};
