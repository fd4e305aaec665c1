import { Box, Flex, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Dot, type DotTone } from '../../components/Dot';
import { humanise } from '../../format/humanise';
import { useText } from '../../text/useText';
import { useFormattedValues } from '../../text/useValues';

const SHOWN = 3;
const TONE: Record<Overview['findings'][number]['level'], DotTone> = {
  info: 'primary',
  warning: 'warning',
  danger: 'danger',
};

/** The few things worth doing today. */
export const Findings = ({ findings }: Pick<Overview, 'findings'>) => {
  const { t, named } = useText();
  const valuesOf = useFormattedValues();
  return (
    <Card title={t('findings.title')}>
      {findings.length === 0 ? (
        <Typography textColor="neutral600">{t('findings.none')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {findings.slice(0, SHOWN).map(({ code, level, values }, position) => (
            <Flex tag="li" key={`${code}-${position}`} gap={3} alignItems="flex-start">
              <Box paddingTop={1}>
                <Dot tone={TONE[level]} />
              </Box>
              <Typography>{named('finding', code, humanise(code), valuesOf(values))}</Typography>
            </Flex>
          ))}
        </Flex>
      )}
    </Card>
  );
};
