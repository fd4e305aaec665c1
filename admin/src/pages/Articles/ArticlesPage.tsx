import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Pagination, SearchInput } from '@strapi/strapi/admin';

import { Empty } from '../../components/Empty';
import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { missingSentence } from '../../format/standingSentence';
import { useArticles } from '../../hooks/useArticles';
import { useText } from '../../text/useText';

import { ArticlesTable } from './ArticlesTable';
import { PERFORMANCES, useArticlesQuery } from './useArticlesQuery';

export const ArticlesPage = () => {
  const text = useText();
  const { t } = text;
  const { query, change } = useArticlesQuery();
  const articles = useArticles(query);
  const filtered = query.search !== '' || query.locale !== '' || query.performance !== '';
  const meta = articles.data?.meta;
  const missing = meta?.curvesMissing ? missingSentence(meta.curvesMissing, meta.horizonDays, text) : null;
  return (
    <PageFrame title={t('articles.title')} subtitle={t('articles.subtitle')}>
      <Flex gap={2} wrap="wrap">
        <SearchInput label={t('articles.search')} placeholder={t('articles.search')} />
        <LocaleFilter
          locale={query.locale}
          locales={articles.data?.meta.locales ?? articles.data?.data.map(({ locale }) => locale) ?? []}
          onChange={(locale) => change({ locale })}
        />
        <PerformanceFilter performance={query.performance} onChange={(performance) => change({ performance })} />
      </Flex>
      {missing === null ? null : <Typography textColor="neutral600">{missing}</Typography>}
      {articles.isPending ? (
        <Skeleton heights={['48rem']} />
      ) : articles.isError ? (
        <LoadFailed error={articles.error} onRetry={() => void articles.refetch()} />
      ) : articles.data.data.length === 0 ? (
        <Empty>{t(filtered ? 'articles.no-match' : 'articles.none')}</Empty>
      ) : (
        <Box aria-busy={articles.isPlaceholderData}>
          <ArticlesTable rows={articles.data.data} sort={query.sort} onSort={(sort) => change({ sort })} />
          <Pagination.Root
            pageCount={articles.data.meta.pagination.pageCount}
            total={articles.data.meta.pagination.total}
            defaultPageSize={query.pageSize}
          >
            <Pagination.PageSize />
            <Pagination.Links />
          </Pagination.Root>
          <Typography variant="pi" textColor="neutral600">
            {t('articles.count', { count: articles.data.meta.pagination.total })}
          </Typography>
        </Box>
      )}
    </PageFrame>
  );
};

interface LocaleFilterProps {
  readonly locale: string;
  readonly locales: readonly string[];
  readonly onChange: (locale: string) => void;
}

/** Hidden on a site with one language. */
const LocaleFilter = ({ locale, locales, onChange }: LocaleFilterProps) => {
  const { t } = useText();
  const known = [...new Set([...locales, locale])].filter(Boolean).sort();
  if (known.length < 2 && !locale) return null;
  return (
    <Box width="20rem">
      <SingleSelect
        size="S"
        aria-label={t('articles.locale')}
        placeholder={t('articles.all-locales')}
        value={locale || null}
        onChange={(value) => onChange(String(value))}
        onClear={() => onChange('')}
        clearLabel={t('articles.all-locales')}
      >
        {known.map((code) => (
          <SingleSelectOption key={code} value={code}>
            {code}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};

interface PerformanceFilterProps {
  readonly performance: string;
  readonly onChange: (performance: string) => void;
}

const PerformanceFilter = ({ performance, onChange }: PerformanceFilterProps) => {
  const { t } = useText();
  return (
    <Box width="24rem">
      <SingleSelect
        size="S"
        aria-label={t('articles.performance')}
        placeholder={t('articles.any-performance')}
        value={performance || null}
        onChange={(value) => onChange(String(value))}
        onClear={() => onChange('')}
        clearLabel={t('articles.any-performance')}
      >
        {PERFORMANCES.map((each) => (
          <SingleSelectOption key={each} value={each}>
            {t(`performance.${each}`)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};
