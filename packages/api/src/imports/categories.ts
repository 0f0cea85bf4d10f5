import { CATEGORIES, type Category } from '@carillon/contract'
import { words } from './handles.ts'

/** Names that groups of channels have, in English, French, Spanish, Portuguese and German; accents don't matter. */
const NAMES: Partial<Record<Category, string>> = {
  news: 'headlines press newspapers newspaper journalism media world, actualites actualite presse journaux infos, noticias prensa periodicos actualidad diarios, imprensa jornais, nachrichten presse zeitungen schlagzeilen',
  politics: 'political elections, politique elections, politica elecciones, politica eleicoes, politik wahlen',
  government:
    'governments public_administration administration authorities council city_council, gouvernement administration mairie, gobierno ayuntamiento administracion, governo prefeitura, regierung behoerden behorden verwaltung',
  health: 'medicine medical healthcare wellbeing, sante medecine, salud medicina, saude, gesundheit medizin',
  emergency:
    'emergencies alerts disaster disasters civil_protection weather_alerts, urgences alertes protection_civile, emergencias alertas proteccion_civil, emergencia defesa_civil, notfall warnungen katastrophenschutz',
  education:
    'schools school universities university learning teaching, enseignement ecoles universites, educacion escuelas universidades, educacao escolas, bildung schulen hochschulen universitaten',
  science:
    'sciences research space astronomy physics, recherche espace, ciencia ciencias investigacion, wissenschaft forschung',
  technology:
    'tech technologies computing computers software programming gadgets internet developers linux apple android, technologie informatique numerique, tecnologia informatica, technik informatik computer',
  business:
    'economy economics finance financial money markets companies investing, economie entreprises bourse, economia negocios finanzas empresas, negocios financas mercados, wirtschaft finanzen unternehmen borse',
  culture:
    'arts art theatre theater design photography museums architecture history entertainment, culture spectacles musees histoire photographie, cultura artes teatro museos historia entretenimiento, fotografia, kultur kunst museen geschichte unterhaltung',
  music: 'songs radio podcasts_music, musique, musica, musik',
  film: 'films movies cinema tv television series, cine peliculas series, filmes cinema, kino filme fernsehen',
  books: 'book literature writing, livres litterature, libros literatura, livros, bucher literatur',
  sports:
    'sport football soccer cricket rugby tennis basketball cycling, futbol deportes deporte ciclismo, esportes esporte desporto futebol, fussball',
  food: 'cooking recipes drink wine restaurants, cuisine recettes gastronomie, comida cocina recetas gastronomia, culinaria receitas, essen kochen rezepte',
  travel: 'tourism trips, voyages voyage tourisme, viajes turismo, viagens viagem, reisen reise tourismus',
  nature:
    'environment climate animals gardening ecology, environnement climat animaux ecologie jardinage, medio_ambiente clima animales naturaleza, meio_ambiente natureza animais, natur umwelt klima tiere',
  religion: 'faith church spirituality, religions eglise foi, iglesia fe religiones, religiao igreja, kirche glaube',
  community:
    'communities neighbourhood neighborhood clubs associations, communaute quartier, comunidad barrio vecinos, comunidade bairro, gemeinschaft vereine nachbarschaft',
  charity:
    'charities ngo ngos nonprofit nonprofits non_profit humanitarian, ong humanitaire, ong solidaridad caridad, solidariedade, hilfsorganisationen ngo wohltatigkeit',
  lifestyle:
    'fashion beauty family style, mode beaute famille, moda belleza familia estilo, beleza, mode lebensstil familie',
  games: 'gaming game video_games videogames, jeux jeux_video, juegos videojuegos, jogos, spiele videospiele',
  humour: 'humor comedy funny satire comics jokes, humour bd, comedia satira, piadas, witze comedy',
}

const named = new Map<string, Category>()
for (const category of CATEGORIES) {
  named.set(category, category)
  for (const name of (NAMES[category] ?? '').split(/[\s,]+/)) if (!named.has(name)) named.set(name, category)
}

/** The category that a name is of: by all of it, else by the word in it that says most. */
export function categoryOf(name: string): Category | null {
  const whole = words(name)
  const found = [whole, ...whole.split('_')].flatMap((word) => named.get(word) ?? [])
  return found.find((category) => category !== 'news') ?? found[0] ?? null
}

/** The first of several names that is of a category. */
export function firstCategory(names: string[]): Category | null {
  for (const name of names) {
    const found = categoryOf(name)
    if (found) return found
  }
  return null
}
