import { Box, Flex, Typography } from '@strapi/design-system';

import type { Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Dot, type DotTone } from '../../components/Dot';
import { humanise } from '../../format/humanise';
import { useText } from '../../text/useText';
import { useFormattedValues } from '../../text/useValues';

type Finding = Overview['findings'][number];

const TONE: Record<Finding['level'], DotTone> = { info: 'primary', warning: 'warning', danger: 'danger' };

/** What is worth doing about how events are collected. */
export const CollectingFindings = ({ findings }: { findings: readonly Finding[] }) => {
  const { t, named } = useText();
  const valuesOf = useFormattedValues();
  return (
    <Card title={t('collecting.title')}>
      {findings.length === 0 ? (
        <Typography textColor="neutral600">{t('collecting.none')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {findings.map(({ code, level, values }) => (
            <Flex tag="li" key={code} gap={3} alignItems="flex-start">
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
