import { useCallback, useMemo } from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';

import { useText } from './useText';

type ServerValues = Readonly<Record<string, string | number>>;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Values as the server sends them, made ready for a message: instants become dates of the reader's zone, and the
 * English message of an error becomes that of its code. Numbers stay numbers, so that messages can count with them.
 */
export const useFormattedValues = () => {
  const intl = useIntl();
  const { named } = useText();
  return useCallback(
    (values: ServerValues): Record<string, PrimitiveType> => {
      const said = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' && INSTANT.test(value)
          ? intl.formatDate(value, { dateStyle: 'medium', timeStyle: 'short' })
          : value,
      ]);
      const { code, message } = values;
      const error = message === undefined ? {} : { message: named('error', String(code), String(message)) };
      return { ...Object.fromEntries(said), ...error } as Record<string, PrimitiveType>;
    },
    [intl, named]
  );
};

export const useValues = (values: ServerValues) => {
  const format = useFormattedValues();
  return useMemo(() => format(values), [format, values]);
};
