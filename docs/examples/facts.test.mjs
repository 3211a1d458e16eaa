// node --test docs/examples/facts.test.mjs
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { History, Skipped, factOf } from './facts.mjs'
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

/** What anybody may have left in the history. */
const junk = [
  null, '', '\u0000', 'no JSON', 'null', '{}', '[]', '5', '"text"', '['.repeat(100000), '{"sessionId":5,"version":1}',
  '{"sessionId":"s"}', '{"sessionId":"s","version":"1"}', '{"sessionId":"s","version":1e400}'
]

test('what is no fact is skipped and counted', () => {
  const skipped = new Skipped()
  for (const value of junk) {
    assert.equal(factOf('io.infrabot.session.created.v1', value), undefined)
    skipped.unless(() => { throw new Error('no fact') })
  }
  assert.equal(skipped.count, junk.length)
  assert.equal(factOf(undefined, '{"sessionId":"s","version":1}'), undefined)
})

test('a fact with odd values is one', () => {
  const fact = '{"sessionId":"s","version":1,"name":"\\ud800","metadata":{"a":' + '['.repeat(104) + ']'.repeat(104) + '}}'
  assert.equal(factOf('io.infrabot.session.created.v1', Buffer.from(fact)).version, 1)
})

const here = name => fileURLToPath(new URL(name, import.meta.url))

/** Lines as kcat -J writes them: a fact, junk of every kind, and another fact. */
function lines () {
  const facts = ['created', 'deleted'].map((type, i) => JSON.stringify({ sessionId: 's', version: i + 1, type }))
  const chained = [['', facts[0]], [digest('', facts[0]), facts[1]]]
  const record = (offset, payload, after, type, key = 's') =>
    JSON.stringify({ partition: 0, offset, key, payload, headers: ['ce_type', type, 'ce_after', after] })
  const [first, second] = chained.map(([after, fact], i) => record(i === 0 ? 0 : junk.length * 2 + 1, fact, after, 'io.infrabot.session.x.v1'))
  const planted = junk.flatMap((payload, i) => [
    record(2 * i + 1, payload, chained[1][0], 'io.infrabot.session.operation-accepted.v1'),
    JSON.stringify({ partition: 0, offset: 2 * i + 2, key: null, payload })
  ])
  return [first, ...planted, second].join('\n') + '\n'
}

test('the image ledger is complete where junk stands between the facts', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [here('image-ledger/image-ledger.mjs'), '--json'], { input: lines() })
  assert.equal(status, 0, stderr.toString())
  assert.equal(JSON.parse(stdout).completeness.counted, 2)
  assert.match(stderr.toString(), new RegExp(`skipped ${2 * junk.length} records`))
})
