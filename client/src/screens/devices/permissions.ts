/** What explains a browser's permission: fetched ahead, and drawn where it is needed. */
export { Asking } from './Asking.tsx'
export { Denied } from './Denied.tsx'
