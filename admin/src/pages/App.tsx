import type { ReactNode } from 'react';
import { Page } from '@strapi/strapi/admin';
import { Navigate, Route, Routes } from 'react-router-dom';

import { useAllowed } from '../hooks/useAllowed';
import { PERMISSIONS } from '../permissions';
import { Queries } from '../queryClient';

import { ActivityPage } from './Activity/ActivityPage';
import { ArticlesPage } from './Articles/ArticlesPage';
import { EventsPage } from './Events/EventsPage';
import { ImportPage } from './Import/ImportPage';
import { ModelPage } from './Models/ModelPage';
import { ModelsPage } from './Models/ModelsPage';
import { OverviewPage } from './Overview/OverviewPage';
import { ReadersPage } from './Readers/ReadersPage';

const Reading = ({ children }: { children: ReactNode }) => (
  <Page.Protect permissions={PERMISSIONS.read}>{children}</Page.Protect>
);

/** Whoever may only see what happened, or only import, begins there. */
const Start = () => {
  const { canRead, canJournal, canImport } = useAllowed();
  if (canJournal && !canRead) return <Navigate to="activity" replace />;
  if (canImport && !canRead) return <Navigate to="import" replace />;
  return (
    <Reading>
      <OverviewPage />
    </Reading>
  );
};

const App = () => (
  <Page.Protect permissions={PERMISSIONS.pages}>
    <Queries>
      <Routes>
        <Route index element={<Start />} />
        <Route
          path="articles"
          element={
            <Reading>
              <ArticlesPage />
            </Reading>
          }
        />
        <Route
          path="models"
          element={
            <Reading>
              <ModelsPage />
            </Reading>
          }
        />
        <Route
          path="models/:id"
          element={
            <Reading>
              <ModelPage />
            </Reading>
          }
        />
        <Route
          path="articles/:contentType/:documentId"
          element={
            <Reading>
              <ReadersPage />
            </Reading>
          }
        />
        <Route
          path="events"
          element={
            <Reading>
              <EventsPage />
            </Reading>
          }
        />
        <Route
          path="activity"
          element={
            <Page.Protect permissions={PERMISSIONS.journal}>
              <ActivityPage />
            </Page.Protect>
          }
        />
        <Route
          path="import"
          element={
            <Page.Protect permissions={PERMISSIONS.import}>
              <ImportPage />
            </Page.Protect>
          }
        />
        <Route path="*" element={<Page.Error />} />
      </Routes>
    </Queries>
  </Page.Protect>
);

export default App;
