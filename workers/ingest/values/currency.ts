/**
 * Signs and codes of money, in capitals. A list, not "any letters": C001 is an id, 5 kg is no price.
 */

const signs = '$ € £ ¥ ₹ ₺ ₽ ₪ ₦ ₩ ₫ ฿ ₱ ₴ ₸ ₵ ₡ ﷼ \u20c1 US$ CA$ A$ C$ NZ$ HK$ S$ R$ E£ L£'.split(' ');
const codes = (
  'SAR AED DH DHS EGP KWD QAR BHD OMR JOD IQD LBP SYP YER LYD TND DZD MAD SDG ILS IRR TRY USD EUR EURO EUROS GBP INR PKR BDT ' +
  'LKR CHF SEK NOK DKK JPY CNY RMB CAD AUD NZD ZAR NGN KES BRL MXN RUB PLN CZK HUF RON MYR SGD HKD THB KRW IDR PHP VND'
).split(' ');
/** Too short to stand before digits without a blank: SR001 is an id. */
const shortCodes = 'SR S.R S.R. LE L.E L.E. KD QR BD RO JD TL RS RS. FR FR. KR KR. RM RP RP. ZŁ'.split(' ');
const arabicNames = [
  ...[
    'ريال',
    'ريال سعودي',
    'ريال قطري',
    'ريال عماني',
    'ريال يمني',
    'درهم',
    'درهم إماراتي',
    'درهم اماراتي',
    'درهم مغربي',
  ],
  ...[
    'جنيه',
    'جنيه مصري',
    'جنيه سوداني',
    'جنيه إسترليني',
    'جنيه استرليني',
    'دينار',
    'دينار كويتي',
    'دينار بحريني',
  ],
  ...[
    'دينار أردني',
    'دينار اردني',
    'دينار عراقي',
    'دينار ليبي',
    'دينار تونسي',
    'دينار جزائري',
    'ليرة',
    'ليرة سورية',
  ],
  ...['ليرة لبنانية', 'ليرة تركية', 'دولار', 'دولار أمريكي', 'يورو'],
];
const arabicShort = [
  'رس',
  'رق',
  'رع',
  'ري',
  'دإ',
  'دا',
  'دأ',
  'دك',
  'دب',
  'دع',
  'دت',
  'دج',
  'دم',
  'دل',
  'جم',
  'جس',
  'لل',
  'لس',
].flatMap(([first, second]) => [
  `${first}.${second}`,
  `${first}.${second}.`,
  `${first}. ${second}`,
  `${first}. ${second}.`,
]);

const joined = (texts: string[]) => `|${texts.join('|')}|`;

/** What may touch the digits, each between bars; nothing at all is the first. */
export const currencies = joined(['', ...signs, ...codes, ...arabicNames, ...arabicShort]);
/** What may stand behind them, or before them with a blank between. */
export const shortCurrencies = joined(shortCodes);
/** Signs that a number without a whole part may follow: $.50 */
export const currencySigns = ['', '$', '€', '£'];
