import { counting } from '../plural.ts'
import type { Directory } from './en.ts'

const count = counting('es')

export const es = {
  site: {
    tagline: 'Canales que merece la pena seguir',
    description: (instance) =>
      `Encuentre y siga canales en ${instance}: noticias, servicios públicos, cultura y mucho más.`,
    directory: 'Directorio',
    updates: 'Novedades',
    console: 'Consola',
    home: 'Inicio',
    menu: 'Principal',
    breadcrumbs: 'Está aquí',
    about: 'Cómo funciona',
    you: 'Sus dispositivos y datos',
    footer: 'Las publicaciones viven 30 días como máximo y después se borran. Nadie ve a quién sigue usted.',
    source: 'Software libre, hecho con Carillon',
  },
  home: {
    title: 'La información, de primera mano',
    lead: 'Siga los canales de redacciones, ciudades, hospitales y clubes. Sin cuenta, sin respuestas, sin ruido.',
    active: 'Activos ahora',
    newest: 'Recién llegados',
    byCategory: 'Por categoría',
    byCountry: 'Por país',
    byLanguage: 'Por idioma',
    all: 'Todos los canales',
  },
  search: {
    resultsLabel: 'Resultados',
    more: 'Más opciones',
    fewer: 'Menos opciones',
    label: 'Buscar canales',
    placeholder: 'Nombre, tema o lugar',
    submit: 'Buscar',
    clear: 'Borrar la búsqueda',
    filters: 'Filtros',
    category: 'Categoría',
    country: 'País',
    language: 'Idioma',
    sort: 'Orden',
    any: 'Cualquiera',
    clearFilters: 'Quitar los filtros',
    results: (n) => count(n, { one: '# canal', many: '# de canales', other: '# canales' }),
    resultsFor: (n, query) => count(n, { one: `# canal para «${query}»`, other: `# canales para «${query}»` }),
    none: (query) => `No se ha encontrado nada para «${query}»`,
    noneFiltered: 'Ningún canal cumple estos filtros',
    noneHint: 'Revise la ortografía, pruebe con menos palabras o explore por categorías.',
    failed: 'La búsqueda no ha respondido',
  },
  list: {
    search: 'Buscar entre estos',
    rest: 'Hay más. Ver todos en la búsqueda',
    category: (name) => `Canales de ${name}`,
    country: (name) => `Canales de ${name}`,
    language: (name) => `Canales en ${name}`,
    empty: 'Aquí todavía no hay canales',
    emptyHint: 'Mientras tanto, explore las demás categorías.',
    page: (page, pages) => `Página ${page} de ${pages}`,
    pages: 'Páginas',
    next: 'Siguiente',
    previous: 'Anterior',
  },
  channel: {
    followingThis: 'Sigue este canal.',
    toUpdates: 'Leerlo en Novedades',
    followers: 'Seguidores',
    older: 'Publicaciones anteriores',
    failed: 'No se pudieron cargar las publicaciones',
    follow: 'Seguir',
    unfollow: 'Dejar de seguir',
    unfollowed: (channel) => `Ha dejado de seguir a ${channel}.`,
    followFailed: 'No ha funcionado. Inténtelo de nuevo.',
    posts: 'Publicaciones',
    pinned: 'Publicaciones fijadas',
    noPosts: 'Nada que leer por ahora',
    noPostsHint: (days) =>
      count(days, {
        one: 'Aquí las publicaciones desaparecen tras # día. Siga el canal para ver la próxima.',
        other: 'Aquí las publicaciones desaparecen tras # días. Siga el canal para ver la próxima.',
      }),
    retention: (days) =>
      count(days, {
        one: 'Las publicaciones se pueden leer durante # día.',
        other: 'Las publicaciones se pueden leer durante # días.',
      }),
    website: 'Sitio web',
    about: 'Acerca de este canal',
    category: 'Categoría',
    country: 'País',
    language: 'Idioma',
    since: (when) => `Aquí desde el ${when}`,
    inviteNeeded: 'Solo por invitación',
    inviteNeededHint: 'Este canal lo leen quienes han recibido su enlace.',
    gone: 'Este canal ya no existe',
    goneHint: 'Se retiró, o ahora tiene otro nombre.',
    archivedHint: 'Este canal está archivado: ya no se publica nada nuevo.',
    linked: 'Esta publicación',
    expired: 'Esta publicación ya no existe',
    expiredHint: 'Las publicaciones desaparecen cuando termina su tiempo, para todos y para siempre.',
    missing: 'No existe esa publicación',
    missingHint: 'Fue eliminada, o el enlace está mal escrito.',
  },
  updates: {
    unfollow: (channel) => `Dejar de seguir ${channel}`,
    undo: 'Volver a seguir',
    readBefore: 'Ya leído',
    title: 'Novedades',
    unread: (n) => count(n, { one: '# publicación sin leer', other: '# publicaciones sin leer' }),
    unreadMany: '99+',
    all: 'Todos los canales',
    channels: 'Canales que sigue',
    markRead: 'Marcar todo como leído',
    markedRead: 'Todo está leído',
    newSince: 'Desde su última visita',
    empty: 'Todavía no sigue ningún canal',
    emptyHint: 'Siga canales en el directorio y lo que publiquen aparecerá aquí.',
    find: 'Buscar canales',
    quiet: 'Nada nuevo',
    quietHint: 'Los canales que sigue no han publicado nada en los últimos 30 días.',
    end: 'Eso es todo lo de los últimos 30 días.',
    refresh: 'Mostrar las publicaciones nuevas',
    thisBrowser: 'Se guarda solo en este navegador, sin cuenta.',
  },
  notFound: {
    title: 'No hay nada en esta dirección',
    hint: 'Puede que la dirección esté mal escrita, o que lo que había ya no exista. Las publicaciones desaparecen a los 30 días.',
    home: 'Ir al directorio',
    search: 'Buscar entre los canales',
  },
  promise: {
    title: 'La promesa de los 30 días',
    lead: 'Lo que se publica aquí es para ahora. A los 30 días como máximo desaparece, y para siempre.',
    parts: [
      {
        title: 'Toda publicación termina',
        text: [
          'Una publicación se puede leer durante 30 días desde el momento en que aparece, o menos si su canal así lo eligió. A partir de entonces ninguna página de este sitio la muestra.',
          'Cada noche se borra lo que ha vencido: las palabras, las imágenes y la clave con que se sellaron. Ni siquiera una copia de seguridad antigua puede recuperarlas.',
        ],
      },
      {
        title: 'Para seguir no hace falta cuenta',
        text: [
          'Los canales que sigue se guardan bajo un número aleatorio en una cookie de su navegador. Sin nombre, sin correo y sin teléfono. Si borra sus cookies, ya nada lleva de él a usted.',
        ],
      },
      {
        title: 'Nadie ve a quién sigue',
        text: [
          'Un canal sabe cuántas personas lo siguen, nunca quiénes. Los seguidores no se ven entre sí. Y usted ve el canal que publica, no a la persona que escribe.',
        ],
      },
      {
        title: 'Solo usted decide seguir o dejar de seguir',
        text: ['Ningún canal puede añadirle. Tampoco hay respuestas: los canales publican y usted lee en paz.'],
      },
      {
        title: 'Nada se carga de otra parte',
        text: [
          'Sin rastreadores, sin anuncios, sin tipos de letra ni programas de otras empresas. Las páginas que no necesitan JavaScript no lo llevan.',
        ],
      },
      {
        title: 'Lo que esto no es',
        text: [
          'Los canales están hechos para que los lean muchos, así que las publicaciones no van cifradas de extremo a extremo: el servidor que las guarda puede leerlas. Y quien lee siempre puede hacer una copia. La promesa vale para este sitio.',
        ],
      },
      {
        title: 'Canales sin reclamar',
        text: [
          'Algunos canales se crearon a partir de listas públicas de medios. Nadie de esas organizaciones los gestiona, y cada uno lo dice en su página.',
        ],
      },
    ],
  },
  live: {
    new: (n) =>
      count(n, { one: '# publicación nueva', other: '# publicaciones nuevas', many: '# de publicaciones nuevas' }),
    arrived: (n) =>
      count(n, {
        one: 'Ha llegado # publicación nueva.',
        other: 'Han llegado # publicaciones nuevas.',
        many: 'Han llegado # de publicaciones nuevas.',
      }),
    gone: (n) =>
      count(n, {
        one: 'Se ha retirado una publicación.',
        other: 'Se han retirado # publicaciones.',
        many: 'Se han retirado # de publicaciones.',
      }),
  },
  share: {
    title: 'Compartir',
    system: 'Compartir con…',
    code: 'Código QR',
    codeOf: (channel) => `Código QR que lleva a ${channel}`,
    codeHint: 'Quien lo enfoque con una cámara llega a este canal.',
    save: (format) => `Guardar como ${format}`,
    unwanted:
      'Este canal pide que sus publicaciones no se difundan: aquí no hay nada para compartirlas ni guardarlas. Pero una pantalla siempre se puede fotografiar.',
  },
  offline: {
    title: 'Está sin conexión',
    hint: 'Esta página necesita conexión. Lo último que leyó en Novedades y en las páginas de los canales sigue aquí.',
    toUpdates: 'Ir a Novedades',
    saved: (when) => `Está sin conexión. Esto es lo que había ${when}.`,
    savedHint: 'Lo que ya ha vencido tampoco está aquí. Votar, reaccionar y seguir necesitan conexión.',
  },
  noScript: 'La búsqueda, las publicaciones y las Novedades necesitan JavaScript. Las listas funcionan sin él.',
} satisfies Directory
