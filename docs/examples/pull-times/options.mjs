import { parseArgs } from 'node:util'

const HELP = `usage: node pull-times.mjs [--broker HOST:PORT] [--from-beginning] [--once] [--json]

How long image pulls took by registry and hour (UTC), and why others failed, from the topic infrabot.session.events.

  --broker HOST:PORT  any broker of the cluster; 127.0.0.1:9092
  --from-beginning    the whole history; else only what is new
  --once              end at what is the end of the topic now; else go on until Ctrl-C, telling of each pull
  --json              one JSON document instead of tables
  --help              this
`

/** What was asked on the command line; ends the process where nothing can come of it. */
export function options (args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        broker: { type: 'string', default: '127.0.0.1:9092' },
        'from-beginning': { type: 'boolean', default: false },
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false }
      }
    })
    if (values.help) {
      process.stdout.write(HELP)
      process.exit(0)
    }
    if (!/^[^:\s]+:\d+$/.test(values.broker)) throw new Error(`--broker must be HOST:PORT, but is '${values.broker}'`)
    return { broker: values.broker, fromBeginning: values['from-beginning'], once: values.once, json: values.json }
  } catch (error) {
    process.stderr.write(`pull-times: ${error.message}\nhint: node pull-times.mjs --help\n`)
    process.exit(2)
  }
}
