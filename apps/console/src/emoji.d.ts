declare module 'emoji-picker-element-data/*?url' {
  const url: string
  export default url
}
