import { Page } from '@strapi/strapi/admin';
import { Route, Routes } from 'react-router-dom';

import { PERMISSIONS } from '../permissions';
import { Queries } from '../queryClient';

import { ArticlesPage } from './Articles/ArticlesPage';
import { ModelPage } from './Models/ModelPage';
import { ModelsPage } from './Models/ModelsPage';
import { OverviewPage } from './Overview/OverviewPage';

const App = () => (
  <Page.Protect permissions={PERMISSIONS.read}>
    <Queries>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="articles" element={<ArticlesPage />} />
        <Route path="models" element={<ModelsPage />} />
        <Route path="models/:id" element={<ModelPage />} />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </Queries>
  </Page.Protect>
);

export default App;
