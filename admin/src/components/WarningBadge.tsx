import type { ReactNode } from 'react';
import { Badge } from '@strapi/design-system';

/** Strapi's own warning badge is orange on yellow, too faint to read (3.6 to 1): here the ground alone is coloured. */
export const WarningBadge = ({ children }: { children: ReactNode }) => (
  <Badge backgroundColor="warning200" textColor="neutral800">
    {children}
  </Badge>
);
