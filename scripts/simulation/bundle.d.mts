export const root: string
export function bundle(name: string, change?: (source: string, path: string) => string | null): Promise<string>
