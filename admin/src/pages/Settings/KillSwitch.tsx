import { useState } from 'react';
import { Box, Dialog, Field, Toggle, Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

import type { Settings } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { useFeedback } from '../../hooks/useFeedback';
import { useSetActive } from '../../hooks/useSettings';
import { useText } from '../../text/useText';

/** Turns collecting, learning and serving off or on, keeping every row. It asks once and says what will happen. */
export const KillSwitch = ({ settings }: { settings: Pick<Settings, 'active' | 'activeByConfig'> }) => {
  const { t } = useText();
  const [asking, setAsking] = useState(false);
  const setActive = useSetActive();
  const feedback = useFeedback();
  const next = !settings.active;
  const confirm = async () => {
    await setActive.mutateAsync(next, feedback(t(next ? 'switch.is-on' : 'switch.is-off'))).catch(() => undefined); // already told by the feedback
    setAsking(false);
  };
  return (
    <Card title={t('switch.title')}>
      <Field.Root name="active" hint={t(settings.activeByConfig ? 'switch.hint' : 'switch.by-config')}>
        <Field.Label>{t('switch.label')}</Field.Label>
        <Box maxWidth="32rem">
          <Toggle
            onLabel={t('switch.on')}
            offLabel={t('switch.off')}
            checked={settings.active}
            disabled={!settings.activeByConfig}
            onChange={() => setAsking(true)}
          />
        </Box>
        <Field.Hint />
      </Field.Root>
      <Dialog.Root open={asking} onOpenChange={setAsking}>
        <ConfirmDialog
          title={t(next ? 'switch.ask-on' : 'switch.ask-off')}
          variant={next ? 'default' : 'danger-light'}
          onConfirm={confirm}
        >
          <Typography textAlign="center">{t(next ? 'switch.will-on' : 'switch.will-off')}</Typography>
        </ConfirmDialog>
      </Dialog.Root>
    </Card>
  );
};
