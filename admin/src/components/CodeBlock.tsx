import { Box, Flex, IconButton } from '@strapi/design-system';
import { Check, Duplicate } from '@strapi/icons';
import { useClipboard, useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';

import { useText } from '../text/useText';

/** Copies to the clipboard and says so. */
export const CopyButton = ({ value, label }: { value: string; label: string }) => {
  const { t } = useText();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const [copied, setCopied] = useState(false);
  const onClick = async () => {
    const done = await copy(value);
    setCopied(done);
    toggleNotification({ type: done ? 'success' : 'warning', message: t(done ? 'copied' : 'not-copied') });
  };
  return (
    <IconButton label={label} variant="ghost" onClick={onClick}>
      {copied ? <Check /> : <Duplicate />}
    </IconButton>
  );
};

/** Code to copy: scrolls inside itself, never widens the page. */
export const CodeBlock = ({ code, label }: { code: string; label: string }) => (
  <Flex alignItems="flex-start" gap={2} background="neutral100" hasRadius padding={3} width="100%">
    <Box
      tag="pre"
      tabIndex={0}
      role="group"
      aria-label={label}
      flex="1"
      minWidth={0}
      overflow="auto"
      fontSize={1}
      color="neutral800"
      style={{ fontFamily: 'monospace', lineHeight: 1.5 }}
    >
      <code>{code}</code>
    </Box>
    <CopyButton value={code} label={label} />
  </Flex>
);
