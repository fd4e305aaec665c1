import { useId } from 'react';
import { Box, Field, Flex, lightTheme, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useTheme } from 'styled-components';

import type { WhatIfAnswer } from '../../../server/src/contracts/what-if';
import { useText } from '../text/useText';
import { charactersOf, leverOf, type Outside, type WhatIfFields } from './whatIfChanges';

interface WhatIfFormProps {
  readonly current: WhatIfAnswer['data']['current'];
  readonly fields: WhatIfFields;
  readonly outside: Partial<Record<keyof WhatIfFields, Outside>>;
  readonly onChange: (fields: WhatIfFields) => void;
}

/** Title, length, images, category and time of the article, to be played with; they belong to no form and are not saved. */
export const WhatIfForm = ({ current, fields, outside, onChange }: WhatIfFormProps) => {
  const { t } = useText();
  const { colors } = useTheme();
  // The browser draws the arrows of a number and the calendar itself.
  const colorScheme = colors.neutral0 === lightTheme.colors.neutral0 ? 'light' : 'dark';
  const set = (name: keyof WhatIfFields) => (value: string) => onChange({ ...fields, [name]: value });
  const refused = (name: keyof WhatIfFields) => {
    const found = outside[name];
    if (found === undefined) return undefined;
    const { value, low, high } = found;
    return name === 'title' ? t('what-if.outside.title', { value, low, high }) : t('what-if.outside', { low, high });
  };
  /** Where every article here is alike in something, there is nothing to choose. */
  const varies = (name: string) => {
    const lever = leverOf(current, name);
    return lever === undefined || Math.ceil(lever.low) < Math.floor(lever.high);
  };
  const known = (name: string) => {
    const lever = leverOf(current, name);
    return lever && t('what-if.known', { low: Math.ceil(lever.low), high: Math.floor(lever.high) });
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3} style={{ colorScheme }}>
      <Input
        label={t('what-if.title-field', { count: charactersOf(fields.title) })}
        value={fields.title}
        error={refused('title')}
        onChange={set('title')}
      />
      <Flex gap={2} alignItems="flex-start">
        <Box flex="1" minWidth={0}>
          <Input
            type="number"
            label={t('what-if.words')}
            value={fields.words}
            hint={known('textWords')}
            error={refused('words')}
            onChange={set('words')}
          />
        </Box>
        {varies('images') ? (
          <Box flex="1" minWidth={0}>
            <Input
              type="number"
              label={t('what-if.images')}
              value={fields.images}
              hint={known('images')}
              error={refused('images')}
              onChange={set('images')}
            />
          </Box>
        ) : null}
      </Flex>
      {current.categories.length > 0 ? (
        <CategoryField categories={current.categories} value={fields.category} onChange={set('category')} />
      ) : null}
      <Input type="datetime-local" label={t('what-if.time')} value={fields.time} onChange={set('time')} />
    </Flex>
  );
};

interface InputProps {
  readonly type?: 'text' | 'number' | 'datetime-local';
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** Named by its label alone: a name would make it look like a field of the entry. */
const Input = ({ type = 'text', label, value, hint, error, onChange }: InputProps) => {
  const id = useId();
  return (
    <Field.Root id={id} hint={error === undefined ? hint : null} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <Field.Input
        type={type}
        size="S"
        value={value}
        {...(type === 'number' ? { min: 0, step: 1 } : {})}
        onChange={({ target }: { target: { value: string } }) => onChange(target.value)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
};

interface CategoryFieldProps {
  readonly categories: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const CategoryField = ({ categories, value, onChange }: CategoryFieldProps) => {
  const { t } = useText();
  const id = useId();
  // The article's own may have no finished article yet.
  const choices = [...new Set([...categories, value])].filter((category) => category !== '');
  return (
    <Field.Root id={id}>
      <Field.Label>{t('what-if.category')}</Field.Label>
      <SingleSelect size="S" value={value || null} onChange={(chosen) => onChange(String(chosen))}>
        {choices.map((category) => (
          <SingleSelectOption key={category} value={category}>
            {category}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Field.Root>
  );
};
