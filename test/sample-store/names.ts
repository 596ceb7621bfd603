import { choose, happens } from './choose';
import { givenNames, type NamePair } from './given-names';
import type { Draws } from './random';

const familyNames: readonly NamePair[] = [
  ['Al-Harbi', 'الحربي'],
  ['Al-Qahtani', 'القحطاني'],
  ['Al-Otaibi', 'العتيبي'],
  ['Al-Ghamdi', 'الغامدي'],
  ['Al-Zahrani', 'الزهراني'],
  ['Al-Shehri', 'الشهري'],
  ['Al-Dosari', 'الدوسري'],
  ['Al-Mutairi', 'المطيري'],
  ['Al-Shammari', 'الشمري'],
  ['Al-Anazi', 'العنزي'],
  ['Al-Juhani', 'الجهني'],
  ['Al-Subaie', 'السبيعي'],
  ['Al-Yami', 'اليامي'],
  ['Al-Asiri', 'العسيري'],
  ['Al-Maliki', 'المالكي'],
  ['Al-Ahmadi', 'الأحمدي'],
  ['Al-Salem', 'السالم'],
  ['Al-Nasser', 'الناصر'],
  ['Al-Hamad', 'الحمد'],
  ['Al-Omar', 'العمر'],
  ['Al-Mansouri', 'المنصوري'],
  ['Al-Balushi', 'البلوشي'],
  ['Al-Kuwari', 'الكواري'],
  ['Bukhari', 'بخاري'],
  ['Haddad', 'حداد'],
  ['Najjar', 'نجار'],
  ['Darwish', 'درويش'],
  ['Khoury', 'خوري'],
];

const expatriateGivenNames = ['Priya', 'Anil', 'Imran', 'Ayesha', 'Maria', 'Jose', 'Grace', 'Emma', 'Daniel'];
const expatriateFamilyNames = [
  'Nair',
  'Sharma',
  'Qureshi',
  'Mathew',
  'Santos',
  'Reyes',
  'Cruz',
  'Wilson',
  'Fischer',
];

/** The old till wrote "family, given": the comma makes the export need quotes, as real ones do. */
function written(draws: Draws, given: string, family: string): string {
  return happens(draws, 0.04) ? `${family}, ${given}` : `${given} ${family}`;
}

export function drawName(draws: Draws): string {
  if (happens(draws, 0.12)) {
    return written(draws, choose(draws, expatriateGivenNames), choose(draws, expatriateFamilyNames));
  }
  const [givenLatin, givenArabic] = choose(draws, givenNames);
  const [familyLatin, familyArabic] = choose(draws, familyNames);
  return happens(draws, 0.5) ? `${givenArabic} ${familyArabic}` : written(draws, givenLatin, familyLatin);
}
