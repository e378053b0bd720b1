/** Every sentence a person reads, as typed functions compiled from client/messages. */
export * as m from './generated/messages/_index.js'
