/** Whether this person stands nowhere on the page, because what they stood on is gone. */
export const standsNowhere = (): boolean => document.activeElement === document.body

/** For a form that takes another's place: whoever pressed what is gone now reads on at its heading; whoever stands elsewhere stays. */
export function arrive(form: HTMLFormElement | null): void {
  if (standsNowhere()) form?.querySelector<HTMLElement>('h1, legend')?.focus({ preventScroll: true })
}
