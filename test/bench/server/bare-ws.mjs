/** What is physically possible: a relay on bare WebSockets that checks nothing, keeps nothing and knows nobody. */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const http = createServer()
const rooms = new Map()
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, request) => {
  const room = request.url
  const others = rooms.get(room) ?? new Set()
  rooms.set(room, others.add(socket))
  socket.on('message', (/** @type {Buffer} */ data) => {
    const { n, message } = JSON.parse(data.toString('utf8'))
    const told = JSON.stringify({ message })
    for (const other of others) if (other !== socket) other.send(told)
    socket.send(JSON.stringify({ n }))
  })
  socket.on('close', () => others.delete(socket))
})
http.listen(0, '127.0.0.1', () => process.send?.({ port: http.address().port }))
process.once('disconnect', () => process.exit(0))
