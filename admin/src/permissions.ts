/** The actions the server registers, as the admin asks for them. The last segment becomes the key of `allowedActions`. */
const only = (action: string) => [{ action: `plugin::foresight.${action}`, subject: null }];

export const PERMISSIONS = {
  read: only('read'),
  train: only('train'),
  promote: only('promote'),
  journal: only('journal'),
  visitors: only('visitors'),
  quarantine: only('quarantine'),
  /** Bring history from files. */
  import: only('import'),
  configure: only('settings.configure'),
  /** Any of the plugin's own pages. */
  pages: [...only('read'), ...only('journal'), ...only('import')],
};
