/** Whether what was read is the whole history from its first fact: only then a view of it is more than a guess. */
export class Completeness {
  #partitions = new Map()
  #holes = []

  /** Call it for every record, in the order of its partition. */
  saw (partition, offset) {
    const seen = this.#partitions.get(partition)
    if (seen === undefined) {
      this.#partitions.set(partition, { first: offset, last: offset })
    } else {
      if (offset !== seen.last + 1) this.#holes.push({ partition, after: seen.last, next: offset })
      seen.last = offset
    }
  }

  /** With what {@link History} says of the sessions. */
  report (history) {
    const partitions = [...this.#partitions].sort(([a], [b]) => a - b)
      .map(([partition, { first, last }]) => ({ partition, first, last }))
    const fromTheFirst = partitions.every(({ first }) => first === 0)
    return {
      complete: fromTheFirst && this.#holes.length === 0 && history.gaps.length === 0,
      partitions,
      missingOffsets: this.#holes,
      sessions: history.sessions,
      counted: history.counted,
      void: history.void,
      missingVersions: history.gaps
    }
  }
}
