import { TimeAgo } from '../components/TimeAgo';
import { isActive, useRuns } from '../hooks/useRuns';
import { useText } from '../text/useText';

import { DataCard } from './DataCard';
import { findingsOfRun } from './findingsOfRun';
import { TrainDespite } from './TrainDespite';

/** What the last training that came to an end found in its data. Nothing before the first one. */
export const LastRunData = () => {
  const { parts } = useText();
  const last = useRuns(1, 10).data?.data.find((run) => !isActive(run) && run.outcomes.length > 0);
  if (last === undefined) return null;
  const when = <TimeAgo instant={last.finishedAt ?? last.queuedAt} />;
  return (
    <DataCard
      findings={findingsOfRun(last)}
      subtitle={parts('data.of-run', { when })}
      action={<TrainDespite run={last} />}
    />
  );
};
