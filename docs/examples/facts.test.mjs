// node --test docs/examples/facts.test.mjs
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { History } from './facts.mjs'
import { Completeness } from './image-ledger/completeness.mjs'
import { registryOf, secondsOf } from './pull-times/pulls.mjs'

const digest = (after, value) => createHash('sha256').update(after + value).digest('hex').slice(0, 16)

/** A chain of facts, each decided on the one before. */
function chain (...values) {
  let after = ''
  return values.map((value, i) => {
    const fact = { session: 's', version: i + 1, after, value }
    after = digest(after, value)
    return fact
  })
}

test('facts that were decided on one another count', () => {
  const history = new History({ fromTheFirst: true })
  assert.deepEqual(chain('a', 'b', 'c').map(fact => history.take(fact)), [true, true, true])
})

test('a repeat is void', () => {
  const history = new History({ fromTheFirst: true })
  const [a, b] = chain('a', 'b')
  assert.deepEqual([a, b, b].map(fact => history.take(fact)), [true, true, false])
  assert.deepEqual(history.gaps, [])
})

test('the word of a writer that had another past is void, though its version fits', () => {
  const history = new History({ fromTheFirst: true })
  const [a, b] = chain('a', 'b')
  const [, ...others] = chain('a', 'other', 'later', 'last')
  assert.deepEqual([a, b, ...others].map(fact => history.take(fact)), [true, true, false, false, false])
  assert.equal(history.void, 3)
  assert.deepEqual(history.gaps, [])
})

test('a version that is missing is a gap', () => {
  const history = new History({ fromTheFirst: true })
  const [a, , c] = chain('a', 'b', 'c')
  assert.deepEqual([a, c].map(fact => history.take(fact)), [true, false])
  assert.deepEqual(history.gaps, [{ session: 's', after: 1, next: 3 }])
})

test('who begins in the middle believes the first fact that is seen', () => {
  const history = new History({ fromTheFirst: false })
  assert.deepEqual(chain('a', 'b', 'c').slice(1).map(fact => history.take(fact)), [true, true])
})

test('a hole in a partition is seen', () => {
  const completeness = new Completeness()
  for (const offset of [0, 1, 3]) completeness.saw(0, offset)
  const report = completeness.report(new History({ fromTheFirst: true }))
  assert.equal(report.complete, false)
  assert.deepEqual(report.missingOffsets, [{ partition: 0, after: 1, next: 3 }])
})

test('a partition that does not begin at 0 is not complete', () => {
  const completeness = new Completeness()
  completeness.saw(2, 7)
  assert.equal(completeness.report(new History({ fromTheFirst: true })).complete, false)
})

test('registries are read from image names as Docker does', () => {
  assert.deepEqual(
    ['alpine:3', 'team/app', '127.0.0.1:5000/a/b:1', 'localhost/a', 'quay.io/a'].map(registryOf),
    ['docker.io', 'docker.io', '127.0.0.1:5000', 'localhost', 'quay.io'])
})

test('lengths of time are read', () => {
  assert.deepEqual(['PT0S', 'PT1.5S', 'PT2M', 'P1DT1H'].map(secondsOf), [0, 1.5, 120, 90000])
  assert.throws(() => secondsOf('soon'))
})
