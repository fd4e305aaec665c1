import { learnAt } from '../../../helpers/cluster/night';
import type { Scene } from '../run-scene';
import { pause, type Stage } from '../stage';

const CHUNKS = 'foresight_artifact_chunks';
const SETTLE_MS = 6_000;

/** Some bytes in the middle of a model's first piece are turned over. */
const damage = (stage: Stage, modelVersion: string): Promise<void> =>
  stage.query(async (knex) => {
    const where = { model_version: modelVersion, seq: 0 };
    const { bytes } = (await knex(CHUNKS).where(where).first('bytes')) as { bytes: Uint8Array };
    const damaged = Buffer.from(bytes);
    for (let at = damaged.length >> 1; at < (damaged.length >> 1) + 16; at++) damaged[at] = ~(damaged[at] ?? 0) & 0xff;
    await knex(CHUNKS).where(where).update({ bytes: damaged });
  });

/** Bytes of the live model are damaged in the database: then a process restarts, then somebody promotes it again. */
export const corruptArtifact: Scene = {
  name: 'corrupt-artifact',
  sites: 2,
  workers: 1,
  redis: true,
  told: ['bytes-damaged'],

  async play(stage) {
    const [site, other] = stage.cluster.sites;
    if (site === undefined || other === undefined) throw new Error('two sites are needed');
    const live = await learnAt(site);
    if (live !== 'ranker-2') throw new Error(`ranker-2 was to be live, not ${live}`);
    await damage(stage, live);
    await pause(SETTLE_MS);

    await other.kill9();
    await other.start();
    await pause(SETTLE_MS);
    const named = async () => {
      const { body } = await stage.operate(site, 'GET', '/models?kind=ranker');
      const models = (body as { data: { modelVersion: string; status: string }[] }).data;
      return models.find(({ status }) => status === 'live')?.modelVersion ?? 'none';
    };
    stage.check((await named()) === 'ranker-1', `${await named()} is live after the damage was found`);

    const { status, body } = await stage.operate(other, 'POST', `/models/${live}/promote`, {
      reason: 'whether damage is noticed',
    });
    stage.check(status === 409, `a damaged version was promoted: ${status} ${JSON.stringify(body).slice(0, 200)}`);
    stage.check((await named()) === 'ranker-1', `${await named()} is live after the promotion was refused`);
  },
};
