import { Box, Flex, Typography } from '@strapi/design-system';

import type { Panel } from '../../../server/src/contracts/admin';
import { useFormat } from '../format/useFormat';
import { useText } from '../text/useText';

import { Fold } from './Fold';
import { reasonSentence } from './reasonSentence';

/** Effects below this share are left unsaid. */
const WORTH_SAYING = 0.02;

/** Why, folded: what speaks for it, and what holds it back. */
export const Reasons = ({ reasons }: Pick<Panel, 'reasons'>) => {
  const { t } = useText();
  const told = reasons.filter(({ effect }) => Math.abs(effect) >= WORTH_SAYING);
  if (told.length === 0) return null;
  return (
    <Fold title={t('reasons.title')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Side title={t('reasons.for')} reasons={told.filter(({ effect }) => effect > 0)} />
        <Side title={t('reasons.against')} reasons={told.filter(({ effect }) => effect < 0)} />
      </Flex>
    </Fold>
  );
};

const Side = ({ title, reasons }: { title: string; reasons: Panel['reasons'] }) => {
  const text = useText();
  const format = useFormat();
  if (reasons.length === 0) return null;
  return (
    <Box>
      <Typography tag="h4" variant="sigma" textColor="neutral600">
        {title}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1} paddingTop={1}>
        {reasons.map((reason) => (
          <Typography tag="li" variant="pi" key={reason.feature}>
            {reasonSentence(reason, text, format)}
          </Typography>
        ))}
      </Flex>
    </Box>
  );
};
