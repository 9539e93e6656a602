/** Everything the widget says by itself: English, 中文. `{}` is what is filled in. */
const table = {
  title: ['Chat with us', '在线客服'],
  open: ['Open chat', '打开聊天'],
  close: ['Close chat', '关闭聊天'],
  greeting: ['Hello! How can we help?', '您好！有什么可以帮您？'],
  quick: ['Answers right away', '即时回复'],
  with: ['You are talking to {}', '正在与 {} 对话'],
  write: ['Write a message…', '输入消息…'],
  send: ['Send', '发送'],
  messages: ['Messages', '消息'],
  suggestions: ['Suggested answers', '建议的回答'],
  sending: ['Sending…', '发送中…'],
  sent: ['Sent', '已发送'],
  failed: ['Not sent.', '未能发送。'],
  retry: ['Try again', '重试'],
  remove: ['Delete', '删除'],
  down: [
    'We can’t be reached right now; your message is kept and will be sent.',
    '暂时无法连接到我们；您的消息已保存，稍后会自动发送。',
  ],
  refused: ['The chat is not available here.', '此处无法使用在线客服。'],
  tooLong: [
    'A message can have at most 4,000 characters. Please shorten this one by {}.',
    '一条消息最多 4,000 个字符，请删减 {} 个字符。',
  ],
  queued: ['You are number {} in the queue', '您排在第 {} 位'],
  soon: ['A person will be with you soon', '人工客服很快就来'],
  joined: ['{} joined', '{} 已加入对话'],
  back: ['The assistant is back', '智能助手已回来'],
  resolved: [
    'This conversation is closed. Write to us any time.',
    '本次对话已结束，欢迎随时再来。',
  ],
  anew: ['A new conversation has begun', '已开始新的对话'],
  typing: ['{} is typing', '{} 正在输入'],
  bot: ['Assistant', '智能助手'],
  customer: ['You', '您'],
  newer: ['New messages', '新消息'],
  unread: ['{} unread', '{} 条未读'],
} as const

export type Words = Readonly<Record<keyof typeof table, string>>

export const isChinese = (locale: string): boolean => /^zh\b/i.test(locale)

export function wordsFor(locale: string): Words {
  const column = isChinese(locale) ? 1 : 0
  const entries = Object.entries(table).map(([name, both]) => [name, both[column]])
  return Object.fromEntries(entries) as Words
}

/** `fill('{} joined', 'Anna')` → 'Anna joined' */
export const fill = (template: string, value: string | number): string =>
  template.split('{}').join(String(value))
