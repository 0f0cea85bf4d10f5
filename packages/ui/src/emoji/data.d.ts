/** The address of a file, as the sites' builds give it. */
declare module '*?url' {
  const url: string
  export default url
}
