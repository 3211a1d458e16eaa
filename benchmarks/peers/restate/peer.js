// A virtual object of Restate that does as much durably as a noop of InfraBot: it says that it has begun, works, and says
// that it has ended. Registers itself, and opens a door when it has. Arguments: port, port of Restate's admin.
import http from 'node:http';

// Restate's kit expects it of Node 22
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((yes, no) => { [resolve, reject] = [yes, no]; });
  return { promise, resolve, reject };
};
const restate = await import('@restatedev/restate-sdk');

const [port, admin] = process.argv.slice(2).map(Number);
const work = restate.object({
  name: 'work',
  handlers: {
    noop: async (context, body) => {
      context.set('status', 'RUNNING');
      const length = await context.run(() => body.length);
      context.set('status', 'SUCCEEDED');
      return length;
    },
  },
});
const service = await restate.endpoint().bind(work).listen(0);

const registered = await fetch(`http://127.0.0.1:${admin}/deployments`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ uri: `http://127.0.0.1:${service}` }),
});
if (!registered.ok) throw new Error(`not registered: ${await registered.text()}`);
http.createServer((_, response) => response.end()).listen(port, '127.0.0.1');
