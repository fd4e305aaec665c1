import { Button, Flex, Typography } from '@strapi/design-system';

import type { Contest, VersionComparison } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Fold } from '../../components/Fold';
import { LoadFailed } from '../../components/LoadFailed';
import { NumberTable } from '../../components/NumberTable';
import { Skeleton } from '../../components/Skeleton';
import { contestVerdict } from '../../format/contestVerdict';
import { measured } from '../../format/measured';
import { useFormat } from '../../format/useFormat';
import { useComparison } from '../../hooks/useModels';
import { ContestPlot } from '../../plots/ContestPlot';
import { useText } from '../../text/useText';

import { MOST_PICKED, usePicked } from './usePicked';

/** Articles both must have judged before anything is said. */
const NEEDED_ARTICLES = 10;
const MEASURES = ['rmse', 'spearman', 'ndcgAt10'] as const;

/** Two versions side by side; while only one is picked, what to do next. */
export const ComparePanel = () => {
  const { t } = useText();
  const { picked, clear } = usePicked();
  const [first, second] = picked;
  if (first === undefined) return null;
  const stop = (
    <Button variant="tertiary" onClick={clear}>
      {t('compare.stop')}
    </Button>
  );
  if (picked.length < MOST_PICKED || second === undefined) {
    return (
      <Card title={t('compare.one', { version: first })} action={stop}>
        <Typography textColor="neutral600">{t('compare.pick')}</Typography>
      </Card>
    );
  }
  return (
    <Card title={t('compare.title', { first, second })} subtitle={t('compare.subtitle')} action={stop}>
      <Comparison first={first} second={second} />
    </Card>
  );
};

const Comparison = ({ first, second }: { first: string; second: string }) => {
  const { t } = useText();
  const comparison = useComparison(first, second);
  if (comparison.isPending) return <Skeleton heights={['24rem']} />;
  if (comparison.isError) {
    return <LoadFailed error={comparison.error} onRetry={() => void comparison.refetch()} />;
  }
  const { contest, obstacle } = comparison.data;
  if (contest === null) return <Typography>{t(`compare.obstacle.${obstacle ?? 'other-target'}`)}</Typography>;
  if (contest.overall.articles < NEEDED_ARTICLES) {
    return <Typography>{t('compare.few', { articles: contest.overall.articles })}</Typography>;
  }
  return <SideBySide first={first} second={second} contest={contest} />;
};

interface SideBySideProps {
  readonly first: string;
  readonly second: string;
  readonly contest: NonNullable<VersionComparison['contest']>;
}

const SideBySide = ({ first, second, contest: { overall, ages } }: SideBySideProps) => {
  const { t } = useText();
  const format = useFormat();
  const verdict = contestVerdict(overall);
  const finding = verdict
    ? t(`compare.${verdict.outcome}`, {
        first,
        second,
        share: format.percent(Math.abs(verdict.share.value)),
        articles: overall.articles,
      })
    : t('compare.few', { articles: overall.articles });
  const said = ages.flatMap((age) => {
    const own = contestVerdict(age);
    return own
      ? [t('importance.item', { name: format.age(age.ageHours), share: format.percent(own.share.value) })]
      : [];
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <ContestPlot
        title={finding}
        alternative={t('compare.alternative', { first, second, list: format.list(said) })}
        rows={ages.map((age) => ({ name: format.age(age.ageHours), contest: age }))}
        names={{ row: t('column.age'), model: first, guess: second, axis: t('axis.against-other', { first, second }) }}
      />
      <Fold title={t('report.figures')}>
        <MeasuresTable first={first} second={second} contest={overall} />
      </Fold>
    </Flex>
  );
};

const MeasuresTable = ({ first, second, contest }: { first: string; second: string; contest: Contest }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const exact = (value: number) => format.decimal(value, 3);
  return (
    <NumberTable
      label={t('compare.title', { first, second })}
      columns={[t('column.measure'), first, second, t('column.difference')]}
      rows={MEASURES.map((measure) => ({
        key: measure,
        strong: false,
        cells: [
          t(`metric.${measure}`),
          measured(contest.model[measure], exact, text),
          measured(contest.guess[measure], exact, text),
          measured(contest.difference[measure], exact, text),
        ],
      }))}
    />
  );
};
