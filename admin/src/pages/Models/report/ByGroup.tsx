import { Flex, Typography } from '@strapi/design-system';

import type { GroupDetails, ReportDetails } from '../../../../../server/src/contracts/admin';
import { Card } from '../../../components/Card';
import { contestVerdict } from '../../../format/contestVerdict';
import { useFormat } from '../../../format/useFormat';
import { ContestPlot } from '../../../plots/ContestPlot';
import { useText } from '../../../text/useText';

type Kind = 'category' | 'locale';

/** Where the forecast is ahead of the simple guess, and where it is not. */
export const ByGroup = ({ details }: { details: ReportDetails }) => {
  const { t } = useText();
  // One language is all there is, and has been said above.
  const locales = details.locales.length > 1 ? details.locales : [];
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Card title={t('groups.category')} subtitle={t('groups.subtitle')}>
        <Groups kind="category" groups={details.categories} />
      </Card>
      <Card title={t('groups.locale')} subtitle={t('groups.subtitle')}>
        <Groups kind="locale" groups={locales} />
      </Card>
    </Flex>
  );
};

/** Groups in which the model is surely better, and in which it is not. */
export const countOutcomes = (groups: readonly GroupDetails[]) => {
  const outcomes = groups.map((group) => contestVerdict(group)?.outcome);
  return {
    ahead: outcomes.filter((outcome) => outcome === 'better-sure').length,
    behind: outcomes.filter((outcome) => outcome === 'worse-sure').length,
    all: groups.length,
  };
};

const Groups = ({ kind, groups }: { kind: Kind; groups: readonly GroupDetails[] }) => {
  const { t } = useText();
  const format = useFormat();
  if (groups.length === 0) return <Typography textColor="neutral600">{t(`groups.${kind}.none`)}</Typography>;
  const title = t('groups.finding', countOutcomes(groups));
  const nameOf = ({ name }: GroupDetails) => name ?? t('groups.others');
  const said = groups.flatMap((group) => {
    const verdict = contestVerdict(group);
    return verdict ? [t('importance.item', { name: nameOf(group), share: format.percent(verdict.share.value) })] : [];
  });
  return (
    <ContestPlot
      title={title}
      alternative={t('groups.alternative', { list: format.list(said) })}
      rows={groups.map((group) => ({ name: nameOf(group), contest: group }))}
      names={{
        row: t(`column.${kind}`),
        model: t('column.model'),
        guess: t('column.baseline'),
        axis: t('axis.against-guess'),
      }}
    />
  );
};
