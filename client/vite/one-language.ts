/**
 * One language written into the messages: each is its sentence in it, and the bundler drops the others, the choosing, and
 * the function around every sentence that chooses. The pseudo locale of the tests costs a shipped page nothing;
 * `--mode pseudo` builds one that still speaks it.
 */
import type { Plugin } from 'vite'

/** The exported function, as the compiler of the messages ends each file with it. */
const CHOOSING = /^export const (\w+) = .*\n\tconst locale = .*\n(?:\tif \(locale === .*\n)+\treturn (\w+)\(inputs\)\n\}\);$/m

export function oneLanguage(locale: string): Plugin {
  return {
    name: 'fermata:one-language',
    enforce: 'pre',
    apply: (_config, { command, mode }) => command === 'build' && mode === 'production',
    transform: {
      filter: { id: /\/i18n\/generated\/messages\/[^_][^/]*\.js$/ },
      handler(code, id) {
        const several = code.includes('if (locale ===')
        const only = code.replace(CHOOSING, (whole, name: string, base: string) => (base === `${locale}_${name}` ? `export { ${base} as ${name} };` : whole))
        if (several && only === code) throw new Error(`${id} no longer chooses its language as we know it`)
        return { code: only, map: null }
      },
    },
  }
}
