import { importField as field, type ImportField } from './import-field.ts'

/** Without a number a company gets one. */
export const companyFields: readonly ImportField[] = [
  field(
    'id',
    'text',
    'id|company id|company number|account id|firmennummer|公司编号|企业编号|编号',
  ),
  {
    ...field(
      'name',
      'text',
      'name|company|company name|account|account name|organisation|organization|firma|firmenname|公司|公司名称|企业名称|名称',
    ),
    isRequired: true,
  },
  field('domain', 'text', 'domain|website|web|homepage|url|网站|网址|域名'),
  field('phone', 'phone', 'phone|telephone|tel|phone number|telefon|电话|联系电话|电话号码'),
  field('address', 'text', 'address|street|street address|adresse|straße|地址|详细地址'),
  field('city', 'text', 'city|town|ort|stadt|城市'),
  field('country', 'country', 'country|land|国家|国家地区'),
  field('postcode', 'text', 'postcode|zip|zip code|postal code|plz|邮编|邮政编码'),
]
