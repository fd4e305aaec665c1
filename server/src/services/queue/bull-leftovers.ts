import type Bull from 'bull';

import { LIMITS } from '../../config/defaults';

/**
 * Adding a job whose id is known is no error for Bull: it answers with the one that is there. One that no process will
 * ever do (it stalled too often, or Redis lost the list it stood in) would so keep out every later job of its key.
 * A job is left alone while it is locked or stands in a list of those that wait, run or are delayed.
 */
const FORGET = `
  if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('EXISTS', KEYS[1] .. ':lock') == 1 then return 0 end
  for list = 2, 4 do
    for _, id in ipairs(redis.call('LRANGE', KEYS[list], 0, -1)) do
      if id == ARGV[1] then return 0 end
    end
  end
  if redis.call('ZSCORE', KEYS[5], ARGV[1]) then return 0 end
  redis.call('ZREM', KEYS[6], ARGV[1])
  redis.call('ZREM', KEYS[7], ARGV[1])
  return redis.call('DEL', KEYS[1])`;
const PLACES = ['wait', 'active', 'paused', 'delayed', 'failed', 'completed'] as const;

/** Forget the job of this id unless it waits or runs. */
export async function forgetLeftover(queue: Bull.Queue<object>, jobId: string): Promise<void> {
  const keys = [jobId, ...PLACES].map((each) => queue.toKey(each));
  await queue.client.eval(FORGET, keys.length, ...keys, jobId);
}

/** Ended jobs are removed at once; what is found among them was left by a process that died or by an older version. */
export async function clearLeftovers(queue: Bull.Queue<object>): Promise<void> {
  await queue.clean(0, 'failed', LIMITS.leftoverJobs);
  await queue.clean(0, 'completed', LIMITS.leftoverJobs);
}

const COUNT = `
  if redis.call('EXISTS', KEYS[1]) == 0 then return 1 end
  return redis.call('HINCRBY', KEYS[1], 'deliveries', ARGV[1])`;

/**
 * Count how often a job was handed to a process, this time included. Bull counts the tries that ended in an error; one
 * that ended the process counts as well.
 */
export async function countDelivery(queue: Bull.Queue<object>, jobId: string): Promise<number> {
  return Number(await queue.client.eval(COUNT, 1, queue.toKey(jobId), 1));
}

/** One that was cut off has not been tried. */
export async function uncountDelivery(queue: Bull.Queue<object>, jobId: string): Promise<void> {
  await queue.client.eval(COUNT, 1, queue.toKey(jobId), -1);
}
