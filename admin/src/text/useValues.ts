import { useCallback, useMemo } from 'react';
import { useIntl, type PrimitiveType } from 'react-intl';

type ServerValues = Readonly<Record<string, string | number>>;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * Values as the server sends them, made ready for a message: instants become dates of the reader's zone.
 * Numbers stay numbers, so that messages can count with them.
 */
export const useFormattedValues = () => {
  const intl = useIntl();
  return useCallback(
    (values: ServerValues): Record<string, PrimitiveType> =>
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'string' && INSTANT.test(value)
            ? intl.formatDate(value, { dateStyle: 'medium', timeStyle: 'short' })
            : value,
        ])
      ),
    [intl]
  );
};

export const useValues = (values: ServerValues) => {
  const format = useFormattedValues();
  return useMemo(() => format(values), [format, values]);
};
