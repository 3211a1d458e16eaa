// dockerode, one caller who asks again as soon as he is answered: GET /inspect?ms=N does so for that long, and answers
// with the nanoseconds of each call, one a line. Arguments: port, the engine's socket, the image.
import http from 'node:http';
import Docker from 'dockerode';

const [port, socketPath, name] = process.argv.slice(2);
// connections stay open, as those of the other clients do
const docker = new Docker({ socketPath, agent: new http.Agent({ keepAlive: true, maxSockets: 1 }) });
const image = docker.getImage(name);
const AT_ONCE = 1000;

const server = http.createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const took = [];
  try {
    const end = performance.now() + Number(url.searchParams.get('ms'));
    while (performance.now() < end) {
      const begun = process.hrtime.bigint();
      await image.inspect();
      took.push(process.hrtime.bigint() - begun);
    }
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    for (let i = 0; i < took.length; i += AT_ONCE) response.write(took.slice(i, i + AT_ONCE).join('\n') + '\n');
    response.end();
  } catch (failure) {
    response.writeHead(500, { 'Content-Length': 0 });
    response.end();
    console.error(failure);
  }
});
server.keepAliveTimeout = 0;
server.listen(Number(port), '127.0.0.1');
