// Which records of infrabot.session.events count. Every reader of the history needs this, in whatever language.
import { createHash } from 'node:crypto'

// The first 16 hexadecimal digits of SHA-256 over the fact's own ce_after and its value.
const digestOf = (after, value) => createHash('sha256').update(after).update(value).digest('hex').slice(0, 16)

/**
 * The fact that a record's value holds; undefined where it holds none. Anybody may write to a topic: what cannot be read
 * is skipped, whatever it is.
 */
export function factOf (type, value) {
  if (typeof type !== 'string' || value === null || value === undefined) return undefined
  try {
    const fact = JSON.parse(value)
    return typeof fact?.sessionId === 'string' && Number.isSafeInteger(fact.version) ? fact : undefined
  } catch {
    return undefined
  }
}

/** Counts what a reader had to skip, and says so in the end: a view that lacks something looks like any other. */
export class Skipped {
  count = 0

  /** Does `reading`; where it cannot be done, the record is one that was skipped. */
  unless (reading) {
    try {
      return reading()
    } catch {
      this.count++
      return undefined
    }
  }

  say (reader) {
    if (this.count > 0) process.stderr.write(`${reader}: skipped ${this.count} records that cannot be read\n`)
  }
}

/**
 * A fact counts when its version is its session's last plus one, in log order, and its ce_after is the digest of that
 * last fact. Any other is void: a repeat, or the word of a writer that was no longer the one.
 */
export class History {
  #last = new Map()
  #fromTheFirst

  /** @param fromTheFirst whether the reader began at the first fact; else each session's first one seen is believed */
  constructor ({ fromTheFirst }) {
    this.#fromTheFirst = fromTheFirst
    this.counted = 0
    this.void = 0
    this.gaps = []
  }

  get sessions () {
    return this.#last.size
  }

  /** Whether the fact counts; call it once for each record, in the order of its partition. `value` is as it came. */
  take ({ session, version, after, value }) {
    const last = this.#last.get(session) ?? (this.#fromTheFirst ? { version: 0, digest: '' } : undefined)
    const counts = last === undefined || (version === last.version + 1 && after === last.digest)
    const digest = digestOf(after, value)
    if (counts) {
      this.#last.set(session, { version, digest })
      this.counted++
      return true
    }
    this.void++
    // further on than the next one, and not a void writer's next word: what was between was taken away
    if (version > last.version + 1 && after !== last.stray) {
      this.gaps.push({ session, after: last.version, next: version })
    }
    this.#last.set(session, { ...last, stray: digest })
    return false
  }
}
