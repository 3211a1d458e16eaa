import { History, Skipped, factOf } from '../facts.mjs'
import { options } from './options.mjs'
import { Pulls } from './pulls.mjs'
import { readHistory } from './topic.mjs'

const asked = options(process.argv.slice(2))
const history = new History({ fromTheFirst: asked.fromBeginning })
const pulls = new Pulls()
const skipped = new Skipped()
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())

const table = rows => (rows.length === 0 ? console.log('none') : console.table(rows))

const started = () => asked.once || process.stderr.write('pull-times: following; Ctrl-C for the tables\n')

function take (message) {
  const header = name => headerOf(message.headers, name)
  const type = header('ce_type')
  const fact = factOf(type, message.value)
  if (fact === undefined) throw new Error('no fact')
  const record = { session: fact.sessionId, version: fact.version, after: header('ce_after') ?? '', value: message.value }
  const line = history.take(record) ? pulls.take(type, fact) : undefined
  if (line !== undefined && !asked.once && !asked.json) console.log(line)
}

/** Headers come as bytes, and maps compare those by identity. */
function headerOf (headers, name) {
  for (const [key, value] of headers) if (key?.toString() === name) return value?.toString()
  return undefined
}

try {
  const { firstOffsets } = await readHistory({ ...asked, signal: stop.signal, started }, message => skipped.unless(() => take(message)))
  skipped.say('pull-times')
  const read = { firstOffsets, sessions: history.sessions, counted: history.counted, void: history.void }
  const result = { ...pulls.result(), read }
  if (asked.json) {
    console.log(JSON.stringify(result, null, 2))
  } else {
    console.log('Pulls by registry and hour, in seconds')
    table(result.pulls)
    console.log('Pulls that failed, by code')
    table(result.failures)
    console.log(`${read.counted} facts of ${read.sessions} sessions read, ${read.void} void`)
  }
} catch (error) {
  process.stderr.write(`pull-times: ${error.message} (broker ${asked.broker})\n`)
  process.stderr.write('hint: is InfraBot up (./infrabot up), and does --broker name its broker?\n')
  process.exitCode = 1
}
