/** Opens an address of ours, also where it is the one in the address bar or differs from it in its fragment alone. */
export function goTo(path: string): void {
  if (location.pathname + location.hash === path) location.reload()
  else location.assign(path)
}
