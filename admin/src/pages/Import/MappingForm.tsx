import { useId, useState } from 'react';
import { Box, Field, Grid, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';

import type { ImportPreview, ImportWishes } from '../../../../server/src/contracts/imports';
import { Fold } from '../../components/Fold';
import { useText } from '../../text/useText';

type ImportField = keyof NonNullable<ImportWishes['mapping']>;
type EventType = NonNullable<ImportWishes['type']>;

const FIRST: readonly ImportField[] = ['time', 'url', 'documentId', 'type', 'visitorId', 'sessionId'];
const MORE: readonly ImportField[] = [
  ...(['referrer', 'userAgent', 'locale', 'contentType', 'value', 'name', 'eventId'] as const),
];
const TYPES: readonly EventType[] = [
  ...(['view', 'engagement', 'click', 'impression', 'conversion', 'search', 'share', 'custom'] as const),
];
const BY_COLUMN = 'by-column';

interface MappingFormProps {
  readonly preview: ImportPreview;
  readonly onChange: (wishes: ImportWishes) => void;
}

/** Which column is what, guessed and open to change. */
export const MappingForm = ({ preview, onChange }: MappingFormProps) => {
  const { t, named } = useText();
  const { mapping, type, timeZone } = preview.options;
  const map = (field: ImportField, column: string) => {
    const others = Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== field));
    const next = column === '' ? others : { ...others, [field]: column };
    // Types are read where there is a column for them, and else all rows are of one.
    const types = field === 'type' ? { type: column === '' ? ('view' as const) : null } : {};
    onChange({ mapping: next, ...types });
  };
  const columnOf = (field: ImportField) => (
    <Column key={field} field={field} value={mapping[field] ?? ''} columns={preview.columns} onChange={map} />
  );
  return (
    <Grid.Root gap={4}>
      {FIRST.map(columnOf)}
      <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
        <Field.Root name="every-type">
          <Field.Label>{t('history.every-row')}</Field.Label>
          <SingleSelect
            value={type ?? BY_COLUMN}
            onChange={(value) => onChange({ type: TYPES.find((each) => each === String(value)) ?? null })}
          >
            <SingleSelectOption value={BY_COLUMN} disabled={mapping.type === undefined}>
              {t('history.by-column')}
            </SingleSelectOption>
            {TYPES.map((each) => (
              <SingleSelectOption key={each} value={each}>
                {named('event', each, each)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
        <Field.Root name="time-zone" hint={t('history.time-zone.hint')}>
          <Field.Label>{t('history.time-zone')}</Field.Label>
          <ZoneInput zone={timeZone} onChange={(zone) => onChange({ timeZone: zone })} />
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      <Grid.Item col={12} xs={12} direction="column" alignItems="stretch">
        <Fold title={t('history.more-columns')}>
          <Box width="100%">
            <Grid.Root gap={4}>{MORE.map(columnOf)}</Grid.Root>
          </Box>
        </Fold>
      </Grid.Item>
    </Grid.Root>
  );
};

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** A name is taken once it is that of a zone; until then it is being typed. */
const ZoneInput = ({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) => {
  const id = useId();
  const [typed, setTyped] = useState(zone);
  return (
    <>
      <TextInput
        list={id}
        value={typed}
        onChange={({ target }: { target: { value: string } }) => {
          setTyped(target.value);
          if (ZONES.includes(target.value)) onChange(target.value);
        }}
        onBlur={() => setTyped(zone)}
      />
      <datalist id={id}>
        {ZONES.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
};

interface ColumnProps {
  readonly field: ImportField;
  readonly value: string;
  readonly columns: readonly string[];
  readonly onChange: (field: ImportField, column: string) => void;
}

const Column = ({ field, value, columns, onChange }: ColumnProps) => {
  const { t, named } = useText();
  return (
    <Grid.Item col={4} s={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root name={field}>
        <Field.Label>{named('history.field', field, field)}</Field.Label>
        <SingleSelect
          value={value || null}
          placeholder={t('history.no-column')}
          onChange={(column) => onChange(field, String(column))}
          onClear={() => onChange(field, '')}
          clearLabel={t('history.no-column')}
        >
          {columns.map((column) => (
            <SingleSelectOption key={column} value={column}>
              {column}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Grid.Item>
  );
};
