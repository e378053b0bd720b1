/** What stands in package-lock.json of packages that come from the registry. */

const REGISTRY = 'https://registry.npmjs.org/'

/** The name of a package, by where it is installed; an alias says it. */
export const nameOf = (place, entry) => entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Where the registry has it. */
export function addressOf(place, entry) {
  const name = nameOf(place, entry)
  return `${REGISTRY}${name}/-/${name.split('/').at(-1)}-${entry.version}.tgz`
}

/** Place and entry of each: not our own workspaces, and not what comes inside another package. */
export const fromRegistry = (lock) =>
  Object.entries(lock.packages).filter(([place, entry]) => place.includes('node_modules/') && !entry.link && !entry.inBundle)

/** What is not whole, by its place. */
export const notWhole = (lock) =>
  fromRegistry(lock)
    .filter(([place, entry]) => entry.resolved !== addressOf(place, entry) || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
    .map(([place]) => place)
