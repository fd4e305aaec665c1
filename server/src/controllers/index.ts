import { admin } from './admin';
import { classification } from './classification';
import { event } from './event';
import { eventsPage } from './events-page';
import { health } from './health';
import { imports } from './imports';
import { prediction } from './prediction';
import { ranking } from './ranking';
import { tracker } from './tracker';
import { visitor } from './visitor';
import { visitorAdmin } from './visitor-admin';
import { whatIf } from './what-if';

export const controllers = {
  admin,
  classification,
  event,
  'events-page': eventsPage,
  health,
  imports,
  prediction,
  ranking,
  tracker,
  visitor,
  'visitor-admin': visitorAdmin,
  'what-if': whatIf,
};
