import { randomUUID } from 'node:crypto'
import { Consumer, MessagesStreamModes } from '@platformatic/kafka'

const TOPIC = 'infrabot.session.events'
const EARLIEST = -2n
const LATEST = -1n

/**
 * Calls `each` for every record of the history in the order of its partition, until `signal` or, if `once`, the end;
 * `started` when nothing that comes from now on is missed.
 */
export async function readHistory ({ broker, fromBeginning, once, signal, started }, each) {
  // nothing is committed: a group of its own, so that every run reads for itself
  const consumer = new Consumer({
    clientId: 'pull-times', groupId: `pull-times-${randomUUID()}`, bootstrapBrokers: [broker], autocommit: false, retries: 3
  })
  try {
    const offsets = async timestamp => (await consumer.listOffsets({ topics: [TOPIC], timestamp })).get(TOPIC)
    const end = await offsets(LATEST)
    const position = fromBeginning ? await offsets(EARLIEST) : [...end]
    const first = [...position]
    const atEnd = () => once && position.every((offset, partition) => offset >= end[partition])
    if (!atEnd()) {
      const stream = await consumer.consume({
        topics: [TOPIC],
        mode: MessagesStreamModes.MANUAL,
        offsets: position.map((offset, partition) => ({ topic: TOPIC, partition, offset })),
        maxWaitTime: 500
      })
      started()
      signal.addEventListener('abort', () => stream.close(() => {}), { once: true })
      for await (const message of stream) {
        const beyond = once && message.offset >= end[message.partition]
        if (!beyond) each(message)
        position[message.partition] = message.offset + 1n
        if (atEnd()) break
      }
    }
    return { firstOffsets: first.map(Number) }
  } finally {
    await consumer.close(true)
  }
}
