import type { Role } from '../api';

/**
 * Column names by role, English and Arabic, lower-case with every run of other characters as one blank.
 * The first role whose pattern matches wins, so the narrower ones come first.
 */
export const roleNames: readonly { role: Role; pattern: RegExp }[] = [
  {
    role: 'durationMonths',
    pattern:
      /^(tenure|tenure months|duration months|months( active)?|lifetime months|مدة الاشتراك|عدد الأشهر|الأشهر|المدة( بالأشهر)?)$/,
  },
  {
    role: 'churned',
    pattern:
      /^(churn(ed)?( flag| label| value)?|is churned|attrition( flag)?|exited|left|cancell?ed|غادر|انسحب|ألغى|مفقود|توقف|غادر العميل)$/,
  },
  {
    role: 'start',
    pattern:
      /^((subscription|contract|membership)? ?(start(ed)?( date| at| on)?)|sign ?up( date| at)?|signed up( at)?|joined?( date| at| on)?|activation date|تاريخ (البدء|البداية|بداية (الاشتراك|العقد)|بدء (الاشتراك|العقد)|الاشتراك|التسجيل|الانضمام|التفعيل)|(بداية|بدء) (الاشتراك|العقد|العضوية))$/,
  },
  {
    role: 'end',
    pattern:
      /^((subscription|contract|membership)? ?(end(ed)?( date| at| on)?)|cancell?ed (at|on|date)|cancell?ation date|churn(ed)? (date|at|on)|تاريخ (الانتهاء|النهاية|(انتهاء|نهاية) (الاشتراك|العقد)|الإلغاء|المغادرة|الانسحاب)|(نهاية|انتهاء) (الاشتراك|العقد|العضوية))$/,
  },
  {
    role: 'price',
    pattern: /^((unit|item|list)? ?price|unit (cost|amount)|سعر( (الوحدة|المنتج|القطعة|الصنف))?|السعر)$/,
  },
  {
    role: 'quantity',
    pattern:
      /^(quantity|qty|units|items? count|count of items|الكمية|كمية( المنتج)?|العدد|عدد (القطع|الوحدات))$/,
  },
  {
    role: 'order',
    pattern:
      /^((order|invoice|transaction|receipt|basket|sale|purchase|bill|ticket)s?( ?(id|no|number|code|num|ref|reference))?|(رقم|كود|رمز|معرف) (ال)?(طلب|طلبية|فاتورة|عملية|إيصال|معاملة)|الطلب|الفاتورة)$/,
  },
  {
    role: 'time',
    pattern:
      /^((order|invoice|transaction|purchase|event|sale|payment|created|visit|booking)? ?(date|time|datetime|timestamp|day|ts|at|on)( ?time)?|created|order date time|dt|(ال)?تاريخ( (و ?وقت )?(ال)?(طلب|طلبية|فاتورة|شراء|عملية|بيع|دفع|معاملة|زيارة|إنشاء|حجز))?|(ال)?وقت( (الطلب|الشراء|الدفع|العملية))?|(ال)?يوم)$/,
  },
  {
    role: 'amount',
    pattern:
      /^((order|total|net|sales?|invoice|transaction|purchase|line|payment|gross|paid)? ?(amount|value|total|revenue|sales?|spend|price total)( (usd|sar|eur|gbp|aed|egp))?|amt|monetary|المبلغ( (الإجمالي|الاجمالي|الكلي|المدفوع|الصافي))?|مبلغ( (الطلب|الفاتورة|البيع|الدفع|العملية))?|القيمة( (الإجمالية|الاجمالية|الكلية))?|قيمة( (الطلب|الفاتورة|البيع|العملية|المشتريات))?|(ال)?[إا]جمالي( (المبلغ|الطلب|الفاتورة|البيع|المبيعات|السعر|القيمة))?|(صافي|الصافي)( (المبلغ|المبيعات|القيمة))?|(ال)?مجموع( (المبلغ|الطلب|الفاتورة))?|(ال)?مبيعات|الإيراد(ات)?)$/,
  },
  {
    role: 'product',
    pattern:
      /^((product|item|stock|sku|article)( ?(id|code|name|no|number))?|stockcode|sku|(ال)?منتج|(اسم|رمز|كود|رقم|معرف) (المنتج|الصنف|السلعة)|الصنف|صنف|السلعة)$/,
  },
  {
    role: 'category',
    pattern: /^((product|item)? ?(category|department|family)( name)?|(ال)?فئة( المنتج)?|(ال)?تصنيف|القسم)$/,
  },
  {
    role: 'channel',
    pattern:
      /^((sales|order|purchase)? ?channel|source|platform|store( name| type)?|(ال)?قناة( (البيع|الطلب))?|(ال)?فرع|المنصة)$/,
  },
  {
    role: 'reason',
    pattern: /^((churn|cancell?ation|leaving|exit)? ?reason|سبب (المغادرة|الإلغاء|الانسحاب)|السبب)$/,
  },
  { role: 'score', pattern: /^(nps|csat|score|rating|satisfaction( score)?|التقييم|درجة الرضا|تقييم)$/ },
  {
    role: 'responseHours',
    pattern: /^((first )?response (time|hours)( hours)?|ساعات الاستجابة|زمن الاستجابة)$/,
  },
  { role: 'member', pattern: /^((is |loyalty )?member(ship)?|loyalty|(ال)?عضو(ية)?)$/ },
  { role: 'campaign', pattern: /^(campaign( name| id)?|(ال)?حملة)$/ },
  {
    role: 'customer',
    pattern:
      /^((customer|client|user|member|account|buyer|shopper|subscriber|patient|contact|donor|guest|student|cust)( ?(id|no|number|code|key|uuid|ref|email|identifier))?|id|e ?mail|phone|customerid|(معرف|رمز|كود|رقم) (العميل|الزبون|المشتري|المشترك|المستخدم|العضو|الحساب)|رقم (الهاتف|الجوال)|(اسم )?(ال)?(عميل|زبون|مشتري|مشترك)|(ال)?بريد( العميل| [اإ]لكتروني| الإلكتروني| الالكتروني)?|الجوال|(ال)?هاتف)$/,
  },
];

/** `customerID`, `Customer_ID` and `customer id` become the same text; Arabic marks and letter variants too. */
export function normaliseName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
