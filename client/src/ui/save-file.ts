/** Hands a file that was made in this page to the browser's own saving. It goes nowhere else. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the address by the time the next task runs.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
