import { expect, test } from 'vitest'
import { hashOf, withIntegrity } from '../../scripts/web/integrity.mjs'

test('HT228 a built page has its import map before any script, and beside each script’s address its hash', () => {
  const hashes = { '/assets/a.js': hashOf('a'), '/assets/b.js': hashOf('b') }
  const page = '<head><script type="module" src="/assets/a.js"></script><link rel="modulepreload" href="/assets/b.js"><link rel="stylesheet" href="/assets/c.css"></head>'
  expect(withIntegrity(page, '{}', hashes)).toBe(
    `<head><script type="importmap">{}</script><script type="module" src="/assets/a.js" integrity="${hashOf('a')}"></script>` +
      `<link rel="modulepreload" href="/assets/b.js" integrity="${hashOf('b')}"><link rel="stylesheet" href="/assets/c.css"></head>`,
  )
  expect(hashOf('')).toBe('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
  expect(() => withIntegrity('<script src="/assets/gone.js"></script>', '{}', hashes)).toThrow('/assets/gone.js')
})
