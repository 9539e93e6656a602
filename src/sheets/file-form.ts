import type { Encoding } from './encoding.ts'

/** How a file is to be read, as detected or as somebody says. */
export type FileForm =
  | {
      readonly kind: 'text'
      readonly encoding: Encoding
      readonly separator: ',' | ';' | '\t' | '|'
      readonly hasHeader: boolean
    }
  | { readonly kind: 'workbook'; readonly sheet: string; readonly hasHeader: boolean }
