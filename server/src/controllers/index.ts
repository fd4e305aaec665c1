import { admin } from './admin';
import { classification } from './classification';
import { event } from './event';
import { eventsPage } from './events-page';
import { health } from './health';
import { prediction } from './prediction';
import { ranking } from './ranking';
import { tracker } from './tracker';
import { whatIf } from './what-if';

export const controllers = {
  admin,
  classification,
  event,
  'events-page': eventsPage,
  health,
  prediction,
  ranking,
  tracker,
  'what-if': whatIf,
};
