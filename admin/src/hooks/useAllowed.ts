import { useRBAC } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../permissions';

/** Outside the hook: useRBAC asks again whenever it gets another array. */
const { read, train, promote, journal, quarantine, visitors, import: bring, configure } = PERMISSIONS;
const ALL = [read, train, promote, journal, quarantine, visitors, bring, configure].flat() as unknown as NonNullable<
  Parameters<typeof useRBAC>[1]
>;

/** What the person may do here. Everything is false until it is known. */
export const useAllowed = () => {
  const { allowedActions, isLoading } = useRBAC(ALL);
  return {
    isLoading,
    canRead: allowedActions.canRead ?? false,
    canTrain: allowedActions.canTrain ?? false,
    canPromote: allowedActions.canPromote ?? false,
    canJournal: allowedActions.canJournal ?? false,
    canVisitors: allowedActions.canVisitors ?? false,
    canQuarantine: allowedActions.canQuarantine ?? false,
    canImport: allowedActions.canImport ?? false,
    canConfigure: allowedActions.canConfigure ?? false,
  };
};
