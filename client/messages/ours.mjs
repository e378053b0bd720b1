/**
 * What we give our sentences ourselves, by the name of the parameter: numbers, days, times, the link that is copied, and
 * words of ours. Every other parameter was written by a person or comes from outside, and is marked as theirs in each
 * sentence (client/src/i18n/verbatim.ts).
 */
export const OURS = new Set([
  'count', 'step', 'nth', 'min', 'max', 'at', 'total', 'taken', 'known', 'date', 'time', 'first', 'last', 'link',
  'who', 'how', 'act', 'usual', 'item', 'answer', 'low', 'high', 'newest', 'standing', 'own', 'theirs',
])
