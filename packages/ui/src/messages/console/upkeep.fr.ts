import { counting } from '../plural.ts'
import type { Erased, Upkeep } from './upkeep.en.ts'

const count = counting('fr')

export const upkeep = {
  title: 'Entretien',
  lead: 'Comment cette instance tient ses promesses. Cette page reste à jour tant que vous la regardez.',
  well: 'Tout est en ordre.',
  needs: (n) => count(n, { one: '# point demande votre attention', other: '# points demandent votre attention' }),
  alarms: {
    clock_in_doubt: {
      title: 'L’horloge a sauté en avant',
      hint: ({ off, due, posts }) =>
        `Elle avance de ${off} sur tout temps certain. Selon elle, ${count(due, { one: '# publication', other: '# publications' })} sur ${posts} arriveraient à leur fin : elles sont masquées mais pas effacées, et rien ne peut être publié. Si l’horloge est fausse, réglez-la, et tout redevient comme avant. Si elle est juste, dites-le ici.`,
    },
    clock_behind: {
      title: 'L’horloge a été reculée',
      hint: ({ off }) =>
        `Elle retarde de ${off} sur le temps écoulé. Personne ne peut lire une publication plus longtemps pour autant : le temps continue ici de lui-même jusqu’à ce que l’horloge l’ait rattrapé. Réglez-la, ou dites qu’elle est juste ainsi.`,
    },
    erasure_late: {
      title: 'L’effacement de la nuit est en retard',
      hint: () =>
        'Il date de plus d’un jour, ou s’est interrompu. Ce qui est échu est masqué, mais encore là. Effacez maintenant ; si cela échoue aussi, le journal du serveur dit pourquoi.',
    },
    erasure_unclean: {
      title: 'Le journal de la base n’a pas pu être vidé',
      hint: () =>
        'Un autre programme a ouvert la base, dont le journal peut encore contenir ce qui a été effacé. Fermez ce qui lit carillon.db, puis effacez maintenant.',
    },
    queue_stuck: {
      title: 'Quelque chose attend depuis plus de cinq minutes',
      hint: () =>
        'C’est marqué ci-dessous. Cela reprend de soi-même dès que ce qui manque répond : pour la recherche, voyez si le moteur tourne ; pour le reste, consultez le journal du serveur.',
    },
    disk_low: {
      title: 'Le disque est presque plein',
      hint: ({ free }) =>
        `Il reste ${free}. Sans aucune place, rien ne peut être publié. Libérez-en, ou donnez au dossier de données un disque plus grand.`,
    },
    backup_late: {
      title: 'La dernière sauvegarde est ancienne',
      hint: ({ age }) =>
        `Elle remonte à ${age}. Faites-en une maintenant, et cherchez pourquoi elle n’a pas eu lieu à l’heure prévue.`,
    },
    backup_failed: {
      title: 'La dernière sauvegarde a échoué',
      hint: () =>
        'La raison est donnée ci-dessous. Les précédentes sont intactes. Corrigez ce qui doit l’être, puis recommencez.',
    },
  },
  toRight: 'L’horloge est juste…',
  erasure: 'Effacement',
  erasureLead:
    'Ce qui est échu est masqué aussitôt, et effacé chaque nuit : publications, fichiers et clés qui les scellaient.',
  last: 'Dernier passage',
  never: 'Aucun encore',
  next: 'Prochain passage',
  noTimetable: 'Sans horaire',
  due: 'Reste à effacer',
  dueCount: (n) => count(n, { one: '# publication, déjà masquée', other: '# publications, déjà masquées' }),
  dueNone: 'Rien',
  eraseNow: 'Effacer maintenant',
  waiting: 'Un autre entretien est en cours, une sauvegarde par exemple. Un effacement attendrait sa fin.',
  progress: (done, all) => `Effacement : ${done} publications sur ${all}`,
  progressFiles: 'Effacement : fichiers et clés',
  progressBegins: 'L’effacement commence…',
  erasedNow: (posts) => count(posts, { one: 'Fait : # publication effacée', other: 'Fait : # publications effacées' }),
  nothingNow: 'Fait : rien n’était échu',
  heldNow: 'Rien n’a été effacé, car l’horloge est en doute',
  lost: 'La connexion est perdue. L’effacement continue sur le serveur, et cette page en montrera l’issue.',
  clock: 'Horloge',
  serverTime: 'L’horloge du serveur',
  deviceTime: 'L’horloge de cet appareil',
  inStep: 'En accord avec le temps écoulé',
  ahead: (off) => `${off} d’avance sur tout temps certain`,
  behind: (off) => `${off} de retard sur le temps écoulé`,
  differs: (off) => `Elles diffèrent de ${off} : l’une des deux est fausse.`,
  confirmTitle: 'L’horloge est-elle juste ?',
  confirmDoubt: (due, posts) =>
    `Si oui, ${count(due, { one: '# publication', other: '# publications' })} sur ${posts} sont effacées maintenant, avec leurs photos, fichiers, votes et réactions, et avec elles les clés de leurs jours. Aucune sauvegarde ne les fera revenir.`,
  confirmBehind: (off) =>
    `Le temps recule alors ici de ${off}. Les publications arrivées depuis à leur fin, et non effacées, pourront être relues jusqu’à leur terme.`,
  compared: 'Je l’ai comparée à une autre horloge',
  confirmErase: 'Elle est juste : effacer',
  confirmTrust: 'Elle est juste',
  queues: 'Ce qui attend',
  queuesLead: 'Le travail qui suit un changement, et depuis quand le plus ancien attend.',
  queue: 'Pour',
  queueWaiting: 'En attente',
  queueOldest: 'Depuis',
  late: 'en retard',
  queueNames: {
    search: 'Recherche',
    site: 'Pages de l’annuaire',
    live: 'Lecteurs connectés',
    webhooks: 'Webhooks, à préparer',
    deliveries: 'Webhooks, à envoyer',
    notifications: 'Notifications, à préparer',
    pushes: 'Notifications, à envoyer',
  },
  room: 'Place',
  database: 'Base de données',
  databaseLog: 'Son journal',
  media: 'Fichiers des chaînes',
  free: 'Libre sur le disque',
  unknown: 'Inconnu',
  backup: 'Sauvegarde',
  backupNone: 'Ce serveur n’en a encore fait aucune.',
  backupHow:
    'Elle se fait chaque nuit si CARILLON_BACKUP_TO et CARILLON_BACKUP_KEYS sont définis, et à tout moment par la commande ci-dessous. Tout continue pendant ce temps, et les clés vont dans un dossier à part.',
  backupLast: 'Dernière',
  backupSize: 'Taille',
  backupRunning: 'Pas encore terminée',
  backupFailed: 'Elle a échoué',
  ago: (span) => `il y a ${span}`,
  record: 'Registre',
  recordLead: 'Chaque passage : des nombres, des jours et des chaînes, jamais ce qui a été effacé.',
  recordEmpty: 'Aucun passage encore',
  recordEmptyHint: 'Le premier est noté au démarrage du serveur.',
  cause: { start: 'Au démarrage du serveur', night: 'De nuit', asked: 'Sur demande' },
  outcome: (posts, media) =>
    `${count(posts, { one: '# publication', other: '# publications' })} et ${count(media, { one: '# fichier', other: '# fichiers' })} effacés`,
  nothing: 'Rien n’était échu',
  held: (n) =>
    count(n, {
      one: 'Suspendu car l’horloge était en doute : # publication laissée',
      other: 'Suspendu car l’horloge était en doute : # publications laissées',
    }),
  running: 'En cours',
  cutShort: 'Interrompu ; le suivant a repris à cet endroit',
  unclean: 'Le journal de la base n’a pas pu être vidé',
  channels: (n) => count(n, { one: 'De # chaîne', other: 'De # chaînes' }),
  channelsMost: (n) => `Des ${n} chaînes qui en ont le plus`,
  posts: (n) => count(n, { one: '# publication', other: '# publications' }),
  checkHint: 'Qu’un texte ait vraiment disparu se vérifie sur le serveur, dans chaque fichier et chaque copie :',
} satisfies Upkeep

