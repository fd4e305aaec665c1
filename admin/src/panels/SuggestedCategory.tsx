import { Box, Typography } from '@strapi/design-system';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

/** Below this probability a suggestion is a guess, and we say nothing. */
const SURE_ENOUGH = 0.4;

interface SuggestedCategoryProps {
  readonly topics: Panel['topics'];
  readonly current: Panel['currentCategory'];
}

/** Which category a text like this has here, beside the one it has. */
export const SuggestedCategory = ({ topics, current }: SuggestedCategoryProps) => {
  const { t } = useText();
  const format = useFormat();
  const best = topics[0];
  if (!best || best.probability < SURE_ENOUGH) return null;
  const values = { label: best.label, current: current ?? '', share: format.percent(best.probability) };
  const agrees = best.label === current;
  return (
    <Box>
      <Typography tag="h3" variant="pi" fontWeight="bold">
        {t('category.title')}
      </Typography>
      <Typography tag="p" variant="pi" textColor={agrees ? 'neutral600' : 'neutral800'}>
        {t(agrees ? 'category.agrees' : current ? 'category.differs' : 'category.suggests', values)}
      </Typography>
    </Box>
  );
};
