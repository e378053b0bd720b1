/** Plain data as it is after its way over a wire or to a disk: nothing is shared with the original, and what is undefined is gone. */
export function copied<Value>(value: Value): Value {
  return copy(value) as Value
}

function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copy)
  const made: Record<string, unknown> = {}
  for (const [key, held] of Object.entries(value)) if (held !== undefined) made[key] = copy(held)
  return made
}
