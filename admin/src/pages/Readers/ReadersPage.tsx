import { lazy } from 'react';
import { Button, Flex, Grid, Link, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { Link as RouterLink } from 'react-router-dom';

import type { ReadersAnswer } from '../../../../server/src/contracts/admin';
import { Card } from '../../components/Card';
import { Empty } from '../../components/Empty';
import { EntryLink } from '../../components/EntryLink';
import { LoadFailed } from '../../components/LoadFailed';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { StatusLine } from '../../components/StatusLine';
import { useFormat } from '../../format/useFormat';
import { useReaders } from '../../hooks/useReaders';
import { PLUGIN_ID } from '../../pluginId';
import { kindTotals, leadingKind } from '../../plots/kindTotals';
import { PlotFrame } from '../../plots/PlotFrame';
import { usePlotColours } from '../../plots/usePlotColours';
import { useText } from '../../text/useText';

import { everyDay, readersSentence, visitorRange } from './readersFinding';
import { READER_WINDOWS, useReadersQuery } from './useReadersQuery';

const StackedChart = lazy(() => import('../../plots/charts/StackedChart'));
const ColumnChart = lazy(() => import('../../plots/charts/ColumnChart'));

type Readers = ReadersAnswer['data'];

/** Who read one article: how they came, with what, how long they stayed and how far they got. */
export const ReadersPage = () => {
  const { t } = useText();
  const { query, days, show } = useReadersQuery();
  const readers = useReaders(query);
  return (
    <PageFrame
      title={readers.data?.meta.title || t('readers.title')}
      subtitle={t('readers.subtitle')}
      navigationAction={
        <Link tag={RouterLink} startIcon={<ArrowLeft />} to={`/plugins/${PLUGIN_ID}/articles`}>
          {t('articles.title')}
        </Link>
      }
    >
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <EntryLink entry={{ ...query, title: t('readers.edit') }} />
        <WindowSwitch days={days} onDays={show} />
      </Flex>
      {readers.isPending ? (
        <Skeleton heights={['9.6rem', '38rem', '34rem']} />
      ) : readers.isError ? (
        <LoadFailed error={readers.error} onRetry={() => void readers.refetch()} />
      ) : readers.data.data.views === 0 ? (
        <Empty>{t('readers.nobody')}</Empty>
      ) : (
        <ReadersBody answer={readers.data} />
      )}
    </PageFrame>
  );
};

const WindowSwitch = ({ days, onDays }: { days: number; onDays: (days: number) => void }) => {
  const { t } = useText();
  return (
    <Flex gap={2} role="group" aria-label={t('arriving.window')}>
      {READER_WINDOWS.map((each) => (
        <Button
          key={each}
          size="S"
          variant={each === days ? 'secondary' : 'tertiary'}
          aria-pressed={each === days}
          onClick={() => onDays(each)}
        >
          {t('arriving.days', { days: each })}
        </Button>
      ))}
    </Flex>
  );
};

const ReadersBody = ({ answer: { data, meta } }: { answer: ReadersAnswer }) => {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  return (
    <>
      <StatusLine label={t('readers.label')} tone="primary" sentence={readersSentence(data, text, format)}>
        {data.visitors === null ? t('readers.days-apart') : t('readers.range', visitorRange(data.visitors, data.views))}
      </StatusLine>
      <Card title={t('readers.sources')} subtitle={t('readers.sources.subtitle', { timeZone: meta.timeZone })}>
        <SourcesPlot readers={data} />
      </Card>
      <Grid.Root gap={6}>
        <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
          <Card
            title={t('readers.engaged')}
            subtitle={data.engaged.readers > 0 && t('readers.engaged.subtitle', { count: data.engaged.readers })}
          >
            <EngagedPlot engaged={data.engaged} />
          </Card>
        </Grid.Item>
        <Grid.Item col={6} m={6} s={12} xs={12} alignItems="stretch">
          <Card
            title={t('readers.scroll')}
            subtitle={data.scroll.readers > 0 && t('readers.scroll.subtitle', { count: data.scroll.readers })}
          >
            <ScrollPlot readers={data} />
          </Card>
        </Grid.Item>
      </Grid.Root>
      <DevicesCard devices={data.devices} views={data.views} />
    </>
  );
};

const SourcesPlot = ({ readers: { days: known, views } }: { readers: Readers }) => {
  const { t, named } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  const days = everyDay(known);
  const totals = kindTotals(days.map(({ sources }) => sources));
  const nameOf = (source: string) => named('source', source, source);
  const leading = leadingKind(totals);
  const title = leading
    ? t('readers.sources.finding', {
        count: views,
        source: nameOf(leading.kind),
        share: format.percent(leading.share),
      })
    : t('readers.sources.unknown', { count: views });
  return (
    <PlotFrame
      title={title}
      height={280}
      alternative={t('arriving.alternative', {
        finding: title,
        list: format.list(
          totals.map(([source, count]) => t('arriving.item', { type: nameOf(source), count: format.integer(count) }))
        ),
      })}
      table={{
        columns: [t('column.day'), t('column.views'), ...totals.map(([source]) => nameOf(source))],
        rows: [...days]
          .reverse()
          .map(({ day, views: ofDay, sources }) => [
            format.day(day),
            format.integer(ofDay),
            ...totals.map(([source]) => format.integer((sources as Readonly<Record<string, number>>)[source] ?? 0)),
          ]),
      }}
    >
      <StackedChart
        stacks={days.map(({ day, sources }) => ({ at: day, counts: sources }))}
        kinds={totals.map(([code]) => ({
          code,
          name: nameOf(code),
          colour: (colours.source as Readonly<Record<string, string>>)[code] ?? colours.expected,
        }))}
        colours={colours}
        axis={t('axis.views-per-day')}
        formatAt={format.day}
        formatCount={format.compact}
      />
    </PlotFrame>
  );
};

const QUANTILES = [
  ['p10', 0.1],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
] as const;

const EngagedPlot = ({ engaged: { spread } }: Pick<Readers, 'engaged'>) => {
  const { t } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  if (spread === null) return <Typography textColor="neutral600">{t('readers.engaged.none')}</Typography>;
  const title = t('readers.engaged.finding', { half: format.duration(spread.p50), tenth: format.duration(spread.p90) });
  const rows = QUANTILES.map(([name, share]) => ({ name: format.percent(share), value: spread[name] }));
  return (
    <PlotFrame
      title={title}
      height={240}
      alternative={title}
      table={{
        columns: [t('column.readers-share'), t('column.at-most')],
        rows: rows.map(({ name, value }) => [name, format.duration(value)]),
      }}
    >
      <ColumnChart
        columns={rows}
        colours={colours}
        names={{ value: t('axis.engaged'), across: t('axis.readers-share') }}
        format={format.duration}
      />
    </PlotFrame>
  );
};

const ScrollPlot = ({ readers: { depths, scroll } }: { readers: Readers }) => {
  const { t } = useText();
  const format = useFormat();
  const colours = usePlotColours();
  if (scroll.readers === 0) return <Typography textColor="neutral600">{t('readers.scroll.none')}</Typography>;
  const share = (place: number) => format.percent((place + 1) / depths.length);
  const toTheEnd = (depths[depths.length - 1] ?? 0) / scroll.readers;
  const title = t('readers.scroll.finding', { share: format.percent(toTheEnd) });
  return (
    <PlotFrame
      title={title}
      height={240}
      alternative={title}
      table={{
        columns: [t('column.depth'), t('column.readers')],
        rows: depths.map((count, place) => [share(place), format.integer(count)]),
      }}
    >
      <ColumnChart
        columns={depths.map((value, place) => ({ name: share(place), value }))}
        colours={colours}
        names={{ value: t('column.readers'), across: t('axis.depth') }}
        format={format.compact}
      />
    </PlotFrame>
  );
};

const DevicesCard = ({ devices, views }: Pick<Readers, 'devices' | 'views'>) => {
  const { t, named } = useText();
  const format = useFormat();
  const said = kindTotals([devices]).map(([device, count]) =>
    t('readers.device', { device: named('device', device, device), share: format.percent(count / views) })
  );
  return (
    <Card title={t('readers.devices')}>
      <Typography>{format.list(said)}</Typography>
    </Card>
  );
};
