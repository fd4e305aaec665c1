import { useMemo, type ReactNode } from 'react';
import { useIntl, type IntlShape, type PrimitiveType } from 'react-intl';

import type en from '../translations/en.json';
import type { Family } from './families';
import { getTranslation } from './getTranslation';

export type TextKey = keyof typeof en;
export type TextValues = Readonly<Record<string, PrimitiveType>>;

export interface Text {
  /** A message by its key; the compiler knows which keys exist. */
  t(key: TextKey, values?: TextValues): string;
  /** A message with elements among its values, such as a link or a time. */
  parts(key: TextKey, values: Readonly<Record<string, ReactNode>>): ReactNode;
  /** A message named by a code of the server; `fallback` where no message has that name. */
  named(family: Family, code: string, fallback: string, values?: TextValues): string;
}

/** Text from an intl object, for code outside React. */
export const textOf = (intl: IntlShape): Text => {
  const format = (key: string, values?: TextValues) => intl.formatMessage({ id: getTranslation(key) }, { ...values });
  return {
    t: format,
    parts: (key, values) => intl.formatMessage({ id: getTranslation(key) }, { ...values }),
    named: (family, code, fallback, values) => {
      const key = `${family}.${code}`;
      return getTranslation(key) in intl.messages ? format(key, values) : fallback;
    },
  };
};

export const useText = (): Text => {
  const intl = useIntl();
  return useMemo(() => textOf(intl), [intl]);
};
