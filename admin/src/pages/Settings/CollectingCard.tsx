import { Flex, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import { Card } from '../../components/Card';
import { useText } from '../../text/useText';
import { eventsPath } from '../Events/eventsPath';

/** Keys and the snippet live on the page Events, beside what they lead to. */
export const CollectingCard = () => {
  const { t } = useText();
  return (
    <Card title={t('collecting.settings')}>
      <Flex direction="column" alignItems="flex-start" gap={3}>
        <Typography textColor="neutral600">{t('collecting.settings.hint')}</Typography>
        <Flex gap={6}>
          <Link tag={RouterLink} to={eventsPath('keys')}>
            {t('keys.title')}
          </Link>
          <Link tag={RouterLink} to={eventsPath('test')}>
            {t('events.section.test')}
          </Link>
        </Flex>
      </Flex>
    </Card>
  );
};
