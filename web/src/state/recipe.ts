/** A recipe of the user's own as text, and which columns of their table it names. */

/** The columns that a recipe can name (models/schema/recipe.schema.json), in the order in which the page lists them. */
export const COLUMNS = [
  'title',
  'company',
  'low',
  'high',
  'text',
  'skills',
  'welfare',
  'place',
  'education',
  'years',
  'months',
  'board',
  'date',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Columns = Partial<Record<Column, string>>;
/** Without these there is no fit. */
export const NEEDED: Column[] = ['title', 'company', 'low', 'high'];

/** What tables call them, as `plain` leaves it. */
const NAMES: Record<Column, string[]> = {
  title: ['职位', '岗位', '职位名称', '岗位名称', '标题', 'title', 'jobtitle', 'position', 'positionname', 'job'],
  company: ['公司', '公司名称', '企业', '企业名称', '公司全称', 'company', 'companyname', 'employer'],
  low: ['最低薪资', '薪资下限', '最低工资', '最低月薪', 'low', 'min', 'salarymin', 'minsalary', 'salarylow', 'paymin'],
  high: [
    '最高薪资',
    '薪资上限',
    '最高工资',
    '最高月薪',
    'high',
    'max',
    'salarymax',
    'maxsalary',
    'salaryhigh',
    'paymax',
  ],
  text: ['职位描述', '岗位描述', '岗位职责', '描述', 'text', 'description', 'jobdescription', 'detail', 'content'],
  skills: ['技能', '技能标签', '关键词', 'skills', 'tags', 'keywords', 'technologies'],
  welfare: ['福利', '公司福利', '职位福利', 'welfare', 'benefits', 'perks'],
  place: ['地区', '城市', '工作地点', '地点', '工作城市', 'place', 'city', 'location', 'region'],
  education: ['学历', '学历要求', '最低学历', 'education', 'degree'],
  years: ['所需经验', '工作经验', '经验', '经验要求', '工作年限', '年限', 'years', 'experience', 'workyear'],
  months: ['几薪', '薪数', '月薪数', '薪资月数', 'months', 'salarymonths'],
  board: ['发布平台', '平台', '来源', '招聘平台', 'board', 'platform', 'site', 'source'],
  date: ['首次扫描日期', '发布日期', '发布时间', '日期', '更新时间', 'date', 'posted', 'postedat', 'publishdate'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[\s_\-.:：（）()]/g, '');

/** The names of a table's columns: its first row by RFC 4180. */
export function headerOf(text: string): string[] {
  const cells: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/y;
  for (let end = ','; end === ',';) {
    const [, cell = '', separator = ''] = pattern.exec(text) ?? [];
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    end = separator;
  }
  return cells;
}

/** For each column the name in the header that means it, the usual names first; a name serves once. */
export function guessColumns(header: string[]): Columns {
  const free = new Map(header.map((name) => [plain(name), name]));
  const columns: Columns = {};
  for (const column of COLUMNS) {
    const known = NAMES[column].find((name) => free.has(name));
    if (known === undefined) continue;
    columns[column] = free.get(known) ?? '';
    free.delete(known);
  }
  return columns;
}

type Recipe = Record<string, unknown>;

/** Objects over lines, lists on one: as the shipped recipes are written. */
const print = (recipe: Recipe): string =>
  JSON.stringify(recipe, null, 2).replace(/\[[^[\]{}]*\]/g, (list) =>
    list.replace(/\n\s*/g, ' ').replace(/^\[ | \]$/g, (end) => end.trim()),
  );

function parse(text: string): Recipe | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Recipe) : null;
  } catch {
    return null;
  }
}

const OWN = { id: 'my-postings', name: 'My postings', source: 'A table of my own' };

/** What a recipe of one's own begins with: the shipped one under another name, without what its earlier fits measured. */
export function ownRecipe(shipped: string): string {
  const recipe = parse(shipped);
  if (!recipe) return shipped;
  return print({ ...Object.fromEntries(Object.entries(recipe).filter(([key]) => key !== 'history')), ...OWN });
}

/** The columns that the recipe names; null where the text is no recipe's. */
export function columnsOf(text: string): Columns | null {
  const columns = parse(text)?.['columns'];
  return typeof columns === 'object' && columns !== null ? (columns as Columns) : null;
}

export const idOf = (text: string): string | null => {
  const id = parse(text)?.['id'];
  return typeof id === 'string' ? id : null;
};

const ordered = (columns: Columns): Columns =>
  Object.fromEntries(COLUMNS.flatMap((column) => (columns[column] ? [[column, columns[column]]] : [])));

/** The recipe with another name for a column, none for ''. A text that is no recipe stays as it is. */
export function withColumn(text: string, column: Column, name: string): string {
  const recipe = parse(text);
  return recipe ? print({ ...recipe, columns: ordered({ ...columnsOf(text), [column]: name }) }) : text;
}

/** The recipe for a table: columns that it names stay where the table has them, the others are guessed. */
export function forTable(text: string, file: string, header: string[]): string {
  const recipe = parse(text);
  if (!recipe) return text;
  const kept = Object.entries(columnsOf(text) ?? {}).filter(([, name]) => header.includes(name));
  const columns = ordered({ ...guessColumns(header), ...(Object.fromEntries(kept) as Columns) });
  return print({ ...recipe, source: recipe['source'] === OWN.source ? file : recipe['source'], columns });
}
