import { counting } from '../plural.ts'
import type { Erased, Upkeep } from './upkeep.en.ts'

const count = counting('es')

export const upkeep = {
  title: 'Mantenimiento',
  lead: 'Cómo cumple esta instancia lo que promete. Esta página se mantiene al día mientras usted la mira.',
  well: 'Todo está en orden.',
  needs: (n) => count(n, { one: '# asunto requiere su atención', other: '# asuntos requieren su atención' }),
  alarms: {
    clock_in_doubt: {
      title: 'El reloj saltó hacia delante',
      hint: ({ off, due, posts }) =>
        `Va ${off} por delante de cualquier hora segura. Según él terminarían ${count(due, { one: '# publicación', other: '# publicaciones' })} de ${posts}: están ocultas, pero no borradas, y no se puede publicar nada. Si el reloj está mal, póngalo en hora y todo queda como estaba. Si está bien, dígalo aquí.`,
    },
    clock_behind: {
      title: 'El reloj se atrasó',
      hint: ({ off }) =>
        `Va ${off} por detrás del tiempo transcurrido. Nadie puede leer una publicación por más tiempo debido a eso: aquí el tiempo sigue por sí solo hasta que el reloj lo alcance. Póngalo en hora, o diga que está bien así.`,
    },
    erasure_late: {
      title: 'El borrado nocturno lleva retraso',
      hint: () =>
        'Fue hace más de un día, o se interrumpió. Lo vencido está oculto, pero sigue ahí. Borre ahora; si también falla, el registro del servidor dice por qué.',
    },
    erasure_unclean: {
      title: 'No se pudo vaciar el diario de la base de datos',
      hint: () =>
        'Otro programa tiene abierta la base de datos, así que su diario puede contener aún lo borrado. Cierre lo que lea carillon.db y borre ahora.',
    },
    queue_stuck: {
      title: 'Algo espera desde hace más de cinco minutos',
      hint: () =>
        'Está marcado más abajo. Sigue por sí solo en cuanto responda lo que falta: para la búsqueda, mire si el motor funciona; para lo demás, consulte el registro del servidor.',
    },
    disk_low: {
      title: 'El disco está casi lleno',
      hint: ({ free }) =>
        `Quedan ${free}. Sin nada de espacio no se puede publicar. Libere algo, o dé a la carpeta de datos un disco mayor.`,
    },
    backup_late: {
      title: 'La última copia de seguridad es antigua',
      hint: ({ age }) => `Se hizo hace ${age}. Haga una ahora y averigüe por qué no se hizo a su hora.`,
    },
    backup_failed: {
      title: 'La última copia de seguridad falló',
      hint: () => 'El motivo está más abajo. Las anteriores están intactas. Corríjalo y haga otra.',
    },
  },
  toRight: 'El reloj está bien…',
  erasure: 'Borrado',
  erasureLead:
    'Lo vencido se oculta al instante y se borra cada noche: publicaciones, archivos y las claves con que se sellaron.',
  last: 'Último',
  never: 'Ninguno todavía',
  next: 'Próximo',
  noTimetable: 'Sin horario',
  due: 'Queda por borrar',
  dueCount: (n) => count(n, { one: '# publicación, ya oculta', other: '# publicaciones, ya ocultas' }),
  dueNone: 'Nada',
  eraseNow: 'Borrar ahora',
  waiting: 'Hay otro mantenimiento en curso, como una copia de seguridad. Un borrado esperaría a que termine.',
  progress: (done, all) => `Borrando: ${done} de ${all} publicaciones`,
  progressFiles: 'Borrando: archivos y claves',
  progressBegins: 'Empieza el borrado…',
  erasedNow: (posts) =>
    count(posts, { one: 'Hecho: se borró # publicación', other: 'Hecho: se borraron # publicaciones' }),
  nothingNow: 'Hecho: nada había vencido',
  heldNow: 'No se borró nada, porque el reloj está en duda',
  lost: 'Se perdió la conexión. El borrado sigue en el servidor, y esta página mostrará cómo terminó.',
  clock: 'Reloj',
  serverTime: 'El reloj del servidor',
  deviceTime: 'El reloj de este dispositivo',
  inStep: 'De acuerdo con el tiempo transcurrido',
  ahead: (off) => `${off} por delante de cualquier hora segura`,
  behind: (off) => `${off} por detrás del tiempo transcurrido`,
  differs: (off) => `Difieren en ${off}: uno de los dos está mal.`,
  confirmTitle: '¿Está bien el reloj?',
  confirmDoubt: (due, posts) =>
    `Si lo está, ahora se borran ${count(due, { one: '# publicación', other: '# publicaciones' })} de ${posts}, con sus fotos, archivos, votos y reacciones, y con ellas las claves de sus días. Ninguna copia de seguridad las recupera.`,
  confirmBehind: (off) =>
    `Entonces el tiempo retrocede aquí ${off}. Las publicaciones que terminaron desde entonces, y no se han borrado, se podrán leer de nuevo hasta su fin.`,
  compared: 'Lo he comparado con otro reloj',
  confirmErase: 'Está bien: borrar',
  confirmTrust: 'Está bien',
  queues: 'Lo que espera',
  queuesLead: 'El trabajo que sigue a un cambio, y desde cuándo espera lo más antiguo.',
  queue: 'Para',
  queueWaiting: 'En espera',
  queueOldest: 'Desde',
  late: 'con retraso',
  queueNames: {
    search: 'Búsqueda',
    site: 'Páginas del directorio',
    live: 'Lectores conectados',
    webhooks: 'Webhooks, por preparar',
    deliveries: 'Webhooks, por enviar',
    notifications: 'Notificaciones, por preparar',
    pushes: 'Notificaciones, por enviar',
  },
  room: 'Espacio',
  database: 'Base de datos',
  databaseLog: 'Su diario',
  media: 'Archivos de los canales',
  free: 'Libre en el disco',
  unknown: 'No se sabe',
  backup: 'Copia de seguridad',
  backupNone: 'Este servidor no ha hecho ninguna todavía.',
  backupHow:
    'Se hace cada noche si CARILLON_BACKUP_TO y CARILLON_BACKUP_KEYS están definidos, y en cualquier momento con la orden de abajo. Todo sigue mientras tanto, y las claves van a una carpeta aparte.',
  backupLast: 'Última',
  backupSize: 'Tamaño',
  backupRunning: 'Aún no ha terminado',
  backupFailed: 'Falló',
  ago: (span) => `hace ${span}`,
  record: 'Registro',
  recordLead: 'Cada vez: números, días y canales, nunca lo que se borró.',
  recordEmpty: 'Ninguno todavía',
  recordEmptyHint: 'El primero se anota al arrancar el servidor.',
  cause: { start: 'Al arrancar el servidor', night: 'De noche', asked: 'A petición' },
  outcome: (posts, media) =>
    `${count(posts, { one: '# publicación borrada', other: '# publicaciones borradas' })}, ${count(media, { one: '# archivo borrado', other: '# archivos borrados' })}`,
  nothing: 'Nada había vencido',
  held: (n) =>
    count(n, {
      one: 'En suspenso porque el reloj estaba en duda: se dejó # publicación',
      other: 'En suspenso porque el reloj estaba en duda: se dejaron # publicaciones',
    }),
  running: 'En curso',
  cutShort: 'Interrumpido; el siguiente continuó desde ahí',
  unclean: 'No se pudo vaciar el diario de la base de datos',
  channels: (n) => count(n, { one: 'De # canal', other: 'De # canales' }),
  channelsMost: (n) => `De los ${n} canales con más`,
  posts: (n) => count(n, { one: '# publicación', other: '# publicaciones' }),
  checkHint: 'Que un texto haya desaparecido de verdad se comprueba en el servidor, en cada archivo y cada copia:',
} satisfies Upkeep

