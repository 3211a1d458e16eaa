// The demo's work: a session; an image is built, pushed, pulled and tagged; tools; lists by pages; a problem; the end.
// usage: node target/demo.js URL IMAGE CONTEXT    (CONTEXT: a folder under a build root of the node)
import { end, follow } from './follow.js';
import { answered, infraBot, standing, type Answer, type Operation } from './infrabot.js';

const [url, image, context] = process.argv.slice(2);
if (url === undefined || image === undefined || context === undefined) {
  console.error('usage: node target/demo.js URL IMAGE CONTEXT');
  process.exit(2);
}
const api = infraBot(url);

const opened = await api.POST('/api/v1/sessions', {
  params: { header: { 'Idempotency-Key': `typed-${image}` } },
  body: { team: 'demo', name: 'typed', labels: { by: 'typed-client' }, ttl: 'PT1H' },
});
const { sessionId } = answered(opened);
expect([201, 202].includes(opened.response.status), 'a session is created, or will be');
expect(location(opened.response).endsWith(sessionId), 'Location names it');
const session = await standing(() => api.GET('/api/v1/sessions/{id}', { params: { path: { id: sessionId } } }));
say('session', session.status, sessionId);

/** Waits for what was asked for, which must succeed. */
async function done(asked: Answer<Operation>): Promise<Operation> {
  const { operationId } = answered(asked);
  expect(asked.response.status === 202, 'an operation is taken');
  expect(location(asked.response).endsWith(operationId), 'Location names it');
  await standing(() => api.GET('/api/v1/operations/{id}', { params: { path: { id: operationId } } }));
  const ended = await end(api, operationId);
  say(ended.type, ended.status, ended.operationId);
  expect(ended.status === 'SUCCEEDED', ended.error?.message ?? 'it succeeds');
  return ended;
}

await done(await api.POST('/api/v1/docker/build', { body: { sessionId, context, tag: image, timeout: 'PT5M' } }));
await done(await api.POST('/api/v1/docker/push', { body: { sessionId, image } }));
await done(await api.POST('/api/v1/docker/pull', { body: { sessionId, image, policy: 'Always' } }));
await done(
  await api.POST('/api/v1/docker/tag', { body: { sessionId, source: image, target: `${image}-tagged`, placement: { kind: 'any' } } }),
);
const noop = await done(
  await api.POST('/api/v1/tools/{tool}', {
    params: { path: { tool: 'noop' } },
    body: { sessionId, arguments: { echo: { hello: 'world' } } },
  }),
);
await done(await api.POST('/api/v1/tools/{tool}', { params: { path: { tool: 'host.facts' } }, body: { sessionId } }));

// whoever comes back with the last id misses no change
const frames = [];
for await (const frame of follow(api, noop.operationId, '0')) {
  frames.push(frame.event);
}
expect(frames.at(-1) === 'end' && frames.includes('state'), 'every change comes again');

const types: string[] = [];
let cursor: string | undefined;
do {
  const page = answered(
    await api.GET('/api/v1/sessions/{id}/operations', {
      params: { path: { id: sessionId }, query: { limit: 4, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  );
  types.push(...page.items.map((operation) => operation.type));
  cursor = page.nextCursor;
} while (cursor !== undefined);
expect(types.join() === 'docker.build,docker.push,docker.pull,docker.tag,tool.noop,tool.host.facts', `pages: ${types}`);

const mine = answered(await api.GET('/api/v1/sessions', { params: { query: { team: 'demo', label: ['by=typed-client'] } } }));
expect(mine.items.some((each) => each.sessionId === sessionId), 'the list has the session');

const late = await api.POST('/api/v1/operations/{id}/cancel', { params: { path: { id: noop.operationId } }, body: {} });
switch (late.error?.code) {
  case 'CANCEL_TOO_LATE':
    say('problem', late.error.status, late.error.code);
    break;
  default:
    throw new Error(`cancelling what is over: ${JSON.stringify(late.error)}`);
}
const odd = await api.POST('/api/v1/docker/pull', { body: { sessionId, image: 'BAD/Ref' } });
expect(odd.error?.code === 'IMAGE_REFERENCE_INVALID' && odd.error.errors?.[0]?.field === 'image', 'a bad image is named');

const deleted = await api.DELETE('/api/v1/sessions/{id}', { params: { path: { id: sessionId } } });
expect(deleted.response.status === 204, 'the session is deleted');
const gone = await api.GET('/api/v1/sessions/{id}', { params: { path: { id: sessionId } } });
expect(gone.error?.code === 'SESSION_NOT_FOUND', 'and gone');
say('TYPED OK', sessionId);

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) {
    throw new Error(`not so: ${what}`);
  }
}

function location(response: Response): string {
  return response.headers.get('location') ?? '';
}

function say(...words: unknown[]): void {
  console.log(words.join('  '));
}
