/**
 * graphile-worker as a peer of `bench queue`. It hands jobs to tasks instead of letting them be taken: so each task waits
 * here until its job is said to be done, and as many run at once as desks may hold. Its local queue is on, which
 * fetches jobs in batches; completions are not put off, since what is answered here has to be kept.
 */
import process from 'node:process';
import { JOBS, load, serve } from './queue-server.mjs';

const { run, makeWorkerUtils, Logger } = load('graphile-worker');
const { Pool } = load('pg');
const { version } = load('graphile-worker/package.json');

const pgPool = new Pool({ connectionString: process.env.DATABASE_URL, max: 24 });
const lost = (error) => process.stderr.write(`${error}\n`);
pgPool.on('error', lost);
pgPool.on('connect', (client) => client.on('error', lost));
const logger = new Logger(() => () => {});
const utils = await makeWorkerUtils({ pgPool, logger });
await utils.migrate();
const SPECS = `SELECT array_agg(json_populate_record(NULL::graphile_worker.job_spec,
  json_build_object('identifier', 'review', 'payload', json_build_object('case', n)))) FROM generate_series($1::INT, $2) n`;
const CHUNK = 5000;
for (let at = 1; at <= JOBS; at += CHUNK) {
  const to = Math.min(at + CHUNK - 1, JOBS);
  await pgPool.query(`SELECT count(*) FROM graphile_worker.add_jobs((${SPECS}))`, [at, to]);
}

const [ready, wanting, held] = [[], [], new Map()];

function pair() {
  while (ready.length > 0 && wanting.length > 0) wanting.shift()(ready.shift());
}

const review = (payload, { job }) =>
  new Promise((resolve) => {
    held.set(job.id, resolve);
    ready.push({ id: job.id, case: payload });
    pair();
  });

const runner = await run({
  pgPool,
  logger,
  noHandleSignals: true,
  concurrency: 512,
  pollInterval: 500,
  preset: { worker: { localQueue: { size: 512 }, completeJobBatchDelay: -1, failJobBatchDelay: -1 } },
  taskList: { review },
});

const takeOne = () =>
  new Promise((resolve) => {
    wanting.push(resolve);
    pair();
  });
const take = (want) => Promise.all(Array.from({ length: want }, takeOne));

const ending = new Map();
runner.events.on('job:complete', ({ job }) => {
  ending.get(job.id)?.();
  ending.delete(job.id);
});

/** The task ends with it, and it is answered when that is kept. */
const done = (id) =>
  new Promise((resolve) => {
    ending.set(id, resolve);
    held.get(id)();
    held.delete(id);
  }).then(() => ({}));

serve(`graphile-worker ${version}`, { take, done });
