import { western } from './western';

/** Names of months and days in English and Arabic, with the Arabic letters that are written either way made one. */

const fold = (names: string): string[] =>
  names.split(' ').map((name) => western(name.replaceAll('_', ' '), 'date'));

/** Names by month, from January. Arabic: Egypt and the Gulf, the Levant and Iraq, Morocco, Algeria and Tunisia. */
export const monthNames: readonly string[][] = [
  'jan january يناير ينائر كانون_الثاني كانون_ثاني جانفي',
  'feb february فبراير شباط فيفري',
  'mar march مارس آذار اذار',
  'apr april أبريل إبريل ابريل نيسان أفريل',
  'may مايو أيار ايار ماي',
  'jun june يونيو يونية يونيه حزيران جوان',
  'jul july يوليو يولية يوليه تموز يوليوز جويلية',
  'aug august أغسطس اغسطس آب اب غشت أوت اوت',
  'sep sept september سبتمبر أيلول ايلول شتنبر',
  'oct october أكتوبر اكتوبر تشرين_الأول تشرين_أول',
  'nov november نوفمبر تشرين_الثاني تشرين_ثاني نونبر',
  'dec december ديسمبر كانون_الأول كانون_أول دجنبر',
].map(fold);

/** Months of the Hijri year, from Muharram. */
export const hijriMonthNames: readonly string[][] = [
  'محرم المحرم muharram',
  'صفر safar',
  'ربيع_الأول ربيع_أول rabi_al-awwal',
  'ربيع_الآخر ربيع_الثاني ربيع_ثاني rabi_al-thani rabi_al-akhir',
  'جمادى_الأولى جمادى_الأول جمادى_أول jumada_al-ula jumada_al-awwal',
  'جمادى_الآخرة جمادى_الثانية جمادى_الآخر جمادى_الثاني جمادى_ثاني jumada_al-akhirah jumada_al-thani',
  'رجب rajab',
  'شعبان shaaban shaban',
  'رمضان ramadan ramadhan',
  'شوال shawwal',
  'ذو_القعدة ذي_القعدة dhu_al-qadah',
  'ذو_الحجة ذي_الحجة dhu_al-hijjah',
].map(fold);

const weekdays = [
  'mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday',
  'الاثنين الإثنين اثنين الثلاثاء ثلاثاء الأربعاء أربعاء الخميس خميس الجمعة جمعة السبت سبت الأحد أحد',
].flatMap(fold);

/** The longer first: an alternation takes the first that fits. */
const alternation = (names: readonly string[]): string =>
  [...new Set(names)].sort((first, second) => second.length - first.length).join('|');

export const weekdayPattern = `(?:(?:يوم +)?(?:${alternation(weekdays)})[,.]? +)?`;
