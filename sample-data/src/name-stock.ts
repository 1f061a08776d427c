/** A name as it is written where it comes from, and in plain letters. */
export interface NamePart {
  readonly native: string
  readonly plain: string
}

/**
 * The names of one place. The two lists have lengths without a common divisor, so walking both in step meets every pair once before
 * the first comes again.
 */
export interface NameStock {
  readonly given: readonly NamePart[]
  readonly family: readonly NamePart[]
  /** How the parts of a native name are put together. */
  readonly nativeOrder: 'family-given' | 'given-family'
  /** The share of people whose user name is written the native way. */
  readonly nativeShare: number
}

/** Shanghai: characters, or their sounds in Latin letters. */
export const CHINESE_NAMES: NameStock = {
  given: glossed(
    '伟 wei|芳 fang|娜 na|敏 min|静 jing|磊 lei|洋 yang|艳 yan|勇 yong|杰 jie|涛 tao|明 ming|超 chao|霞 xia|平 ping|刚 gang',
  ),
  family: glossed(
    '王 wang|李 li|张 zhang|刘 liu|陈 chen|杨 yang|黄 huang|赵 zhao|吴 wu|周 zhou|徐 xu|孙 sun|马 ma|朱 zhu|胡 hu|郭 guo|何 he|林 lin|高 gao|罗 luo|郑 zheng|梁 liang|谢 xie|宋 song|唐 tang',
  ),
  nativeOrder: 'family-given',
  nativeShare: 0.35,
}

/** Singapore: names of several peoples, in Latin letters. */
export const SINGAPOREAN_NAMES: NameStock = {
  given: accented(
    'weiling aisha priya darren huimin faizal kavitha jiahao nurul rajesh shiting hafiz deepa junwei siti arjun',
  ),
  family: accented(
    'tan lim lee ng ong wong goh chua koh teo ang yeo tay ho low toh sim chong chia seah rahman ismail pillai nair menon',
  ),
  nativeOrder: 'given-family',
  nativeShare: 0,
}

/** Frankfurt: umlauts, and neighbours' accents. */
export const GERMAN_NAMES: NameStock = {
  given: accented(
    'anna jörg lukas björn käthe stefan jürgen zoë felix françois miriam günther hanna søren petra tomáš',
  ),
  family: accented(
    'müller schmidt weiß schneider fischer weber meyer wagner becker schäfer koch bauer richter klein wolf schröder neumann krüger hofmann lefèvre køster novák groß jäger böhm',
  ),
  nativeOrder: 'given-family',
  nativeShare: 0.45,
}

/** São Paulo: tildes and cedillas. */
export const BRAZILIAN_NAMES: NameStock = {
  given: accented(
    'joão ana luís conceição pedro inês rafael márcia thiago letícia gonçalo beatriz antônio camila vinícius júlia',
  ),
  family: accented(
    'silva santos oliveira souza lima pereira ferreira costa rodrigues almeida nascimento araújo ribeiro gonçalves carvalho gomes martins rocha assunção barbosa moreira simões teixeira magalhães peçanha',
  ),
  nativeOrder: 'given-family',
  nativeShare: 0.4,
}

/** Chicago: plain letters, apostrophes and hyphens. */
export const ENGLISH_NAMES: NameStock = {
  given: accented(
    "james mary-ann robert patricia john jennifer michael linda david elizabeth william jo-anne r'shawn susan carlos karen",
  ),
  family: accented(
    "smith johnson williams o'brien jones garcia miller davis martinez d'angelo wilson anderson thomas taylor moore jackson thompson white lopez harris clark lewis robinson walker young",
  ),
  nativeOrder: 'given-family',
  nativeShare: 0.3,
}

function glossed(list: string): NamePart[] {
  return list.split('|').map((entry) => {
    const [native = '', plain = ''] = entry.split(' ')
    return { native, plain }
  })
}

function accented(list: string): NamePart[] {
  return list.split(' ').map((native) => ({ native, plain: plainLetters(native) }))
}

function plainLetters(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replaceAll(/[^a-z-]/g, '')
}