export const erased = {
  title: 'Lo que se borró',
  lead: 'Las publicaciones tienen un fin. Este es el registro: cuántas, nunca lo que decían.',
  before: 'Antes de que termine una publicación',
  beforeHint: (days) =>
    count(days, {
      one: 'Las publicaciones de este canal se pueden leer durante # día. A partir de ahí nadie las ve, y la noche siguiente se borran para siempre. Exporte antes lo que quiera conservar.',
      other:
        'Las publicaciones de este canal se pueden leer durante # días. A partir de ahí nadie las ve, y la noche siguiente se borran para siempre. Exporte antes lo que quiera conservar.',
    }),
  none: 'No hay publicaciones en línea que exportar.',
  holds: (posts, size) =>
    `${count(posts, { one: '# publicación en línea', other: '# publicaciones en línea' })}, unos ${size}`,
  export: 'Exportar las publicaciones',
  howLong: 'Cambiar cuánto duran',
  promise: 'Cómo se borra',
  record: 'Registro',
  empty: 'Aún no se ha borrado nada',
  emptyHint: 'Las primeras publicaciones de este canal todavía no han llegado a su fin.',
  posts: (n) => count(n, { one: '# publicación borrada', other: '# publicaciones borradas' }),
  unfinished: 'Sin terminar; el siguiente continúa desde ahí',
  keys: (n, days) => count(n, { one: `Clave del ${days} destruida`, other: `Claves de # días destruidas, ${days}` }),
  span: (from, to) => `del ${from} al ${to}`,
} satisfies Erased
