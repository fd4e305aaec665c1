import type { StreamedEvent } from '../../../../server/src/contracts/events-page';
import type { Format } from '../../format/useFormat';
import type { Text } from '../../text/useText';

type Said = Pick<StreamedEvent, 'type' | 'name' | 'value' | 'scroll'>;

/** What else an event says, in words: how long was read and how far, its name, its number. Empty where it says nothing. */
export const eventDetail = ({ type, name, value, scroll }: Said, { t }: Text, format: Format): string =>
  format.list([
    ...(name === null ? [] : [t('live.name', { name })]),
    ...(value === null
      ? []
      : [
          type === 'engagement'
            ? t('live.engaged', { time: format.duration(value) })
            : t('live.value', { value: format.number(value) }),
        ]),
    ...(scroll === null ? [] : [t('live.scroll', { share: format.percent(scroll) })]),
  ]);
