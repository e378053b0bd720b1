import type { RandomSource } from '@fermata/shared/ids'

/** The platform's own generator: what the product runs on. */
export const browserRandom: RandomSource = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}
