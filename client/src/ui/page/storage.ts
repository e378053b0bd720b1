import { createContext } from 'react'
import type { StorageState } from '../../lib/keep.ts'

/** Whether this page remembers anything after a reload; every page of paper says so where it does not. */
export const StorageContext = createContext<StorageState>('persistent')
