import { Page } from '@strapi/strapi/admin';

import { PERMISSIONS } from '../../permissions';
import { Queries } from '../../queryClient';

import { SettingsPage } from './SettingsPage';

const SettingsRoot = () => (
  <Page.Protect permissions={PERMISSIONS.configure}>
    <Queries>
      <SettingsPage />
    </Queries>
  </Page.Protect>
);

export default SettingsRoot;
