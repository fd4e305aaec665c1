import { Box, Flex, Tabs } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';

import type { RankerReport } from '../../../../server/src/contracts/admin';
import { useText } from '../../text/useText';

import { ByGroup } from './report/ByGroup';
import { HowRight } from './report/HowRight';
import { HowSure } from './report/HowSure';
import { MoreArticles } from './report/MoreArticles';
import { Opening } from './report/Opening';
import { WhatMatters } from './report/WhatMatters';

const PARTS = ['right', 'sure', 'matters', 'more', 'groups'] as const;
type Part = (typeof PARTS)[number];
/** What reports of earlier builds have. */
const EARLIER_PARTS: readonly Part[] = ['right', 'matters'];

/** How a ranker did on later articles: two sentences, then one part at a time; which one is in the URL. */
export const RankerReportView = ({ report }: { report: RankerReport }) => {
  const { t } = useText();
  const [search, setSearch] = useSearchParams();
  const parts = report.details ? PARTS : EARLIER_PARTS;
  const part = parts.find((known) => known === search.get('part')) ?? 'right';
  const choose = (next: string) =>
    setSearch((params) => {
      params.set('part', next);
      return params;
    });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {report.details ? <Opening details={report.details} /> : null}
      <Tabs.Root variant="simple" value={part} onValueChange={choose}>
        <Tabs.List aria-label={t('report.parts')}>
          {parts.map((known) => (
            <Tabs.Trigger key={known} value={known}>
              {t(`report.part.${known}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {parts.map((known) => (
          <Tabs.Content key={known} value={known}>
            <Box paddingTop={6}>{known === part ? <ReportPart part={known} report={report} /> : null}</Box>
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Flex>
  );
};

const ReportPart = ({ part, report }: { part: Part; report: RankerReport }) => {
  const { details } = report;
  if (part === 'matters') return <WhatMatters report={report} />;
  if (part === 'more') return <MoreArticles report={report} />;
  if (part === 'sure' && details) return <HowSure details={details} />;
  if (part === 'groups' && details) return <ByGroup details={details} />;
  return <HowRight report={report} />;
};
