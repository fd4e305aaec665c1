import { Box, Flex, Typography } from '@strapi/design-system';

import type { ArticleRow, Overview } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Dot, type DotTone } from '../../components/Dot';
import { EntryLink } from '../../components/EntryLink';
import { findingSentence } from '../../findings/findingSentence';
import { findingsOfRun } from '../../findings/findingsOfRun';
import { humanise } from '../../format/humanise';
import { useFormat } from '../../format/useFormat';
import { useText } from '../../text/useText';
import { useFormattedValues } from '../../text/useValues';

const SHOWN = 3;
const TONE: Record<Overview['findings'][number]['level'], DotTone> = {
  info: 'primary',
  warning: 'warning',
  danger: 'danger',
};

/** The few things worth doing today: what is wrong first, then the articles that stand out most. */
export const Findings = ({ findings, top, flop, lastRun }: Pick<Overview, 'findings' | 'top' | 'flop' | 'lastRun'>) => {
  const text = useText();
  const format = useFormat();
  const { t, named } = text;
  const valuesOf = useFormattedValues();
  const said = findings.slice(0, SHOWN);
  const data = worrying(lastRun).slice(0, SHOWN - said.length);
  const articles = [...top.slice(0, 1), ...flop.slice(0, 1)].slice(0, SHOWN - said.length - data.length);
  return (
    <Card title={t('findings.title')}>
      {said.length + data.length + articles.length === 0 ? (
        <Typography textColor="neutral600">{t('findings.none')}</Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {said.map(({ code, level, values }, position) => (
            <Flex tag="li" key={`${code}-${position}`} gap={3} alignItems="flex-start">
              <Box paddingTop={1}>
                <Dot tone={TONE[level]} />
              </Box>
              <Typography>{named('finding', code, humanise(code), valuesOf(values))}</Typography>
            </Flex>
          ))}
          {data.map((finding, position) => (
            <Flex tag="li" key={`${finding.code}-${position}`} gap={3} alignItems="flex-start">
              <Box paddingTop={1}>
                <Dot tone={finding.severity === 'blocking' ? 'danger' : 'warning'} />
              </Box>
              <Flex direction="column" alignItems="flex-start">
                <Typography>{findingSentence(finding, text, format)}</Typography>
                <Typography variant="pi" textColor="neutral600">
                  {named('data-advice', finding.code, '')}
                </Typography>
              </Flex>
            </Flex>
          ))}
          {articles.map((row) => (
            <StandingOut key={`${row.contentType}-${row.documentId}-${row.locale}`} row={row} />
          ))}
        </Flex>
      )}
    </Card>
  );
};

/** In the data of the last training; a young site's health says by itself that it is too early. */
const worrying = (run: Overview['lastRun']) =>
  findingsOfRun(run).filter(({ code, severity }) => severity !== 'info' && code !== 'too-few-labels');

const StandingOut = ({ row }: { row: ArticleRow }) => {
  const { t } = useText();
  const format = useFormat();
  const { verdict, factor } = row.surprise;
  return (
    <Flex tag="li" gap={3} alignItems="flex-start">
      <Box paddingTop={1}>
        <Dot tone={verdict === 'over' ? 'success' : 'warning'} />
      </Box>
      <Flex direction="column" alignItems="flex-start">
        <EntryLink entry={row} />
        <Typography variant="pi" textColor="neutral600">
          {verdict === 'over'
            ? t('worth.better', { factor: format.decimal(factor, 1) })
            : t('worth.worse', { share: format.percent(1 - (factor ?? 1)) })}
        </Typography>
      </Flex>
    </Flex>
  );
};
