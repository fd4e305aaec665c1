/** The small version of `npm run drill -- poison`. */
import { runPoison, SCENES } from '../drills/poison';

it('a twentieth of forged views from three networks moves no article of the top ten by more than one place', async () => {
  const scene = SCENES.find(({ name }) => name === 'the 10th, other browsers');
  if (scene === undefined) throw new Error('no such scene');
  const { forged, quarantined, moved, movedUnprotected, honestCounted } = await runPoison(1, scene, 120);
  expect(forged).toBeGreaterThan(100);
  expect(movedUnprotected).toBeGreaterThan(5);
  expect(moved).toBeLessThanOrEqual(1);
  expect(honestCounted).toBeGreaterThan(0.95);
  // And the quarantine says why, of what came after a network's tenth view of a day.
  expect(quarantined['source-share']).toBeGreaterThan(0);
});
