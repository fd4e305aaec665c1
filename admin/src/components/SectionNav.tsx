import { Box, Flex } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';

import { PLUGIN_ID } from '../pluginId';
import { useText, type TextKey } from '../text/useText';

const SECTIONS: readonly { path: string; label: TextKey }[] = [
  { path: '', label: 'overview.title' },
  { path: '/articles', label: 'articles.title' },
  { path: '/models', label: 'models.title' },
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
  return (
    <Box tag="nav" aria-label={t('sections')} borderColor="neutral200" borderStyle="solid" borderWidth="0 0 1px 0">
      <Flex>
        {SECTIONS.map(({ path, label }) => (
          <SectionLink key={path} to={`/plugins/${PLUGIN_ID}${path}`} end={path === ''}>
            {t(label)}
          </SectionLink>
        ))}
      </Flex>
    </Box>
  );
};
