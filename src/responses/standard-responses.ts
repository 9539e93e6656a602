import type { Variant } from '../conversation.ts'

const source = { file: 'src/responses/standard-responses.ts', line: 1 }

const both = (en: string, zh: string): readonly Variant[] => [
  { text: en, language: 'en', source },
  { text: zh, language: 'zh', source },
]

/** What the bot says where its own steps call for words and the domain has none. */
export const standardResponses: Readonly<Record<string, readonly Variant[]>> = {
  utter_ask_rephrase: both(
    'I’m not sure I understand. Could you say it in other words?',
    '抱歉，我没太明白，您能换个说法吗？',
  ),
  utter_offer_intents: both('Do you mean one of these?', '您是想问下面哪一项？'),
  utter_which_intent: both('Which of these do you mean?', '您指的是哪一项？'),
  utter_ask_affirmation: both('Did you mean “{intent}”?', '您是想问“{intent}”吗？'),
  utter_form_gone: both(
    'Sorry, this has changed on our side in the meantime, so I cannot go on with what we were doing.',
    '抱歉，这项服务刚刚有变动，刚才的步骤无法继续。',
  ),
  // What a page says, word for word, and where it stands.
  utter_knowledge: both('{passage}\n\n— {source}', '{passage}\n\n——{source}'),
  utter_handed_over: both(
    'I’ll get a colleague for you. Your place in the queue: {place}.',
    '我为您转接人工客服。您的排队位置：{place}。',
  ),
}
