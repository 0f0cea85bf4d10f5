interface ImportMetaEnv {
  /** Where the build reads the channels. */
  readonly CARILLON_API_URL: string
}
