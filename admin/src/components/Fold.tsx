import type { ReactNode } from 'react';
import { Accordion, Box } from '@strapi/design-system';

/** What only some want to see: closed until asked for. */
export const Fold = ({ title, children }: { title: string; children: ReactNode }) => (
  <Accordion.Root>
    <Accordion.Item value="fold">
      <Accordion.Header>
        <Accordion.Trigger>{title}</Accordion.Trigger>
      </Accordion.Header>
      <Accordion.Content>
        <Box padding={6}>{children}</Box>
      </Accordion.Content>
    </Accordion.Item>
  </Accordion.Root>
);
