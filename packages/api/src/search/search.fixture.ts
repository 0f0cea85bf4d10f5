import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { Category } from '@carillon/contract'
import type { SearchDocument } from '../core/ports.ts'

/** Names as broadcasters bear them, in many scripts; the handles are ours. */
const ROWS: [handle: string, name: string, country: string, language: string, category: Category][] = [
  ['folha', 'Folha de S.Paulo - Em cima da hora - Principal', 'BR', 'pt', 'news'],
  ['jornal_brasilia', 'Jornal de Brasília', 'BR', 'pt', 'news'],
  ['estadao', 'O Estado de S. Paulo', 'BR', 'pt', 'politics'],
  ['el_tiempo', 'El Tiempo', 'CO', 'es', 'news'],
  ['el_espectador', 'El Espectador', 'CO', 'es', 'politics'],
  ['caracol_radio', 'Caracol Radio', 'CO', 'es', 'news'],
  ['el_pais', 'EL PAÍS: el periódico global', 'ES', 'es', 'news'],
  ['excelsior', 'Excélsior', 'MX', 'es', 'news'],
  ['straits_times', 'The Straits Times', 'SG', 'en', 'news'],
  ['zaobao', '聯合早報', 'SG', 'zh', 'news'],
  ['berita_harian', 'Berita Harian', 'SG', 'ms', 'news'],
  ['guardian', 'The Guardian', 'GB', 'en', 'news'],
  ['irish_times', 'The Irish Times', 'IE', 'en', 'news'],
  ['the_journal', 'TheJournal.ie', 'IE', 'en', 'news'],
  ['premium_times', 'Premium Times Nigeria', 'NG', 'en', 'politics'],
  ['daily_maverick', 'Daily Maverick', 'ZA', 'en', 'news'],
  ['le_monde', 'Le Monde', 'FR', 'fr', 'news'],
  ['ouest_france', 'Ouest-France', 'FR', 'fr', 'news'],
  ['equipe', 'L’Équipe', 'FR', 'fr', 'sports'],
  ['sz', 'Süddeutsche Zeitung', 'DE', 'de', 'news'],
  ['deutsche_welle', 'Deutsche Welle', 'DE', 'de', 'news'],
  ['rzeczpospolita', 'Rzeczpospolita', 'PL', 'pl', 'business'],
  ['gazeta_wyborcza', 'Gazeta Wyborcza', 'PL', 'pl', 'news'],
  ['corriere', 'Corriere della Sera', 'IT', 'it', 'news'],
  ['dagens_nyheter', 'Dagens Nyheter', 'SE', 'sv', 'news'],
  ['hurriyet', 'Hürriyet', 'TR', 'tr', 'news'],
  ['nepszava', 'Népszava', 'HU', 'hu', 'news'],
  ['tuoi_tre', 'Tuổi Trẻ', 'VN', 'vi', 'news'],
  ['rappler', 'Rappler', 'PH', 'en', 'politics'],
  ['kommersant', 'Газета "Коммерсантъ". Главное', 'RU', 'ru', 'business'],
  ['novaya_gazeta', 'Новая газета', 'RU', 'ru', 'politics'],
  ['pravda_ua', 'Українська правда', 'UA', 'uk', 'politics'],
  ['zvezda', 'Марийская звезда', 'RU', 'ru', 'community'],
  ['kathimerini', 'Η Καθημερινή', 'GR', 'el', 'news'],
  ['to_vima', 'Το Βήμα', 'GR', 'el', 'politics'],
  ['asahi', '朝日新聞デジタル', 'JP', 'ja', 'news'],
  ['yomiuri', '読売新聞オンライン', 'JP', 'ja', 'news'],
  ['livedoor', 'ライブドアニュース - 主要トピックス', 'JP', 'ja', 'news'],
  ['bridge', 'ＢＲＩＤＧＥ（ブリッジ）テクノロジー＆スタートアップ情報', 'JP', 'ja', 'technology'],
  ['renmin', '人民日报', 'CN', 'zh', 'government'],
  ['headline', '頭條日報 Headline Daily', 'HK', 'zh', 'news'],
  ['chosun', '조선일보', 'KR', 'ko', 'news'],
  ['hankyoreh', '한겨레 신문', 'KR', 'ko', 'news'],
  ['aljazeera', 'الجزيرة', 'QA', 'ar', 'news'],
  ['ahram', 'الأهرام', 'EG', 'ar', 'news'],
  ['tabnak', 'تابناک | TABNAK', 'IR', 'fa', 'news'],
  ['mehr', 'خبرگزاری مهر | اخبار ایران و جهان', 'IR', 'fa', 'news'],
  ['express_urdu', 'ایکسپریس اردو', 'PK', 'ur', 'news'],
  ['haaretz', 'הארץ', 'IL', 'he', 'news'],
  ['yedioth', 'ידיעות אחרונות', 'IL', 'he', 'news'],
  ['thairath', 'ไทยรัฐออนไลน์', 'TH', 'th', 'news'],
  ['matichon', 'มติชนสุดสัปดาห์', 'TH', 'th', 'politics'],
  ['bhaskar', 'दैनिक भास्कर', 'IN', 'hi', 'news'],
  ['amar_ujala', 'अमर उजाला हिंदी न्यूज़', 'IN', 'hi', 'news'],
  ['prothom_alo', 'প্রথম আলো', 'BD', 'bn', 'news'],
  ['dinamalar', 'தினமலர்', 'IN', 'ta', 'news'],
  ['eenadu', 'ఈనాడు', 'IN', 'te', 'news'],
  ['divya_bhaskar', 'ઈન્ડિયા | દિવ્ય ભાસ્કર', 'IN', 'gu', 'news'],
  ['manorama', 'മലയാള മനോരമ', 'IN', 'ml', 'news'],
  ['addis_zemen', 'አዲስ ዘመን', 'ET', 'am', 'news'],
  ['hayastan', 'Հայաստանի Հանրապետություն', 'AM', 'hy', 'government'],
  ['ambebi', 'საქართველოს ამბები', 'GE', 'ka', 'news'],
]

