// What the contract refuses before anything runs. Never called: that it compiles is the point, since each directive is an
// error where the line below it has none.
import type { InfraBot, Schemas } from './infrabot.js';

export async function misuse(api: InfraBot): Promise<void> {
  const sessionId = '0d61923a-c453-5678-be16-a7b963a27dd5';
  // @ts-expect-error a session has a team
  await api.POST('/api/v1/sessions', { body: { name: 'nobody' } });
  // @ts-expect-error a pull needs an image
  await api.POST('/api/v1/docker/pull', { body: { sessionId } });
  // @ts-expect-error there is no such field
  const forced: Schemas['PullImageRequest'] = { sessionId, image: 'a', force: true };
  await api.POST('/api/v1/docker/pull', { body: forced });
  // @ts-expect-error durations are texts
  await api.POST('/api/v1/docker/pull', { body: { sessionId, image: 'a', timeout: 600 } });
  // @ts-expect-error there is no such policy
  await api.POST('/api/v1/docker/pull', { body: { sessionId, image: 'a', policy: 'Sometimes' } });
  // @ts-expect-error there is no such route
  await api.GET('/api/v1/containers');
  // @ts-expect-error an id stands in the path
  await api.GET('/api/v1/sessions/{id}', {});
  const { data, error } = await api.GET('/api/v1/operations/{id}', { params: { path: { id: `${sessionId}.4guqpkeb5o3s` } } });
  // @ts-expect-error no operation stands so
  data?.status === 'DONE';
  // @ts-expect-error a read knows no conflict
  error?.code === 'IDEMPOTENCY_CONFLICT';
}
