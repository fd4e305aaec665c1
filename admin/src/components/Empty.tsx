import type { ReactNode } from 'react';
import { EmptyStateLayout } from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

/** Nothing here yet, and what to do next. */
export const Empty = ({ children, action }: { children: string; action?: ReactNode }) => (
  <EmptyStateLayout
    hasRadius
    shadow="tableShadow"
    icon={<EmptyDocuments width="16rem" />}
    content={children}
    action={action}
  />
);
