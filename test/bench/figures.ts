/** Percentiles, and the line in which a figure is printed beside the one to reach. */

/** The value below which `part` (0 to 1) of all lie. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN
}

export function report(what: string, values: readonly number[], toReach: string): void {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)].map((value) => Math.round(value * 10) / 10)
  console.log(`${what.padEnd(52)} p50 ${p50} ms · p99 ${p99} ms · n ${values.length} · to reach: ${toReach}`)
}
