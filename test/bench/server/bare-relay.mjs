/** What Fermata is compared with: a Socket.IO relay that checks nothing, keeps nothing and knows nobody. */
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false })
io.on('connection', (socket) => {
  const { room } = socket.handshake.auth
  void socket.join(room)
  socket.on('up', (message, acknowledge) => {
    socket.to(room).emit('down', message)
    acknowledge?.({ at: 1 })
  })
})
http.listen(0, '127.0.0.1', () => process.send?.({ port: http.address().port }))
process.once('disconnect', () => process.exit(0))
