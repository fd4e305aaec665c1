import type { ReactNode } from 'react';
import { Badge } from '@strapi/design-system';

/** Strapi's own warning and danger badges are too faint to read (3.6 and 3.9 to 1): here the ground alone is coloured. */
const LegibleBadge = ({ ground, children }: { ground: 'warning200' | 'danger200'; children: ReactNode }) => (
  <Badge backgroundColor={ground} textColor="neutral800">
    {children}
  </Badge>
);

export const WarningBadge = ({ children }: { children: ReactNode }) => (
  <LegibleBadge ground="warning200">{children}</LegibleBadge>
);

export const DangerBadge = ({ children }: { children: ReactNode }) => (
  <LegibleBadge ground="danger200">{children}</LegibleBadge>
);
