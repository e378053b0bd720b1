/** What somebody showed at the door – cookie, proof, address asked for – is kept by nobody once they are in. */
export function forgetDoor(socket: { request: object; conn: object }): void {
  Object.assign(socket.request, { headers: {}, rawHeaders: [], url: '' })
  Object.assign(socket.conn, { request: null })
  Object.assign(socket, { handshake: null })
}
