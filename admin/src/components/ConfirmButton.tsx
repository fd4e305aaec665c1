import { useState, type ReactNode } from 'react';
import { Button, Dialog, type ButtonProps } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

interface ConfirmButtonProps {
  readonly label: ReactNode;
  readonly title: string;
  /** What will happen, in one or two sentences. */
  readonly consequence: string;
  readonly onConfirm: () => Promise<unknown>;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  readonly size?: NonNullable<ButtonProps['size']>;
  readonly disabled?: boolean;
  readonly danger?: boolean;
}

/** A button for what can hurt: it asks once and says what will happen. Failures are told by the caller's mutation. */
export const ConfirmButton = (props: ConfirmButtonProps) => {
  const [open, setOpen] = useState(false);
  const confirm = async () => {
    await props.onConfirm().catch(() => undefined);
    setOpen(false);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger>
        <Button variant={props.variant ?? 'secondary'} size={props.size ?? 'S'} disabled={props.disabled ?? false}>
          {props.label}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog title={props.title} onConfirm={confirm} variant={props.danger ? 'danger-light' : 'default'}>
        {props.consequence}
      </ConfirmDialog>
    </Dialog.Root>
  );
};
