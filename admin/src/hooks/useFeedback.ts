import { useAPIErrorHandler, useNotification, type FetchError } from '@strapi/strapi/admin';

/** What a mutation says when it is done: a sentence on success, the server's own sentence on failure. */
export const useFeedback = () => {
  const { toggleNotification } = useNotification();
  const { formatAPIError } = useAPIErrorHandler();
  return (success: string) => ({
    onSuccess: () => toggleNotification({ type: 'success', message: success }),
    onError: (error: Error) => toggleNotification({ type: 'danger', message: formatAPIError(error as FetchError) }),
  });
};
