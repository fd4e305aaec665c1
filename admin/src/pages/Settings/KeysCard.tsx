import { useState, type FormEvent } from 'react';
import { Badge, Button, Field, Flex, Tbody, Td, TextInput, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';

import { ColumnHeads } from '../../components/ColumnHeads';
import type { PublishableKey } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { CardTable } from '../../components/CardTable';
import { CopyButton } from '../../components/CodeBlock';
import { ConfirmButton } from '../../components/ConfirmButton';
import { TimeAgo } from '../../components/TimeAgo';
import { useFeedback } from '../../hooks/useFeedback';
import { useCreateKey, useRevokeKey } from '../../hooks/useKeys';
import { useText } from '../../text/useText';

/** Keys a browser may send events with. They are public; revoking one only stops who still uses it. */
export const KeysCard = ({ keys }: { keys: readonly PublishableKey[] }) => {
  const { t } = useText();
  const columns = [t('column.name'), t('column.key'), t('column.created'), t('column.actions')];
  return (
    <Card title={t('keys.title')} subtitle={t('keys.subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {keys.length === 0 ? (
          <Typography textColor="neutral600">{t('keys.none')}</Typography>
        ) : (
          <CardTable colCount={columns.length} rowCount={keys.length + 1} aria-label={t('keys.title')}>
            <ColumnHeads names={columns} />
            <Tbody>
              {keys.map((key) => (
                <KeyRow key={key.id} publishable={key} />
              ))}
            </Tbody>
          </CardTable>
        )}
        <NewKey />
      </Flex>
    </Card>
  );
};

const KeyRow = ({ publishable }: { publishable: PublishableKey }) => {
  const { t } = useText();
  const revoke = useRevokeKey();
  const feedback = useFeedback();
  const { id, name, key, createdAt, revokedAt, fromConfig } = publishable;
  return (
    <Tr>
      <Td>
        <Typography>{name}</Typography>
      </Td>
      <Td>
        <Flex gap={2}>
          <Typography style={{ fontFamily: 'monospace' }}>{key}</Typography>
          <CopyButton value={key} label={t('keys.copy', { name })} />
        </Flex>
      </Td>
      <Td>
        <Typography>{createdAt === null ? t('none') : <TimeAgo instant={createdAt} />}</Typography>
      </Td>
      <Td>
        {revokedAt ? (
          <Badge variant="neutral">{t('keys.revoked')}</Badge>
        ) : fromConfig ? (
          <Badge variant="secondary">{t('keys.from-config')}</Badge>
        ) : (
          <ConfirmButton
            label={t('keys.revoke')}
            variant="danger-light"
            danger
            title={t('keys.revoke.title', { name })}
            consequence={t('keys.revoke.consequence')}
            onConfirm={() => revoke.mutateAsync(id, feedback(t('keys.revoke.done', { name })))}
          />
        )}
      </Td>
    </Tr>
  );
};

const NewKey = () => {
  const { t } = useText();
  const [name, setName] = useState('');
  const create = useCreateKey();
  const feedback = useFeedback();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const told = feedback(t('keys.created', { name: name.trim() }));
    create.mutate(name.trim(), {
      ...told,
      onSuccess: () => {
        told.onSuccess();
        setName('');
      },
    });
  };
  return (
    <Flex tag="form" onSubmit={submit} gap={2} alignItems="flex-end">
      <Field.Root name="key-name">
        <Field.Label>{t('keys.name')}</Field.Label>
        <TextInput
          value={name}
          maxLength={64}
          placeholder={t('keys.placeholder')}
          onChange={(event: { target: { value: string } }) => setName(event.target.value)}
        />
      </Field.Root>
      <Button type="submit" startIcon={<Plus />} loading={create.isPending} disabled={name.trim() === ''} size="L">
        {t('keys.create')}
      </Button>
    </Flex>
  );
};
