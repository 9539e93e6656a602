/** One file of what is to be imported: a part of a folder or of an archive, or all there is. */
export type SourceFile = {
  /** Relative to the source, with `/`. */
  readonly path: string
  readonly bytes: Uint8Array
  /** The text; '' when the bytes are none, which is remarked upon once. */
  readonly text: () => string
  /** The JSON values in the file, usually one; none when it holds no JSON. */
  readonly json: () => readonly unknown[]
}
