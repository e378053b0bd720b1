import { SECOND } from '@fermata/shared/clock'
import { expect, test } from 'vitest'
import { LateAnswers } from './late-answers.ts'

function scene() {
  let now = 0
  const answers = new LateAnswers(() => now)
  return { answers, pass: (ms: number) => void (now += ms) }
}

test('RE20 a line on which an answer is late, and nothing else arrives, is given up; a silent one that owes no answer is not', () => {
  const { answers, pass } = scene()
  answers.heard()
  pass(60 * SECOND)
  expect(answers.giveUp()).toBe(false)
  answers.asked()
  expect(answers.giveUp(), 'there is time yet').toBe(false)
  pass(1 * SECOND)
  expect(answers.giveUp()).toBe(true)
})

test('RE20 a line on which something arrives, or whose answers came, is kept', () => {
  const { answers, pass } = scene()
  const answered = answers.asked()
  pass(1 * SECOND)
  answers.heard()
  expect(answers.giveUp(), 'heard just now').toBe(false)
  pass(1 * SECOND)
  answered()
  expect(answers.giveUp(), 'nothing is owed').toBe(false)
})

test('RE20 a line that is only slow is not given up again and again', () => {
  const { answers, pass } = scene()
  answers.asked()
  const given: boolean[] = []
  for (let tenth = 0; tenth < 60; tenth++) {
    pass(0.1 * SECOND)
    given.push(answers.giveUp())
  }
  expect(given.filter(Boolean)).toHaveLength(2)
})
