/**
 * BullMQ as a peer of `bench queue`: jobs taken and completed by hand, as its manual says for whoever does not
 * want a worker that runs them. Four at once for a request of four, over one connection.
 */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { JOBS, load, serve } from './queue-server.mjs';

const { Queue, Worker } = load('bullmq');
const { version } = load('bullmq/package.json');

const connection = { host: '127.0.0.1', port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const queue = new Queue('review', { connection });
const worker = new Worker('review', null, { connection, lockDuration: 120_000 });
await queue.waitUntilReady();
await worker.waitUntilReady();

const CHUNK = 2000;
for (let at = 0; at < JOBS; at += CHUNK) {
  const length = Math.min(CHUNK, JOBS - at);
  const one = (_, number) => ({ name: 'case', data: { case: at + number }, opts: { removeOnComplete: true } });
  await queue.addBulk(Array.from({ length }, one));
}

const held = new Map();

async function takeOne() {
  const token = randomUUID();
  const job = await worker.getNextJob(token, { block: false });
  if (!job) return undefined;
  held.set(job.id, { job, token });
  return { id: job.id, case: job.data };
}

async function take(want) {
  const jobs = await Promise.all(Array.from({ length: want }, takeOne));
  return jobs.filter((job) => job !== undefined);
}

async function done(id, verdict) {
  const { job, token } = held.get(id);
  held.delete(id);
  await job.moveToCompleted({ verdict }, token, false);
}

serve(`BullMQ ${version}`, { take, done });
