import { parseXml } from './parse-xml.ts'

/** By the number of a style of cells, whether it shows numbers as dates (ECMA-376 18.8.30). */
export async function dateFormats(styles: AsyncIterable<string>): Promise<boolean[]> {
  const own = new Map<number, string>()
  const formats: number[] = []
  let isOfCells = false
  await parseXml(styles, {
    open(name, attributes) {
      const format = Number(attributes['numFmtId'])
      if (name === 'numFmt') own.set(format, attributes['formatCode'] ?? '')
      if (name === 'cellXfs') isOfCells = true
      if (name === 'xf' && isOfCells) formats.push(format)
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return formats.map((format) => {
    const code = own.get(format)
    return code === undefined ? isBuiltInDate(format) : showsDate(code)
  })
}

/** 27 to 36 and 50 to 58 are dates in the Chinese, Japanese and Korean editions. */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 17) ||
  format === 22 ||
  (format >= 27 && format <= 36) ||
  (format >= 50 && format <= 58)

/** A day or a year in it, outside of quotes, brackets and what a backslash marks. */
const showsDate = (code: string): boolean =>
  /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
