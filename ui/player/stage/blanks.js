// The cells that the reader fills in: which there are, which are open, and how far the story may
// go.

import { isShown } from "./cell.js"

export const blankKey = blank => `${blank.name}.${blank.t}.${blank.row}.${blank.col}`
export const findBlank = (stage, name, t, row, col) =>
  stage.board.practice?.blanks.find(
    blank =>
      blank.name === name &&
      blank.row === row &&
      blank.col === col &&
      (blank.t === t || !stage.board.grids[name].timed),
  )
export const isSolved = (stage, blank) => Boolean(stage.practice.page?.solved[blankKey(blank)])
export const sameCell = (one, other) => one && other && blankKey(one) === blankKey(other)
export const askedBlanks = ({ board: { practice } }) =>
  (practice?.blanks ?? []).filter(blank => !practice.false || sameCell(blank, practice.false))
export const unsolved = stage => askedBlanks(stage).filter(blank => !isSolved(stage, blank))

// The cell that the reader has to fill in here, if there is one; a number that may be the wrong one
// is so once it is opened.
export function blankAt(stage, name, t, row, col) {
  const blank = findBlank(stage, name, t, row, col)
  if (!blank || isSolved(stage, blank)) return null
  return !stage.board.practice.false ||
    (sameCell(blank, stage.board.practice.false) && stage.practice.page.found)
    ? blank
    : null
}

// The blank that is to be filled in at this step: the one that was last in hand, else the first.
export function blankNow(stage) {
  const { board, step, practice } = stage
  const { t } = board.steps[step]
  const open = unsolved(stage).filter(
    blank =>
      blank.t === t &&
      isShown(board, blank.name, t, step) &&
      blankAt(stage, blank.name, t, blank.row, blank.col),
  )
  return open.find(blank => blank === practice.current) ?? open[0] ?? null
}

// Is this number one that the reader is to judge? Then nothing tells how it was made.
export const isJudged = (stage, { name, t, row, col }) =>
  Boolean(findBlank(stage, name, t, row, col)) &&
  unsolved(stage).length > 0 &&
  Boolean(stage.board.practice.false)

// The wrong number that is shown in this place, until it is put right.
export function falseAt(stage, name, t, row, col) {
  const shown = stage.board.practice?.false
  const here =
    shown && shown.name === name && shown.t === t && shown.row === row && shown.col === col
  return here && unsolved(stage).length ? shown.value : undefined
}

export const solvedAt = (stage, name, t, row, col) => {
  const blank = findBlank(stage, name, t, row, col)
  return Boolean(blank && isSolved(stage, blank))
}

// The last step that may be shown: a blank is not walked past. Where a number is to be found, all
// are there.
export function heldAt(stage) {
  const { steps, practice } = stage.board
  if (practice?.false) return steps.length - 1
  const open = unsolved(stage)
  const at = steps.findIndex(step =>
    open.some(blank => blank.t === step.t && step.computes.includes(blank.name)),
  )
  return at < 0 ? steps.length - 1 : at
}
