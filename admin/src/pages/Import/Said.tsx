import { Box, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';

import { useErrorText } from '../../hooks/useErrorText';
import { useText } from '../../text/useText';

interface SaidProps {
  readonly said: { readonly code?: string; readonly got: string; readonly expected: string } | null;
  readonly error?: Error;
}

/** Why it does not go on like this: a sentence, then the server's own words about what came and what it expected. */
export const Said = ({ said, error }: SaidProps) => {
  const { t, named } = useText();
  const errorText = useErrorText();
  const sentence = error ? errorText(error) : named('error', said?.code ?? '', said?.code ?? '');
  return (
    <Box role="alert" background="danger100" borderColor="danger200" hasRadius padding={4}>
      <Flex gap={3} alignItems="flex-start">
        <WarningCircle fill="danger600" aria-hidden />
        <Flex direction="column" alignItems="flex-start" gap={1} style={{ overflowWrap: 'anywhere' }}>
          <Typography textColor="neutral800">{sentence}</Typography>
          {said === null ? null : (
            <Typography variant="pi" textColor="neutral700">
              {t('history.said', { got: said.got, expected: said.expected })}
            </Typography>
          )}
        </Flex>
      </Flex>
    </Box>
  );
};
