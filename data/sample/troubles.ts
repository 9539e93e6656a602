/** What the sample's tickets are about: category, priority, then subject and body in each language. */
export const troubles: readonly (readonly [
  category: string,
  priority: 'low' | 'normal' | 'high',
  en: readonly [subject: string, body: string],
  zh: readonly [subject: string, body: string],
])[] = [
  [
    'delivery',
    'normal',
    ['Parcel is late', 'The tracking has not moved for four days. Where is it?'],
    ['包裹迟到', '物流四天没有更新了，请问到哪里了？'],
  ],
  [
    'delivery',
    'normal',
    ['Left with a neighbour', 'The courier says delivered, but none of my neighbours has it.'],
    ['显示已签收但没收到', '快递显示已签收，可是我和邻居都没有收到。'],
  ],
  [
    'damaged',
    'high',
    ['Arrived broken', 'One corner is cracked. I have photographs if you need them.'],
    ['收到时已损坏', '边角裂开了，需要的话我可以发照片。'],
  ],
  [
    'damaged',
    'high',
    ['Shade is torn', 'The box looked fine, but the shade inside is torn.'],
    ['灯罩破了', '外箱完好，但里面的灯罩破了。'],
  ],
  [
    'missing',
    'high',
    ['Something is missing', 'There was only one in the box, and I ordered two.'],
    ['少发了一件', '我买了两件，箱子里只有一件。'],
  ],
  [
    'missing',
    'normal',
    ['No screws in the box', 'The bag with the screws is not there, so I cannot put it together.'],
    ['缺少螺丝', '没有找到螺丝包，无法组装。'],
  ],
  [
    'wrong-item',
    'high',
    ['Wrong colour', 'I ordered slate and received sand.'],
    ['颜色发错了', '我订的是石板灰，收到的是沙色。'],
  ],
  [
    'invoice',
    'low',
    ['Invoice to a company', 'Could the invoice be made out to my company?'],
    ['发票抬头', '能否把发票抬头改成公司名称？'],
  ],
  [
    'payment',
    'normal',
    ['Charged twice', 'My bank shows two payments for one order.'],
    ['重复扣款', '同一个订单银行扣了两次款。'],
  ],
  [
    'warranty',
    'normal',
    ['Switch stopped working', 'After half a year the switch does nothing any more.'],
    ['开关失灵', '用了半年，开关没有反应了。'],
  ],
  [
    'product',
    'low',
    ['Care of linen', 'May it go into the dryer?'],
    ['亚麻如何护理', '请问可以烘干吗？'],
  ],
  [
    'account',
    'normal',
    ['Cannot sign in', 'The link to reset my password never arrives.'],
    ['无法登录', '一直收不到重置密码的邮件。'],
  ],
]
