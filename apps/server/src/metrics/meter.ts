import { type Metrics, noMetrics, type PhotoPipeline, type SearchEngine } from '@carillon/api'

/** What the server counts, beside what the application does. Without a port for metrics nothing is counted. */
export type Meter = {
  application: Metrics
  /** A request was answered. `route` is the pattern that matched, never the address. */
  request(method: string, route: string, status: number, seconds: number): void
  /** These do what they are given, and count it. */
  search(engine: SearchEngine): SearchEngine
  photos(pipeline: PhotoPipeline): PhotoPipeline
  job<T>(name: string, work: () => Promise<T>): Promise<T>
  siteBuild<T>(work: () => Promise<T>): Promise<T>
}

export const noMeter: Meter = {
  application: noMetrics,
  request: () => {},
  search: (engine) => engine,
  photos: (pipeline) => pipeline,
  job: (_, work) => work(),
  siteBuild: (work) => work(),
}
