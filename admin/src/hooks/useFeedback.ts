import { useNotification } from '@strapi/strapi/admin';

import { useErrorText } from './useErrorText';

/** What a mutation says when it is done: a sentence on success, and on failure what went wrong. */
export const useFeedback = () => {
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  return (success: string) => ({
    onSuccess: () => toggleNotification({ type: 'success', message: success }),
    onError: (error: Error) => toggleNotification({ type: 'danger', message: errorText(error) }),
  });
};
