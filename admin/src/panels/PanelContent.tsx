import { Box, Divider, Flex, TextButton, Typography } from '@strapi/design-system';

import type { Panel } from '../../../server/src/contracts/admin';
import { usePanel, type PanelTarget } from '../hooks/usePanel';
import { useText } from '../text/useText';

import { BandPicture } from './BandPicture';
import { CurvePicture } from './CurvePicture';
import { Reasons } from './Reasons';
import { SeoAdvice } from './SeoAdvice';
import { SuggestedCategory } from './SuggestedCategory';
import { WhatIf } from './WhatIf';
import { useForecastSentence } from './forecastSentence';

/** One sentence, then a picture, then the rest folded; below it the advice on the text as it stands in the form. */
export const PanelContent = (target: PanelTarget) => {
  const panel = usePanel(target, true);
  return (
    <Flex direction="column" alignItems="stretch" gap={4} width="100%" minWidth={0}>
      <ForecastPart
        target={target}
        unsaved={target.documentId === undefined}
        panel={panel.data}
        failed={panel.isError}
        onRetry={() => void panel.refetch()}
      />
      <Divider />
      <SeoAdvice
        contentType={target.contentType}
        documentId={target.documentId}
        locale={target.locale ?? panel.data?.locale ?? ''}
        panel={panel.data}
      />
    </Flex>
  );
};

interface ForecastPartProps {
  readonly target: PanelTarget;
  readonly unsaved: boolean;
  readonly panel: Panel | undefined;
  readonly failed: boolean;
  readonly onRetry: () => void;
}

const ForecastPart = ({ target, unsaved, panel, failed, onRetry }: ForecastPartProps) => {
  const { t } = useText();
  if (unsaved) return <Typography textColor="neutral600">{t('panel.unsaved')}</Typography>;
  if (panel) return <Forecast panel={panel} target={target} />;
  if (failed) {
    return (
      <Box role="alert">
        <Typography textColor="neutral600">{t('panel.failed')}</Typography>
        <TextButton onClick={onRetry}>{t('retry')}</TextButton>
      </Box>
    );
  }
  return <ForecastSkeleton />;
};

/** As tall as a sentence of three lines and the picture under it. */
const ForecastSkeleton = () => {
  const { t } = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2} aria-busy role="status" aria-label={t('loading')}>
      {['100%', '90%', '60%'].map((width) => (
        <Box key={width} aria-hidden height="1.6rem" width={width} background="neutral150" hasRadius />
      ))}
      <Box aria-hidden height="5.6rem" background="neutral150" hasRadius />
    </Flex>
  );
};

const Forecast = ({ panel, target }: { panel: Panel; target: PanelTarget }) => {
  const sentence = useForecastSentence(panel);
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Box aria-live="polite">
        <Typography tag="p" variant="omega" fontWeight="bold">
          {sentence.main}
        </Typography>
        {sentence.detail ? (
          <Typography tag="p" variant="pi" textColor="neutral600">
            {sentence.detail}
          </Typography>
        ) : null}
      </Box>
      {panel.forecast ? <Picture panel={panel} forecast={panel.forecast} /> : null}
      <Reasons reasons={panel.reasons} />
      {panel.forecast ? <WhatIf {...target} /> : null}
      <SuggestedCategory topics={panel.topics} current={panel.currentCategory} />
    </Flex>
  );
};

/** Before publication the range that is likely; afterwards what came against what was expected. */
const Picture = ({ panel, forecast }: { panel: Panel; forecast: NonNullable<Panel['forecast']> }) =>
  panel.state === 'published' ? (
    <CurvePicture panel={panel} forecast={forecast} />
  ) : (
    <BandPicture forecast={forecast} usualViews={panel.usualViews} />
  );
