// A client of InfraBot: its types are generated from the contract, so that what it may ask and what it may be answered
// is checked before anything runs.
import { setTimeout } from 'node:timers/promises';
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.js';

export type Schemas = components['schemas'];
export type Operation = Schemas['Operation'];
export type Problem = Schemas['Problem'];
export type InfraBot = Client<paths>;

export function infraBot(baseUrl: string): InfraBot {
  return createClient<paths>({ baseUrl });
}

/** What came back: what was asked for, or a problem. */
export type Answer<T> = { data?: T; error?: Problem; response: Response };

/** What was answered, or the problem as an error. */
export function answered<T>(result: Answer<T>): T {
  if (result.error !== undefined) {
    throw new Error(`${result.error.code}: ${result.error.detail}`);
  }
  if (result.data === undefined) {
    throw new Error(`an answer without a body: ${result.response.status}`);
  }
  return result.data;
}

/** What stands there, once whatever was stored and not decided yet is decided: before that it is not found. */
export async function standing<T>(ask: () => Promise<Answer<T>>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const answer = await ask();
    if (answer.response.status !== 404 || tries === 150) {
      return answered(answer);
    }
    await setTimeout(200);
  }
}
