import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';

/** One column of cards below the names of the sections. */
export const SectionBody = ({ children }: { children: ReactNode }) => (
  <Flex direction="column" alignItems="stretch" gap={6} paddingTop={6}>
    {children}
  </Flex>
);
