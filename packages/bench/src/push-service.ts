import { createServer } from 'node:http'

/** A push service that takes everything at once, as a process of its own: `/` says how much it has been given. */
let taken = 0
createServer((request, response) => {
  if (request.method === 'GET') return void response.end(String(taken))
  request.on('end', () => {
    taken += 1
    response.writeHead(201).end()
  })
  request.resume()
}).listen(Number(process.env['PORT']), '127.0.0.1')
