import { Box, Flex } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import { useAllowed } from '../hooks/useAllowed';
import { PLUGIN_ID } from '../pluginId';
import { useText, type TextKey } from '../text/useText';

type Allowed = 'canRead' | 'canJournal';

const SECTIONS: readonly { path: string; label: TextKey; needs: Allowed }[] = [
  { path: '', label: 'overview.title', needs: 'canRead' },
  { path: '/articles', label: 'articles.title', needs: 'canRead' },
  { path: '/models', label: 'models.title', needs: 'canRead' },
  { path: '/events', label: 'events.title', needs: 'canRead' },
  { path: '/activity', label: 'activity.title', needs: 'canJournal' },
];

/** Looks like the design system's simple tabs, but these are pages and therefore links. */
const SectionLink = styled(NavLink)`
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  margin-bottom: -1px;
  font-size: ${({ theme }) => theme.fontSizes[2]};
  font-weight: ${({ theme }) => theme.fontWeights.semiBold};
  color: ${({ theme }) => theme.colors.neutral600};
  border-bottom: 2px solid transparent;
  text-decoration: none;

  &:hover {
    color: ${({ theme }) => theme.colors.neutral800};
  }
  &.active {
    color: ${({ theme }) => theme.colors.primary700};
    border-bottom-color: ${({ theme }) => theme.colors.primary600};
  }
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: -2px;
  }
`;

export const SectionNav = () => {
  const { t } = useText();
  const allowed = useAllowed();
  return (
    <Box tag="nav" aria-label={t('sections')} borderColor="neutral200" borderStyle="solid" borderWidth="0 0 1px 0">
      <Flex>
        {SECTIONS.filter(({ needs }) => allowed[needs]).map(({ path, label }) => (
          <SectionLink key={path} to={`/plugins/${PLUGIN_ID}${path}`} end={path === ''}>
            {t(label)}
          </SectionLink>
        ))}
      </Flex>
    </Box>
  );
};