/** As they are in the order of the rows: each has fewer followers than the one before it, and is newer. */
export const CHANNELS: SearchDocument[] = ROWS.map(([handle, name, country, language, category], index) => ({
  id: `chn_${handle}`,
  handle,
  name,
  description: '',
  category,
  country,
  language,
  followers: 10_000 - index * 100,
  activity: (index * 7) % ROWS.length,
  createdAt: Date.UTC(2026, 0, 1 + index),
}))

/** A channel that nothing has been said of but what a test says. */
export function channel(facts: Partial<SearchDocument> & { handle: string }): SearchDocument {
  return {
    id: `chn_${facts.handle}`,
    name: 'Unnamed',
    description: '',
    category: 'news',
    country: null,
    language: null,
    followers: 0,
    activity: 0,
    createdAt: Date.UTC(2026, 0, 1),
    ...facts,
  }
}

export async function* inBatches(documents: SearchDocument[], size = 25): AsyncGenerator<SearchDocument[]> {
  for (let start = 0; start < documents.length; start += size) yield documents.slice(start, start + size)
}

const OPML = new URL('../../../../../shared/data/opml/', import.meta.url)

/** The names of the 259 channels of `../shared/data/opml`, beside the repository; none where that folder is absent. */
export function realNames(): string[] {
  if (!existsSync(OPML)) return []
  const files = readdirSync(OPML).filter((file) => file.endsWith('.opml'))
  return files.flatMap((file) => {
    const outlines = readFileSync(new URL(encodeURIComponent(file), OPML), 'utf8')
    return [...outlines.matchAll(/<outline text="(.*?)" title=.*xmlUrl/g)].map(([, name = '']) => name)
  })
}
