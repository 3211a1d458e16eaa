/** Pulls as the facts tell of them: the numbers this example is about. Knows no Kafka. */
export class Pulls {
  #registryOf = new Map()
  #seconds = new Map()
  #failures = new Map()

  /** Takes a fact that counts; returns a line about the pull that it ended, if it ended one. */
  take (type, fact) {
    const operation = fact.operationId
    if (type === 'io.infrabot.session.operation-accepted.v1' && fact.type === 'docker.pull') {
      this.#registryOf.set(operation, registryOf(fact.arguments.image))
    }
    const registry = this.#registryOf.get(operation)
    if (registry === undefined) return undefined
    switch (type) {
      case 'io.infrabot.session.operation-succeeded.v1':
        return this.#succeeded(operation, registry, fact)
      case 'io.infrabot.session.operation-failed.v1':
        return this.#failed(operation, registry, fact.error.code)
      case 'io.infrabot.session.operation-cancelled.v1':
        this.#registryOf.delete(operation)
    }
    return undefined
  }

  #succeeded (operation, registry, fact) {
    this.#registryOf.delete(operation)
    const key = `${registry} ${fact.at.slice(0, 13)}:00Z`
    const seconds = secondsOf(fact.usage.wallTime)
    this.#seconds.set(key, [...(this.#seconds.get(key) ?? []), seconds])
    return `${fact.at} ${operation} pulled from ${registry} in ${seconds} s`
  }

  #failed (operation, registry, code) {
    this.#registryOf.delete(operation)
    this.#failures.set(code, (this.#failures.get(code) ?? 0) + 1)
    return `${operation} from ${registry} failed: ${code}`
  }

  result () {
    const pulls = [...this.#seconds].map(([key, seconds]) => {
      const [registry, hour] = key.split(' ')
      const sorted = seconds.toSorted((a, b) => a - b)
      return { registry, hour, n: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) }
    })
    const failures = [...this.#failures].map(([code, n]) => ({ code, n }))
    return {
      pulls: pulls.sort((a, b) => a.registry.localeCompare(b.registry) || a.hour.localeCompare(b.hour)),
      failures: failures.sort((a, b) => b.n - a.n || a.code.localeCompare(b.code))
    }
  }
}

/** The nearest-rank quantile: a value that was really measured. */
const quantile = (sorted, q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)]

/** As Docker reads image names: what has a dot or a port before the first slash is a registry, else it is docker.io. */
export function registryOf (image) {
  const [first, ...rest] = image.split('/')
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : 'docker.io'
}

/** PT1H2M3.004S in seconds. */
export function secondsOf (duration) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration)
  if (parts === null) throw new Error(`'${duration}' is no length of time`)
  const [days, hours, minutes, seconds] = parts.slice(1).map(part => Number(part ?? 0))
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}
