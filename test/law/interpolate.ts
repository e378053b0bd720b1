/**
 * Variables in a Compose file, by the rules of the Compose specification (Interpolation): `$NAME`, `${NAME}`, and
 * `${NAME:-default}`, `-`, `:?`, `?`, `:+`, `+`, whose words may hold variables again; `$$` is a dollar. Compose does this
 * to the whole file, whichever profiles are asked for.
 */
export interface Interpolated {
  text: string
  /** Every variable that is named. */
  names: Set<string>
}

/** Throws as Compose does: for a variable that must be set, and for a form that is none. */
export function interpolate(text: string, environment: Readonly<Record<string, string>>): Interpolated {
  const names = new Set<string>()
  let at = 0

  const variable = (): string => {
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at))?.[0]
    if (name === undefined) throw new Error(`Invalid interpolation format: ${text.slice(at - 1, at + 20)}`)
    at += name.length
    names.add(name)
    return name
  }
  const braced = (): string => {
    const name = variable()
    const how = /^:?[-?+]/.exec(text.slice(at))?.[0] ?? ''
    at += how.length
    const word = how === '' ? '' : until('}')
    if (text[at] !== '}') throw new Error(`Invalid interpolation format: ${name}`)
    at += 1
    const value = environment[name]
    const isSet = value !== undefined && (!how.startsWith(':') || value !== '')
    if (how.endsWith('+')) return isSet ? word : ''
    if (how.endsWith('?') && !isSet) throw new Error(`required variable ${name} is missing a value: ${word}`)
    return isSet ? value : word
  }
  const until = (end: string): string => {
    let read = ''
    while (at < text.length && text[at] !== end) {
      const letter = text[at]
      at += 1
      if (letter !== '$') read += letter
      else if (text[at] === '$') {
        read += '$'
        at += 1
      } else if (text[at] === '{') {
        at += 1
        read += braced()
      } else read += environment[variable()] ?? ''
    }
    return read
  }
  return { text: until('\0'), names }
}
