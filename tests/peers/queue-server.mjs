/**
 * What the peers of `bench queue` share: a small server that takes jobs and is told when they are done. Each
 * peer gives it `take(want)`, which answers jobs with an id, and `done(id, verdict)`, which answers when that is kept.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

/** Where the peers' packages are. */
export const load = createRequire(join(process.env.SCRIM_PEERS_MODULES, 'here.js'));

/** How many jobs wait at the beginning. */
export const JOBS = Number(process.env.JOBS ?? 1000);

async function body(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return JSON.parse(text);
}

/** Serves on a free port of loopback, and says which. */
export function serve(version, { take, done }) {
  const server = createServer(async (request, response) => {
    try {
      const asked = await body(request);
      const answer = request.url === '/take' ? await take(asked.want) : await done(asked.id, asked.verdict);
      const text = JSON.stringify(answer ?? {});
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    } catch (error) {
      const text = JSON.stringify({ error: String(error) });
      response.writeHead(500, { 'content-length': Buffer.byteLength(text) });
      response.end(text);
    }
  });
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: server.address().port, version })}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
