import { Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronLeft, ChevronRight } from '@strapi/icons';

import { useText } from '../text/useText';

interface PagerProps {
  readonly page: number;
  readonly pageCount: number;
  readonly onPage: (page: number) => void;
}

/** Small paging for a table inside a page, whose page number has its own name in the URL. */
export const Pager = ({ page, pageCount, onPage }: PagerProps) => {
  const { t } = useText();
  if (pageCount <= 1) return null;
  return (
    <Flex tag="nav" aria-label={t('pager')} justifyContent="flex-end" alignItems="center" gap={2} paddingTop={4}>
      <IconButton label={t('pager.previous')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft />
      </IconButton>
      <Typography variant="pi" textColor="neutral600" aria-live="polite">
        {t('pager.position', { page, pageCount })}
      </Typography>
      <IconButton label={t('pager.next')} disabled={page >= pageCount} onClick={() => onPage(page + 1)}>
        <ChevronRight />
      </IconButton>
    </Flex>
  );
};
