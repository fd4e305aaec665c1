import type { Settings } from '../../../../server/src/contracts/admin';

/** What to put into config/plugins.ts to change what is learned; it holds the values of now. */
export const configSnippet = ({ horizonDays, weights, timeZone, schedule }: Settings): string => {
  const config = {
    timeZone,
    horizonDays,
    weights,
    schedule: { rollup: schedule.rollup, nightly: schedule.nightly },
  };
  const body = JSON.stringify(config, null, 2)
    .replace(/"([A-Za-z]+)":/g, '$1:')
    .replace(/"/g, "'")
    .replace(/\n/g, '\n    ');
  return `// config/plugins.ts\nexport default () => ({\n  foresight: {\n    enabled: true,\n    config: ${body},\n  },\n});`;
};
