import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { History, Skipped, factOf } from '../facts.mjs'
import { Completeness } from './completeness.mjs'
import { ImageLedger } from './ledger.mjs'

const HELP = `usage: kcat -C -e -q -b BROKER -t infrabot.session.events -o beginning -J | node image-ledger.mjs [--json]

What happened to each image, folded from the first fact of the history, and whether nothing of it is missing.
Ends with 1 where something is.

  --json  one JSON document instead of lines
  --help  this
`

function misused (message) {
  process.stderr.write(`image-ledger: ${message}\nhint: node image-ledger.mjs --help\n`)
  process.exit(2)
}

function asked (args) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, help: { type: 'boolean' } } }).values
  } catch (error) {
    return misused(error.message)
  }
}

const { json, help } = asked(process.argv.slice(2))
if (help) {
  process.stdout.write(HELP)
  process.exit(0)
}
if (process.stdin.isTTY) misused('the history is read from standard input')

const history = new History({ fromTheFirst: true })
const completeness = new Completeness()
const ledger = new ImageLedger()
const skipped = new Skipped()

/** kcat gives headers as names and values in turn. */
const headersOf = list => Object.fromEntries(list.flatMap((name, i) => (i % 2 === 0 ? [[name, list[i + 1]]] : [])))

function take (line) {
  const record = JSON.parse(line)
  completeness.saw(record.partition, record.offset)
  const headers = headersOf(record.headers ?? [])
  const fact = factOf(headers.ce_type, record.payload)
  if (fact === undefined) throw new Error('no fact')
  const counts = history.take({
    session: fact.sessionId, version: fact.version, after: headers.ce_after ?? '', value: record.payload
  })
  if (counts) ledger.take(headers.ce_type, fact)
}

for await (const line of createInterface({ input: process.stdin })) skipped.unless(() => take(line))

skipped.say('image-ledger')
const images = ledger.result()
const report = completeness.report(history)
if (json) {
  console.log(JSON.stringify({ images, completeness: report }, null, 2))
} else {
  for (const [image, entries] of Object.entries(images)) {
    console.log(image)
    for (const { at, what, outcome, code, from, operation } of entries) {
      console.log(`  ${at}  ${what.padEnd(12)}  ${code ?? outcome}${from === undefined ? '' : `  from ${from}`}  ${operation}`)
    }
  }
  console.log(`${report.complete ? 'complete' : 'NOT COMPLETE'}: ${report.counted} facts of ${report.sessions} sessions, ` +
    `${report.void} void, ${report.missingVersions.length} versions and ${report.missingOffsets.length} offsets missing`)
}
process.exitCode = report.complete ? 0 : 1
