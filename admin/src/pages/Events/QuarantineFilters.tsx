import { useState, type FormEvent } from 'react';
import { Button, Field, Flex, TextInput } from '@strapi/design-system';

import { Choice } from '../../components/Choice';
import { humanise } from '../../format/humanise';
import type { QuarantineFilter } from '../../hooks/useQuarantine';
import { useText, type TextKey } from '../../text/useText';

import { REASONS } from './useQuarantineQuery';

type Typed = Omit<QuarantineFilter, 'reason'>;

const FIELDS: readonly { name: keyof Typed; label: TextKey; type: 'text' | 'date'; width: string }[] = [
  { name: 'documentId', label: 'quarantine.filter.document', type: 'text', width: '22rem' },
  { name: 'url', label: 'quarantine.filter.path', type: 'text', width: '22rem' },
  { name: 'from', label: 'from', type: 'date', width: '16rem' },
  { name: 'to', label: 'until', type: 'date', width: '16rem' },
];
const NOTHING: QuarantineFilter = { reason: '', documentId: '', url: '', from: '', to: '' };

interface QuarantineFiltersProps {
  readonly filter: QuarantineFilter;
  readonly onChange: (filter: Partial<QuarantineFilter>) => void;
}

/** The reason is taken at once, what is typed when it is sent. */
export const QuarantineFilters = ({ filter, onChange }: QuarantineFiltersProps) => {
  const { t, named } = useText();
  const { documentId, url, from, to } = filter;
  const [typed, setTyped] = useState<Typed>({ documentId, url, from, to });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onChange({ ...typed, documentId: typed.documentId.trim(), url: typed.url.trim() });
  };
  const isFiltered = [filter.reason, documentId, url, from, to].some((value) => value !== '');
  return (
    <Flex tag="form" onSubmit={submit} gap={3} wrap="wrap" alignItems="flex-end" paddingBottom={5}>
      <Field.Root name="reason">
        <Field.Label>{t('column.reason')}</Field.Label>
        <Choice
          label={t('column.reason')}
          all={t('quarantine.filter.any-reason')}
          value={filter.reason}
          options={REASONS.map((reason) => [reason, named('quarantine.reason', reason, humanise(reason))])}
          onChange={(reason) => onChange({ reason })}
          width="30rem"
        />
      </Field.Root>
      {FIELDS.map(({ name, label, type, width }) => (
        <Field.Root key={name} name={name} width={width}>
          <Field.Label>{t(label)}</Field.Label>
          <TextInput
            size="S"
            type={type}
            value={typed[name]}
            onChange={(event: { target: { value: string } }) => setTyped({ ...typed, [name]: event.target.value })}
          />
        </Field.Root>
      ))}
      <Flex gap={2}>
        <Button type="submit" size="S" variant="secondary">
          {t('quarantine.filter')}
        </Button>
        {isFiltered ? (
          <Button size="S" variant="tertiary" onClick={() => onChange(NOTHING)}>
            {t('quarantine.filter.clear')}
          </Button>
        ) : null}
      </Flex>
    </Flex>
  );
};
