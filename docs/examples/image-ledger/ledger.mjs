/** What happened to each image, by the facts: a view that InfraBot itself does not have. Knows no Kafka. */
export class ImageLedger {
  #asked = new Map()
  #images = new Map()

  /** Takes a fact that counts; all but those of Docker operations pass by. */
  take (type, fact) {
    switch (type) {
      case 'io.infrabot.session.operation-accepted.v1':
        // a parent is done by its sub-operations, and those are in the history too
        if (nameIn(fact) !== undefined && fact.target.kind !== 'all') this.#asked.set(fact.operationId, fact)
        break
      case 'io.infrabot.session.operation-succeeded.v1':
        this.#enter(fact, { outcome: 'SUCCEEDED', imageId: fact.result.imageId, digest: fact.result.digest })
        break
      case 'io.infrabot.session.operation-failed.v1':
        this.#enter(fact, { outcome: 'FAILED', code: fact.error.code })
        break
      case 'io.infrabot.session.operation-cancelled.v1':
        this.#enter(fact, { outcome: 'CANCELLED' })
    }
  }

  #enter (end, outcome) {
    const asked = this.#asked.get(end.operationId)
    if (asked === undefined) return
    this.#asked.delete(end.operationId)
    const image = nameIn(asked)
    const entry = { at: end.at, what: asked.type, operation: end.operationId, session: end.sessionId, ...outcome }
    if (asked.type === 'docker.tag') entry.from = asked.arguments.source
    this.#images.set(image, [...(this.#images.get(image) ?? []), entry])
  }

  /** Each image with its entries by time. */
  result () {
    return Object.fromEntries([...this.#images]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([image, entries]) => [image, [...entries].sort((a, b) => a.at.localeCompare(b.at))]))
  }
}

/** The name that an operation gives to an image or asks for; undefined where it is about none. */
function nameIn ({ type, arguments: asked }) {
  switch (type) {
    case 'docker.pull':
    case 'docker.push':
      return asked.image
    case 'docker.build':
      return asked.tag
    case 'docker.tag':
      return asked.target
    default:
      return undefined
  }
}
