import type { Core } from '@strapi/strapi';

import { getService } from '../utils/get-service';
import { learningSettings } from './learning-settings';

/** Keeps the prediction log: what was expected of each article, at which age, by which model. A thread does the work. */
export const scoring = ({ strapi }: { strapi: Core.Strapi }) => {
  const score = async (mode: 'all' | 'due', modelVersion: string | null = null): Promise<number> => {
    const { written, fallback } = await getService(strapi, 'workers').run('score', {
      asOf: getService(strapi, 'clock').now().getTime(),
      settings: learningSettings(getService(strapi, 'settings').get()),
      mode,
      modelVersion,
    });
    if (fallback === 'model-unavailable') getService(strapi, 'registry').suspect();
    return written;
  };

  return {
    /** Score every published article anew; after a night, a promotion or a roll back. */
    async scoreAll(): Promise<number> {
      const written = await score('all');
      getService(strapi, 'articles').forget();
      return written;
    },

    /** Score only articles that have reached an age the live model has not scored them at; cheap when none has. */
    scoreDue: (): Promise<number> => score('due'),

    /** Score every published article with a version that is not live (yet): nobody is answered from it before it is. */
    scoreVersion: (modelVersion: string): Promise<number> => score('all', modelVersion),
  };
};
