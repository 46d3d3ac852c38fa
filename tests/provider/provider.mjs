// An identity provider for the tests: `oidc-provider`, certified by the OpenID Foundation, with keys of its own at
// every start, its own forms to sign in by, and whoever types a name is that person.
//
//   node provider.mjs PORT
//
// Says one JSON line once it answers. What a test may change is under /test, which no provider has.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

// Standard output is for the one line, and nobody reads it after that.
console.info = console.error;

const port = Number(process.argv[2] ?? 0);

/** Groups of people by the name they sign in with, and what is to be answered otherwise than it would be. */
const world = { groups: {}, inUserinfo: false, idTokenSeconds: 300, swapFor: null };
const last = {};

const client = (client_id) => ({
  client_id,
  client_secret: `the secret of ${client_id}`,
  redirect_uris: ['http://127.0.0.1/callback'],
  // A native program: the port of its address is whatever is free (RFC 8252, 7.3).
  application_type: 'native',
});

async function key(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig' };
}

async function configuration() {
  return {
    clients: [client('scrim'), client('another program')],
    jwks: { keys: [await key('RS256'), await key('ES256')] },
    cookies: { keys: ['not a secret: everybody may sign in here'] },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    // Into the token itself, where a client asks for the scope; else it has to be fetched.
    get conformIdTokenClaims() {
      return world.inUserinfo;
    },
    ttl: { IdToken: () => world.idTokenSeconds },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, groups: world.groups[id] ?? [] }),
    }),
  };
}

/** Keeps the identity token that was issued last, for each client, and answers another one where a test says so. */
async function atTheToken(context, next) {
  await next();
  if (context.oidc?.route !== 'token' || !context.body?.id_token) return;
  last[context.oidc.client.clientId] = context.body.id_token;
  if (world.swapFor !== null) context.body.id_token = world.swapFor;
  world.swapFor = null;
}

async function body(request) {
  let text = '';
  for await (const piece of request) text += piece;
  return JSON.parse(text || '{}');
}

async function test(request, response) {
  if (request.url === '/test/world') Object.assign(world, await body(request));
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(last));
}

const server = createServer();
server.listen(port, '127.0.0.1', async () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, await configuration());
  provider.use(atTheToken);
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url.startsWith('/test/')) void test(request, response);
    else answer(request, response);
  });
  console.log(JSON.stringify({ ready: true, issuer }));
});
