/**
 * Names of settings that are misspelt. One that is passed over may be a promise of deletion that is silently not kept, so
 * a name close to one of ours is refused. What belongs to others in the same environment is left alone.
 */

/** Of the compose file and its profiles, not of the server. */
const OF_COMPOSE: readonly string[] = ['TURN_HOST', 'SITE']
/** Whatever begins so and is none of ours was meant for us. */
const OURS_BEGIN = /^(?:TURN|KEEP)_/i
/** Kubernetes and linked containers put names like these into every environment. */
const OF_OTHERS = /_(?:SERVICE|PORT)(?:_|$)/

/** A sentence for each name that nobody reads and that is close to one of `known`. */
export function misspelt(given: readonly string[], known: readonly string[]): string[] {
  return given.flatMap((name) => {
    if (known.includes(name) || OF_COMPOSE.includes(name) || OF_OTHERS.test(name)) return []
    const [nearest, distance] = nearestOf(name.toUpperCase(), known)
    if (distance <= (nearest.length < 8 ? 1 : 2)) return [`${name} is no setting; did you mean ${nearest}?`]
    const sameWords = known.find((one) => wordsOf(one) === wordsOf(name))
    if (sameWords !== undefined) return [`${name} is no setting; did you mean ${sameWords}?`]
    if (!OURS_BEGIN.test(name)) return []
    const [kin] = name.toUpperCase().split('_')
    return [`${name} is no setting; there are ${known.filter((one) => one.startsWith(`${kin}_`)).join(', ')}`]
  })
}

/** The words of a name, in whatever order, one or several. */
const wordsOf = (name: string): string =>
  name.toUpperCase().split('_').map((word) => word.replace(/S$/, '')).sort().join('_')

function nearestOf(name: string, known: readonly string[]): readonly [string, number] {
  const all = known.map((one) => [one, distanceOf(name, one)] as const)
  return all.reduce((nearest, one) => (one[1] < nearest[1] ? one : nearest), ['', Infinity] as const)
}

/** How many letters must be changed, added, removed, or exchanged with their neighbour. */
function distanceOf(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity
  for (let row = 1; row <= from.length; row++) {
    const next = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      next.push(Math.min(
        at(row - 1, column) + 1,
        (next[column - 1] ?? Infinity) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(row - 2, column - 2) + 1 : Infinity,
      ))
    }
    rows.push(next)
  }
  return at(from.length, to.length)
}
