import { useRef } from 'react';
import { Button, VisuallyHidden } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';
import { useNavigate } from 'react-router-dom';

import { useAllowed } from '../../hooks/useAllowed';
import { useErrorText } from '../../hooks/useErrorText';
import { useImportModel } from '../../hooks/useModels';
import { PLUGIN_ID } from '../../pluginId';
import { useText } from '../../text/useText';

/** Takes a version from a file that another environment saved; it waits as a candidate, and its page opens. */
export const ImportButton = () => {
  const { t } = useText();
  const { canPromote } = useAllowed();
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const errorText = useErrorText();
  const bring = useImportModel();
  if (!canPromote) return null;
  const take = (file: File) =>
    bring.mutate(file, {
      onSuccess: ({ version, isNew }) => {
        const message = t(isNew ? 'import.done' : 'import.known', { version: version.modelVersion });
        toggleNotification({ type: isNew ? 'success' : 'info', message });
        navigate(`/plugins/${PLUGIN_ID}/models/${version.id}`);
      },
      onError: (error) => toggleNotification({ type: 'danger', message: errorText(error) }),
    });
  return (
    <>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          accept=".model"
          tabIndex={-1}
          aria-label={t('import.file')}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // The same file may be chosen again after a failure.
            target.value = '';
            if (file) take(file);
          }}
        />
      </VisuallyHidden>
      <Button
        variant="secondary"
        startIcon={<Upload />}
        loading={bring.isPending}
        onClick={() => input.current?.click()}
      >
        {t('import')}
      </Button>
    </>
  );
};
