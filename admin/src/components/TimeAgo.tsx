import { useFormat } from '../format/useFormat';

/** "3 hours ago" in the reader's language and zone, with the exact time on hover. */
export const TimeAgo = ({ instant }: { instant: string }) => {
  const format = useFormat();
  return (
    <time dateTime={instant} title={format.dateTime(instant)}>
      {format.fromNow(instant)}
    </time>
  );
};
