import { Button, Flex } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';

import { useText } from '../../text/useText';

const WINDOWS = [48, 168] as const;

/** The window as the URL has it; a wrong value becomes the shorter one. */
export const readHours = (search: URLSearchParams): number =>
  WINDOWS.find((hours) => String(hours) === search.get('hours')) ?? WINDOWS[0];

/** Two days or a week. */
export const HoursSwitch = ({ hours }: { hours: number }) => {
  const { t } = useText();
  const [, setSearch] = useSearchParams();
  return (
    <Flex gap={2} role="group" aria-label={t('arriving.window')}>
      {WINDOWS.map((each) => (
        <Button
          key={each}
          size="S"
          variant={each === hours ? 'secondary' : 'tertiary'}
          aria-pressed={each === hours}
          onClick={() =>
            setSearch((before) => {
              before.set('hours', String(each));
              return before;
            })
          }
        >
          {t('arriving.days', { days: each / 24 })}
        </Button>
      ))}
    </Flex>
  );
};
