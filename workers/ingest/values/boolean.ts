import { identifier, literal } from '../../duckdb/sql-text';
import { isNumeric, type ValueColumn } from './column';
import { trimSql } from './missing';
import { bind, trim, western, westernSql } from './western';

/** Words for yes and no as files write them; yes of a column of leavers is who left. In lower case. */
const yesWords = [
  ...[
    'yes',
    'y',
    'true',
    't',
    '1',
    '1.0',
    'on',
    'x',
    '✓',
    '✔',
    'churned',
    'churn',
    'left',
    'cancelled',
    'canceled',
    'lost',
  ],
  ...['نعم', 'صح', 'صحيح', 'أجل', 'غادر', 'غادرت', 'منقطع', 'منسحب', 'ملغي', 'ملغى', 'مغادر'],
];
const noWords = [
  ...[
    'no',
    'n',
    'false',
    'f',
    '0',
    '0.0',
    'off',
    '✗',
    '✘',
    'active',
    'stayed',
    'retained',
    'kept',
    'not churned',
    'current',
  ],
  ...['لا', 'خطأ', 'خاطئ', 'كلا', 'نشط', 'نشطة', 'فعال', 'مستمر', 'باق', 'باقي'],
];

const plain = (text: string) => western(trim(text), 'date').toLowerCase();
const yes = new Set(yesWords.map(plain));
const no = new Set(noWords.map(plain));

export function readBoolean(text: string): boolean | null {
  const word = plain(text);
  return yes.has(word) ? true : no.has(word) ? false : null;
}

/** SQL of a column's yes and no: BOOLEAN, NULL where nothing stands or the text is neither. */
export function booleanSql(column: ValueColumn): string {
  const name = identifier(column.name);
  if (column.type === 'BOOLEAN') return name;
  if (isNumeric(column)) return `CASE WHEN ${name} = 1 THEN TRUE WHEN ${name} = 0 THEN FALSE END`;
  const list = (words: Set<string>) => [...words].map((word) => literal(word)).join(', ');
  const text = column.type === 'VARCHAR' ? name : `CAST(${name} AS VARCHAR)`;
  const word = bind(trimSql(text), (trimmed) => `lower(${westernSql(trimmed, 'date')})`);
  return bind(
    word,
    (plain) => `CASE WHEN ${plain} IN (${list(yes)}) THEN TRUE WHEN ${plain} IN (${list(no)}) THEN FALSE END`,
  );
}
