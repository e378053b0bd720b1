import type { Refusal } from '@fermata/shared/result'

/** What a page tells in one sentence: why the last tap came to nothing, or that the server went back to an earlier time. */
export type Problem = Refusal | { code: 'wentBack' }
