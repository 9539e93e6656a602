/**
 * People, places and organisations in Chinese. jieba takes most of a second to load, so it is
 * loaded by the first Chinese message of a bot whose slots want one of them.
 */
import type { Entity } from '../../conversation.ts'
import { jieba } from '../jieba.ts'
import type { CompromiseKind } from './entity-model.ts'

export function findWithJieba(
  text: string,
  wanted: Readonly<Partial<Record<CompromiseKind, string>>>,
): Entity[] {
  const found: Entity[] = []
  let at = 0
  let before = ''
  for (const { word, tag } of jieba().tag(text, true)) {
    const start = text.indexOf(word, at)
    // jieba gives back what it was given; a broken half of a character may be lost.
    if (start < 0) break
    at = start + word.length
    const kind = kindOf(word, tag, text.slice(at, at + 2), before)
    before = word
    const entity = kind && wanted[kind.kind]
    if (entity === undefined) continue
    const value = text.slice(start, start + kind!.length)
    found.push({ entity, value, start, end: start + kind!.length, from: 'jieba' })
  }
  return found
}

/** The hundred commonest surnames, four in five people's, and those of two characters. */
const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤張劉陳楊黃趙吳孫馬羅鄭許韓馮鄧蕭葉蘇呂盧鐘譚陸範'
const doubleSurnames = /^(?:欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|司徒|东方|慕容|皇甫|尉迟|公孙|令狐)/

type Kind = { readonly kind: CompromiseKind; readonly length: number }

function kindOf(word: string, tag: string, after: string, before: string): Kind | undefined {
  const { length } = word
  if (tag === 'nt') return { kind: 'organisation', length }
  if (/公司$|集团$|集團$|银行$|銀行$|大学$|大學$|医院$|醫院$/.test(word) && length > 3) {
    return { kind: 'organisation', length }
  }
  if (doubleSurnames.test(word) && length > 2) return { kind: 'person', length }
  if (tag === 'ns' || tag === 'nsf') return { kind: 'place', length }
  const hasTitle = /^(?:先生|女士|小姐|太太|老师|經理|经理)/.test(after)
  if (tag.startsWith('nr')) {
    // A surname alone names somebody only with a title, or where the name was asked for.
    if (length > 1 || hasTitle || /[姓叫]$/.test(before)) return { kind: 'person', length }
    return undefined
  }
  if (!surnames.includes(word.charAt(0))) return undefined
  if (length === 1)
    return hasTitle || before.endsWith('姓') ? { kind: 'person', length } : undefined
  // A name that no list has, at times with the little word that follows it.
  if (tag !== 'x' || !/^\p{Script=Han}{2,4}$/u.test(word)) return undefined
  const name = word.replace(/[在的说是和要想给把来去了吗]$/, '')
  return name.length >= 2 && name.length <= 3 ? { kind: 'person', length: name.length } : undefined
}
