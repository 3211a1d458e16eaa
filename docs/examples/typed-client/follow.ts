// Server-sent events as the contract describes them: frames of one of a few kinds, each with its own data.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { answered, type InfraBot, type Operation, type Schemas } from './infrabot.js';

type Frame = Schemas['OperationFrame'];

/** Follows an operation to its end; `last` is the id of the last frame that was read, where a stream broke. */
export async function* follow(api: InfraBot, id: string, last?: string): AsyncGenerator<Frame> {
  const stream = answered(
    await api.GET('/api/v1/operations/{id}/events', {
      params: { path: { id }, ...(last === undefined ? {} : { header: { 'Last-Event-ID': last } }) },
      headers: { accept: 'text/event-stream' },
      parseAs: 'stream',
    }),
  );
  if (stream === null) {
    throw new Error('a stream without a body');
  }
  const frames = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { id: position, event, data } of frames) {
    yield { id: position, event, data: JSON.parse(data) } as Frame;
  }
}

/** How an operation ended. */
export async function end(api: InfraBot, id: string): Promise<Operation> {
  for await (const frame of follow(api, id)) {
    if (frame.event === 'end') {
      return frame.data;
    }
  }
  throw new Error(`the stream of ${id} ended without its end`);
}
