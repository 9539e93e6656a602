import { language, setLanguage } from './language.ts'

/** Named in the language that it leads to, for those who cannot read this one. */
export function LanguageSwitch() {
  const isChinese = language.value === 'zh'
  return (
    <button
      type="button"
      class="button button-plain"
      lang={isChinese ? 'en' : 'zh-CN'}
      onClick={() => setLanguage(isChinese ? 'en' : 'zh')}
    >
      {isChinese ? 'English' : '中文'}
    </button>
  )
}
