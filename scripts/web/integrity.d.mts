export function hashOf(content: string | Uint8Array): string
export function withIntegrity(html: string, map: string, hashes: Readonly<Record<string, string>>): string
export function addIntegrity(web: string): Promise<void>
