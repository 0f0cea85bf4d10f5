import { createServer } from 'node:http'

const { headers, body } = JSON.parse(process.env['ANSWER']!) as { headers: Record<string, string>; body: string }
const bytes = Buffer.from(body)
const head = { ...headers, 'content-length': bytes.length }

createServer((_, response) => response.writeHead(200, head).end(bytes)).listen(Number(process.env['PORT']), '127.0.0.1')
