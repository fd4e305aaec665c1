import type { ReactNode } from 'react';
import { Flex } from '@strapi/design-system';
import { Layouts, Page } from '@strapi/strapi/admin';

import { SectionNav } from './SectionNav';

interface PageFrameProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly primaryAction?: ReactNode;
  readonly secondaryAction?: ReactNode;
  readonly navigationAction?: ReactNode;
  readonly children: ReactNode;
}

/** What every page of the plugin has: its title, its place among the others, and its content in one column. */
export const PageFrame = ({ children, ...header }: PageFrameProps) => (
  <Page.Main>
    <Page.Title>{header.title}</Page.Title>
    <Layouts.Header {...header} />
    <Layouts.Content>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <SectionNav />
        {children}
      </Flex>
    </Layouts.Content>
  </Page.Main>
);
