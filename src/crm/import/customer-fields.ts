import { importField as field, type ImportField } from './import-field.ts'

/** Without a number a customer gets one; names in two columns are put together. */
export const customerFields: readonly ImportField[] = [
  field(
    'id',
    'text',
    'id|customer id|customer number|customer no|kundennummer|客户编号|客户id|会员号|编号',
  ),
  field(
    'name',
    'text',
    'name|full name|customer|customer name|contact|contact name|姓名|客户名称|客户姓名|客户|名字|联系人',
  ),
  { ...field('first_name', 'text', 'first name|given name|forename|vorname|名'), becomes: 'name' },
  {
    ...field('last_name', 'text', 'last name|surname|family name|nachname|姓|姓氏'),
    becomes: 'name',
  },
  field(
    'email',
    'email',
    'email|e mail|mail|email address|e mail address|邮箱|电子邮件|电子邮箱|邮件|邮箱地址',
  ),
  field(
    'phone',
    'phone',
    'phone|phone number|telephone|tel|mobile|mobile phone|cell|telefon|handy|电话|手机|手机号|手机号码|联系电话|电话号码',
  ),
  {
    ...field('language', 'choice', 'language|lang|locale|sprache|语言'),
    choices: {
      en: ['english', 'englisch', 'en us', 'en gb', '英文', '英语'],
      zh: ['chinese', 'chinesisch', 'zh cn', 'zh tw', 'mandarin', '中文', '汉语', '普通话'],
    },
  },
  field(
    'address',
    'text',
    'address|street|street address|address line 1|adresse|straße|strasse|地址|详细地址|街道',
  ),
  field('city', 'text', 'city|town|ort|stadt|城市|市'),
  field('country', 'country', 'country|land|nation|国家|国家地区|国别'),
  field(
    'postcode',
    'text',
    'postcode|post code|zip|zip code|postal code|plz|postleitzahl|邮编|邮政编码',
  ),
  {
    ...field('tier', 'choice', 'tier|level|class|status|等级|会员等级|级别'),
    otherwise: 'standard',
    choices: {
      standard: ['basic', 'normal', 'regular', 'bronze', '普通', '标准'],
      silver: ['silber', '银卡', '白银', '银'],
      gold: ['vip', 'premium', '金卡', '黄金', '金'],
    },
  },
  field(
    'since',
    'date',
    'since|created|created at|customer since|registered|registration date|signup date|sign up date|date|注册时间|注册日期|创建时间|创建日期|加入日期',
  ),
  field('company', 'reference', 'company|company id|account|organisation|firma|公司|公司编号|企业'),
]
