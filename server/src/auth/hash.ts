/** Hashes and comparisons of bearer secrets. The server keeps hashes only. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { RandomSource } from '@fermata/shared/ids'

/** SHA-256 of the bytes a base64url text stands for, as base64url. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('base64url')
}

/** Whether a secret is the one whose hash is kept; takes the same time for every wrong one. */
export function matches(secret: string, keptHash: string): boolean {
  const given = Buffer.from(hashOf(secret))
  const kept = Buffer.from(keptHash)
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** The machine's own randomness. */
export const systemRandom: RandomSource = { bytes: (length) => randomBytes(length) }
