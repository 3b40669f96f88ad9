import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What is counted of the requests, and the page that Prometheus reads. */
export interface Metrics {
  /** One answered request: its method, its route (a low number of different ones), its status, and ms. */
  answered(method: string, route: string, status: number, ms: number): void
  /** In Prometheus' text format. */
  text(): Promise<string>
  readonly type: string
}

/** Seconds; pages take 1 ms, a search 2, a vote as long as the disk. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** @param usable whether app.db can be used now */
export function createMetrics({ build, usable }: { build(): string; usable(): Promise<boolean> }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: 'kindred_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const seconds = new Histogram({
    name: 'kindred_request_seconds',
    help: 'From the request to its answer.',
    labelNames: ['route'],
    buckets,
    registers,
  })
  new Gauge({
    name: 'kindred_database_usable',
    help: '1 while app.db can be read and the last write worked.',
    registers,
    async collect() {
      this.set((await usable()) ? 1 : 0)
    },
  })
  new Gauge({
    name: 'kindred_build_info',
    help: 'The build that is served.',
    labelNames: ['build'],
    registers,
    collect() {
      this.reset()
      this.set({ build: build() }, 1)
    },
  })
  return {
    type: registry.contentType,
    answered(method, route, status, ms) {
      requests.inc({ method, route, status })
      seconds.observe({ route }, ms / 1000)
    },
    text: () => registry.metrics(),
  }
}

/** A server for the machine's own collector: on loopback, whatever address the help centre listens on. */
export async function listenForMetrics(metrics: Metrics, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    try {
      const text = await metrics.text()
      response.writeHead(200, { 'content-type': metrics.type }).end(text)
    } catch {
      response.writeHead(500).end()
    }
  })
  const listening = once(server, 'listening')
  server.listen(port, '127.0.0.1')
  await listening
  return server
}
