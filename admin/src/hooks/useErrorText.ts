import { useCallback } from 'react';
import { useAPIErrorHandler, type FetchError } from '@strapi/strapi/admin';

import { errorSentence } from '../text/errorSentence';
import { useText } from '../text/useText';

/** What a failed request says to people; Strapi's own wording where we have none. */
export const useErrorText = () => {
  const text = useText();
  const { formatAPIError } = useAPIErrorHandler();
  return useCallback(
    (error: Error) => errorSentence(error, text, () => formatAPIError(error as FetchError)),
    [text, formatAPIError]
  );
};
