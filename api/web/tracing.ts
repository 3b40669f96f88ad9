import type { SpanContext } from '@opentelemetry/api'

/** Where spans are sent. */
export interface TracesTo {
  /** Base address of an OTLP/HTTP receiver, such as `http://127.0.0.1:4318`. */
  readonly endpoint: string
  /** `service.name` of every span. */
  readonly service: string
}

/** One answered request; nothing of who asked, and nothing of what was looked for. */
export interface Answered {
  readonly method: string
  /** One of few, as in the metrics. */
  readonly route: string
  readonly status: number
  /** As in the log and in `X-Request-Id`. */
  readonly id: string
  /** Milliseconds since 1970, with a fraction. */
  readonly began: number
  readonly ms: number
  /** The caller's span, as its header says (W3C Trace Context). */
  readonly traceparent: string | undefined
}

export interface Tracing {
  answered(request: Answered): void
  /** Sends what waits. */
  close(): Promise<void>
}

/** How long sending a batch may take with its retries, in ms: the server waits for the last one before it ends. */
const patience = 2_000

/**
 * OpenTelemetry spans of requests, sent in batches over OTLP/HTTP. A receiver that is away costs spans and stops nobody.
 * The packages are loaded here and nowhere else, so that who traces nothing loads nothing.
 */
export async function createTracing({ endpoint, service }: TracesTo): Promise<Tracing> {
  const [api, { parseTraceParent }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: patience })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter })],
  })
  const tracer = provider.getTracer('kindred')
  const under = (caller: SpanContext | null) =>
    caller ? api.trace.setSpanContext(api.ROOT_CONTEXT, { ...caller, isRemote: true }) : api.ROOT_CONTEXT
  return {
    answered({ method, route, status, id, began, ms, traceparent }) {
      const attributes = {
        'http.request.method': method,
        'http.route': route,
        'http.response.status_code': status,
        'kindred.request_id': id,
      }
      const options = { kind: api.SpanKind.SERVER, startTime: began, attributes }
      const span = tracer.startSpan(`${method} ${route}`, options, under(parseTraceParent(traceparent ?? '')))
      if (status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR })
      span.end(began + ms)
    },
    close: () => provider.shutdown().catch(() => {}),
  }
}
