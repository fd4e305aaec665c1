import { Flex, Link, Typography } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';

import type { DataFinding } from '../../../server/src/contracts/admin';
import { EntryLink } from '../components/EntryLink';
import { useFormat } from '../format/useFormat';
import { PLUGIN_ID } from '../pluginId';
import { useText } from '../text/useText';

import { FindingIcon } from './FindingIcon';
import { findingSentence } from './findingSentence';

/** Found in what is read, or in what is counted: the settings show both. */
const IN_SETTINGS: readonly string[] = ['nothing-counted', 'missing-text', 'constant-columns', 'column-stands-still'];

/** What was found in the data: how grave, in one sentence, what to do, and where. */
export const FindingList = ({ findings }: { findings: readonly DataFinding[] }) => {
  const text = useText();
  const format = useFormat();
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={4}>
      {findings.map((finding, position) => (
        <Flex tag="li" key={`${finding.code}-${position}`} gap={3} alignItems="flex-start">
          <FindingIcon severity={finding.severity} />
          <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="72rem">
            <Typography>{findingSentence(finding, text, format)}</Typography>
            <Typography variant="pi" textColor="neutral600">
              {text.named('data-advice', finding.code, '')}
            </Typography>
            <Place finding={finding} />
          </Flex>
        </Flex>
      ))}
    </Flex>
  );
};

const Place = ({ finding: { code, entry } }: { finding: DataFinding }) => {
  const { t } = useText();
  if (entry) return <EntryLink entry={entry} />;
  if (!IN_SETTINGS.includes(code)) return null;
  return (
    <Link tag={RouterLink} to={`/settings/${PLUGIN_ID}`}>
      {t('data.settings')}
    </Link>
  );
};
