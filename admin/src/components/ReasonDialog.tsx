import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Box, Button, Dialog, Field, Flex, Textarea, Typography, type ButtonProps } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

import { useText } from '../text/useText';

/** As the server takes it, blanks joined. */
const SHORTEST = 3;
const LONGEST = 300;

interface ReasonDialogProps {
  readonly label: ReactNode;
  readonly title: string;
  /** What will happen, in one or two sentences. */
  readonly consequence: string;
  /** What spoke against it; null when nothing did. */
  readonly objection?: string | null;
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  readonly disabled?: boolean;
  readonly danger?: boolean;
}

/** A button for what is put on record: it says what will happen and asks why. Failures are told by the caller's mutation. */
export const ReasonDialog = (props: ReasonDialogProps) => {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const said = reason.replace(/\s+/gu, ' ').trim();
  const isMissing = said.length < SHORTEST;

  const change = (next: boolean) => {
    setOpen(next);
    setReason('');
    setAsked(false);
  };
  const confirm = async () => {
    setAsked(true);
    if (isMissing) return;
    setBusy(true);
    await props.onConfirm(said).catch(() => undefined);
    setBusy(false);
    change(false);
  };

  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Trigger>
        <Button variant={props.variant ?? 'secondary'} size="S" disabled={props.disabled ?? false}>
          {props.label}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog
        title={props.title}
        variant={props.danger ? 'danger-light' : 'default'}
        endAction={
          <Button fullWidth variant={props.danger ? 'danger-light' : 'default'} onClick={confirm} loading={busy}>
            {props.label}
          </Button>
        }
      >
        <Flex direction="column" alignItems="stretch" gap={4} width="100%">
          <Typography textAlign="center">{props.consequence}</Typography>
          {props.objection ? (
            <Box background="warning100" borderColor="warning200" hasRadius padding={3}>
              <Typography textColor="neutral800">{props.objection}</Typography>
            </Box>
          ) : null}
          <ReasonField value={reason} onChange={setReason} error={asked && isMissing ? t('why.missing') : null} />
        </Flex>
      </ConfirmDialog>
    </Dialog.Root>
  );
};

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error: string | null;
}

const ReasonField = ({ value, onChange, error }: ReasonFieldProps) => {
  const { t } = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  // The dialog itself goes to its first button when it opens; writing is what is to be done here.
  useEffect(() => {
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <Field.Root required hint={t('why.hint')} {...(error === null ? {} : { error })}>
      <Field.Label>{t('why.label')}</Field.Label>
      <Textarea ref={field} value={value} maxLength={LONGEST} onChange={(event) => onChange(event.target.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};