export const erased = {
  title: 'Ce qui a été effacé',
  lead: 'Les publications ont une fin. En voici le registre : combien, jamais ce qu’elles disaient.',
  before: 'Avant qu’une publication ne prenne fin',
  beforeHint: (days) =>
    count(days, {
      one: 'Les publications de cette chaîne se lisent pendant # jour. Passé ce moment plus personne ne les voit, et la nuit suivante elles sont effacées pour de bon. Exportez avant ce que vous voulez garder.',
      other:
        'Les publications de cette chaîne se lisent pendant # jours. Passé ce moment plus personne ne les voit, et la nuit suivante elles sont effacées pour de bon. Exportez avant ce que vous voulez garder.',
    }),
  none: 'Aucune publication en ligne à exporter.',
  holds: (posts, size) =>
    `${count(posts, { one: '# publication en ligne', other: '# publications en ligne' })}, environ ${size}`,
  export: 'Exporter les publications',
  howLong: 'Changer leur durée de vie',
  promise: 'Comment se fait l’effacement',
  record: 'Registre',
  empty: 'Rien n’a encore été effacé',
  emptyHint: 'Les premières publications de cette chaîne ne sont pas encore arrivées à leur fin.',
  posts: (n) => count(n, { one: '# publication effacée', other: '# publications effacées' }),
  unfinished: 'Pas terminé ; le passage suivant reprend à cet endroit',
  keys: (n, days) => count(n, { one: `Clé du ${days} détruite`, other: `Clés de # jours détruites, ${days}` }),
  span: (from, to) => `du ${from} au ${to}`,
} satisfies Erased
