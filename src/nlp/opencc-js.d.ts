declare module 'opencc-js/dict/TSCharacters' {
  /** "㑯 㑔|㑳 㑇|…": a traditional character, a blank, the simplified one. */
  const pairs: string
  export default pairs
}
