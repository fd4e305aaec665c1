import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Core } from '@strapi/strapi';

import { seedOf } from '../../simulator';
import type { WorldCategory } from '../../world/article';
import { categories } from '../../world/categories';
import { paintLandscape } from './landscape';
import { encodePng } from './png';

const PER_CATEGORY = 4;
const WIDTH = 800;
const HEIGHT = 450;

/** Database ids of the uploaded pictures by section. */
export type Pictures = ReadonlyMap<WorldCategory, readonly number[]>;

/** Paints and uploads the demo's pictures; those already there are kept. The last of each section lacks its alt text. */
export async function uploadPictures(strapi: Core.Strapi): Promise<Pictures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'foresight-pictures-'));
  try {
    const pictures = new Map<WorldCategory, number[]>();
    for (const { slug, name, colour } of categories) {
      const ids: number[] = [];
      for (let index = 0; index < PER_CATEGORY; index++) {
        const picture = `${slug}-landscape-${index + 1}.png`;
        const alternativeText = index === PER_CATEGORY - 1 ? '' : `${name}: hills in soft colours under a pale sun`;
        ids.push(await uploadOnce(strapi, { folder, picture, colour, alternativeText }));
      }
      pictures.set(slug, ids);
    }
    return pictures;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Picture {
  readonly folder: string;
  readonly picture: string;
  readonly colour: string;
  readonly alternativeText: string;
}

async function uploadOnce(strapi: Core.Strapi, { folder, picture, colour, alternativeText }: Picture): Promise<number> {
  const known = await strapi.db.query('plugin::upload.file').findOne({ where: { name: picture } });
  if (known) return Number(known.id);

  const bytes = encodePng(WIDTH, HEIGHT, paintLandscape(seedOf(1, picture), colour, WIDTH, HEIGHT));
  const filepath = path.join(folder, picture);
  await writeFile(filepath, bytes);
  const [file] = (await strapi
    .plugin('upload')
    .service('upload')
    .upload({
      data: { fileInfo: { name: picture, alternativeText, caption: '' } },
      files: { filepath, originalFilename: picture, mimetype: 'image/png', size: bytes.length },
    })) as { id: number }[];
  if (!file) throw new Error(`the upload service returned nothing for ${picture}`);
  return file.id;
}
