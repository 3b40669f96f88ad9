import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * A peer of `npm run bench:web`: nginx as one process, with one page as a file and gzipped beside it, no log.
 *
 * @param folder where its settings and the page are put
 * @param page absolute path of the page
 * @returns undefined where nginx is not installed
 */
export function startNginx(folder: string, page: string, port: number): ChildProcess | undefined {
  if (spawnSync('nginx', ['-v']).error) return undefined
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true })
  copyFileSync(page, join(files, 'index.html'))
  writeFileSync(join(files, 'index.html.gz'), gzipSync(readFileSync(page), { level: 9 }))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  keepalive_requests 1000000;
  types { text/html html; }
  gzip_static on;
  open_file_cache max=10;
${temporary.map((name) => `  ${name}_temp_path ${folder}/${name};`).join('\n')}
  server { listen 127.0.0.1:${port}; root ${files}; }
}
`,
  )
  return spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'inherit',
  })
}
