import { Button } from '@strapi/design-system';
import { Download } from '@strapi/icons';

import type { ModelSummary } from '../../../../server/src/contracts/admin';
import { useAllowed } from '../../hooks/useAllowed';
import { useFeedback } from '../../hooks/useFeedback';
import { useExportModel } from '../../hooks/useModels';
import { useText } from '../../text/useText';

/** Saves a version as a file, for another environment. A version without bytes has none to save. */
export const ExportButton = ({ model }: { model: ModelSummary }) => {
  const { t } = useText();
  const { canPromote } = useAllowed();
  const save = useExportModel();
  const feedback = useFeedback();
  if (!canPromote || model.artifactBytes === 0) return null;
  return (
    <Button
      variant="secondary"
      startIcon={<Download />}
      loading={save.isPending}
      onClick={() => save.mutate(model.modelVersion, feedback(t('export.done', { version: model.modelVersion })))}
    >
      {t('export')}
    </Button>
  );
};
