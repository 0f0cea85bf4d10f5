import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type Program } from './programs.ts'

const NGINX = '/usr/sbin/nginx'
const MODULE = '/usr/lib/nginx/modules/ngx_nchan_module.so'

/** nginx with nchan, as Debian has it, with one worker; `null` where it isn't installed (`libnginx-mod-nchan`). */
export async function startNchan(): Promise<Omit<Program, 'kill'> | null> {
  if (!existsSync(NGINX) || !existsSync(MODULE)) return null
  const folder = await mkdtemp(join(tmpdir(), 'carillon-nchan-'))
  const port = await freePort()
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port))
  const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'errors')], {
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await fetch(`${url}/pub`).catch(() => null)); tries += 1) {
    if (child.exitCode !== null || tries > 40) throw new Error(await readFile(join(folder, 'errors'), 'utf8'))
    await new Promise((later) => setTimeout(later, 100))
  }
  // With `master_process off` there is one process, whose time is all there is.
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  return { url, pid: child.pid!, stop }
}

const configuration = (folder: string, port: number) => `
load_module ${MODULE};
daemon off;
master_process off;
worker_rlimit_nofile 20000;
pid ${folder}/pid;
events { worker_connections 19000; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    location = /pub { nchan_publisher; nchan_channel_id posts; nchan_message_buffer_length 100; }
    location = /sub { nchan_subscriber eventsource; nchan_channel_id posts; nchan_subscriber_first_message newest; }
  }
}
`
