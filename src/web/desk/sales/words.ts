import { computed } from '@preact/signals'
import { language } from '../../shared/language.ts'
import { english } from './words-en.ts'
import { chinese } from './words-zh.ts'

export const words = computed(() => (language.value === 'zh' ? chinese : english))
