// BullMQ behind a small HTTP server that answers as the bare pipeline does: one process for who adds, who works and who
// tells, which is the way it is fastest at moderate rates. Arguments: port, port of Redis.
import http from 'node:http';
import { Queue, QueueEvents, Worker } from 'bullmq';

const [port, redis] = process.argv.slice(2).map(Number);
const connection = { host: '127.0.0.1', port: redis, maxRetriesPerRequest: null };
// what has ended goes at once: a queue that only grows would become slower round after round
const defaultJobOptions = { removeOnComplete: true, removeOnFail: true };

const work = new Queue('work', { connection, defaultJobOptions });
const kept = new Queue('kept', { connection, defaultJobOptions });
const worker = new Worker('work', async (job) => job.data.length, { connection, concurrency: 16 });
const ends = new QueueEvents('work', { connection });
const readers = new Set();

ends.on('completed', ({ jobId }) => {
  const line = `event:operation\ndata:{"operationId":"${jobId}","status":"SUCCEEDED"}\n\n`;
  for (const reader of readers) reader.write(line);
});

const server = http.createServer(async (request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(':\n\n');
    readers.add(response);
    response.on('close', () => readers.delete(response));
    return;
  }
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    // what nobody works on is only stored
    const queue = request.url === '/kept' ? kept : work;
    const job = await queue.add('noop', Buffer.concat(chunks).toString());
    const body = `{"operationId":"${job.id}"}`;
    response.writeHead(202, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) });
    response.end(body);
  } catch (failure) {
    response.writeHead(500, { 'Content-Length': 0 });
    response.end();
    console.error(failure);
  }
});
server.keepAliveTimeout = 0;

await Promise.all([work.waitUntilReady(), kept.waitUntilReady(), worker.waitUntilReady(), ends.waitUntilReady()]);
server.listen(port, '127.0.0.1');
