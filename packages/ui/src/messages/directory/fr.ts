import { counting } from '../plural.ts'
import type { Directory } from './en.ts'

const count = counting('fr')

export const fr = {
  site: {
    tagline: 'Des chaînes qui méritent d’être suivies',
    description: (instance) =>
      `Trouvez et suivez des chaînes sur ${instance} : information, services publics, culture et bien d’autres.`,
    directory: 'Annuaire',
    updates: 'Actualités',
    console: 'Console',
    home: 'Accueil',
    menu: 'Principal',
    breadcrumbs: 'Vous êtes ici',
    about: 'Comment ça marche',
    you: 'Vos appareils et données',
    footer: 'Les publications vivent 30 jours au plus, puis sont effacées. Personne ne voit qui vous suivez.',
    source: 'Logiciel libre, propulsé par Carillon',
  },
  home: {
    title: 'L’information à la source',
    lead: 'Suivez les chaînes de rédactions, de villes, d’hôpitaux et de clubs. Sans compte, sans réponses, sans bruit.',
    active: 'Actives en ce moment',
    newest: 'Nouvelles venues',
    byCategory: 'Par catégorie',
    byCountry: 'Par pays',
    byLanguage: 'Par langue',
    all: 'Toutes les chaînes',
  },
  search: {
    resultsLabel: 'Résultats',
    more: 'Plus de choix',
    fewer: 'Moins de choix',
    label: 'Rechercher des chaînes',
    placeholder: 'Nom, thème ou lieu',
    submit: 'Rechercher',
    clear: 'Effacer la recherche',
    filters: 'Filtres',
    category: 'Catégorie',
    country: 'Pays',
    language: 'Langue',
    sort: 'Ordre',
    any: 'Indifférent',
    clearFilters: 'Effacer les filtres',
    results: (n) => count(n, { one: '# chaîne', many: '# de chaînes', other: '# chaînes' }),
    resultsFor: (n, query) => count(n, { one: `# chaîne pour « ${query} »`, other: `# chaînes pour « ${query} »` }),
    none: (query) => `Rien trouvé pour « ${query} »`,
    noneFiltered: 'Aucune chaîne ne correspond à ces filtres',
    noneHint: 'Vérifiez l’orthographe, essayez moins de mots ou parcourez les catégories.',
    failed: 'La recherche n’a pas répondu',
  },
  list: {
    search: 'Rechercher parmi elles',
    rest: 'Il y en a d’autres. Tout voir dans la recherche',
    category: (name) => `Chaînes : ${name}`,
    country: (name) => `Chaînes par pays : ${name}`,
    language: (name) => `Chaînes par langue : ${name}`,
    empty: 'Pas encore de chaîne ici',
    emptyHint: 'En attendant, parcourez les autres catégories.',
    page: (page, pages) => `Page ${page} sur ${pages}`,
    pages: 'Pages',
    next: 'Suivante',
    previous: 'Précédente',
  },
  channel: {
    followingThis: 'Vous suivez cette chaîne.',
    toUpdates: 'La lire dans Actualités',
    followers: 'Abonnés',
    older: 'Publications plus anciennes',
    failed: 'Les publications n’ont pas pu être chargées',
    follow: 'Suivre',
    unfollow: 'Ne plus suivre',
    unfollowed: (channel) => `Vous ne suivez plus ${channel}.`,
    followFailed: 'Cela n’a pas fonctionné. Veuillez réessayer.',
    posts: 'Publications',
    pinned: 'Publications épinglées',
    noPosts: 'Rien à lire pour le moment',
    noPostsHint: (days) =>
      count(days, {
        one: 'Ici, les publications disparaissent au bout de # jour. Suivez la chaîne pour voir la prochaine.',
        other: 'Ici, les publications disparaissent au bout de # jours. Suivez la chaîne pour voir la prochaine.',
      }),
    retention: (days) =>
      count(days, {
        one: 'Les publications sont lisibles pendant # jour.',
        other: 'Les publications sont lisibles pendant # jours.',
      }),
    website: 'Site web',
    about: 'À propos de cette chaîne',
    category: 'Catégorie',
    country: 'Pays',
    language: 'Langue',
    since: (when) => `Ici depuis le ${when}`,
    inviteNeeded: 'Sur invitation seulement',
    inviteNeededHint: 'Seules les personnes qui en ont reçu le lien lisent cette chaîne.',
    gone: 'Cette chaîne n’existe plus',
    goneHint: 'Elle a été retirée, ou porte désormais un autre nom.',
    archivedHint: 'Cette chaîne est archivée : plus rien de nouveau n’y est publié.',
    linked: 'Cette publication',
    expired: 'Cette publication n’existe plus',
    expiredHint: 'Les publications disparaissent quand leur temps est écoulé, pour tout le monde et pour de bon.',
    missing: 'Cette publication n’existe pas',
    missingHint: 'Elle a été supprimée, ou le lien est mal recopié.',
  },
  updates: {
    unfollow: (channel) => `Ne plus suivre ${channel}`,
    undo: 'Suivre à nouveau',
    readBefore: 'Déjà lu',
    title: 'Actualités',
    unread: (n) => count(n, { one: '# publication non lue', other: '# publications non lues' }),
    unreadMany: '99+',
    all: 'Toutes les chaînes',
    channels: 'Chaînes que vous suivez',
    markRead: 'Tout marquer comme lu',
    markedRead: 'Tout est lu',
    newSince: 'Depuis votre dernière visite',
    empty: 'Vous ne suivez pas encore de chaîne',
    emptyHint: 'Suivez des chaînes dans l’annuaire : leurs publications apparaîtront ici.',
    find: 'Trouver des chaînes',
    quiet: 'Rien de nouveau',
    quietHint: 'Les chaînes que vous suivez n’ont rien publié ces 30 derniers jours.',
    end: 'C’est tout pour les 30 derniers jours.',
    refresh: 'Afficher les nouvelles publications',
    thisBrowser: 'Gardé dans ce navigateur seulement, sans compte.',
  },
  notFound: {
    title: 'Il n’y a rien à cette adresse',
    hint: 'L’adresse est peut-être mal saisie, ou ce qui était ici a disparu. Les publications s’effacent après 30 jours.',
    home: 'Vers l’annuaire',
    search: 'Rechercher parmi les chaînes',
  },
  promise: {
    title: 'La promesse des 30 jours',
    lead: 'Ce qui est publié ici vaut pour le moment présent. Après 30 jours au plus, tout disparaît pour de bon.',
    parts: [
      {
        title: 'Chaque publication a une fin',
        text: [
          'Une publication se lit pendant 30 jours à partir de l’instant où elle paraît, ou moins si sa chaîne l’a décidé. Passé ce moment, aucune page de ce site ne la montre.',
          'Chaque nuit, ce qui est échu est effacé : les mots, les images et la clé qui les scellait. Même une vieille sauvegarde ne peut pas les faire revenir.',
        ],
      },
      {
        title: 'Suivre ne demande aucun compte',
        text: [
          'Les chaînes que vous suivez sont conservées sous un nombre aléatoire, dans un cookie de votre navigateur. Ni nom, ni adresse e-mail, ni numéro de téléphone. Effacez vos cookies, et plus rien ne mène de lui à vous.',
        ],
      },
      {
        title: 'Personne ne voit qui vous suivez',
        text: [
          'Une chaîne sait combien de personnes la suivent, jamais lesquelles. Les abonnés ne se voient pas entre eux. Et vous voyez la chaîne qui publie, non la personne qui écrit.',
        ],
      },
      {
        title: 'Vous seul décidez de suivre ou non',
        text: [
          'Aucune chaîne ne peut vous ajouter. Et il n’y a pas de réponses : les chaînes publient, vous lisez en paix.',
        ],
      },
      {
        title: 'Rien n’est chargé d’ailleurs',
        text: [
          'Pas de pisteurs, pas de publicité, pas de polices ni de scripts d’autres entreprises. Les pages qui peuvent se passer de script n’en ont aucun.',
        ],
      },
      {
        title: 'Ce que ce n’est pas',
        text: [
          'Les chaînes sont faites pour être lues par beaucoup : les publications ne sont pas chiffrées de bout en bout, le serveur qui les garde peut les lire. Et un lecteur peut toujours en faire une copie. La promesse porte sur ce site.',
        ],
      },
      {
        title: 'Chaînes non revendiquées',
        text: [
          'Certaines chaînes proviennent de listes publiques de médias. Personne de ces organisations ne les gère, et chacune le dit sur sa page.',
        ],
      },
    ],
  },
  live: {
    new: (n) =>
      count(n, {
        one: '# nouvelle publication',
        other: '# nouvelles publications',
        many: '# de nouvelles publications',
      }),
    arrived: (n) =>
      count(n, {
        one: '# nouvelle publication est arrivée.',
        other: '# nouvelles publications sont arrivées.',
        many: '# de nouvelles publications sont arrivées.',
      }),
    gone: (n) =>
      count(n, {
        one: 'Une publication a été retirée.',
        other: '# publications ont été retirées.',
        many: '# de publications ont été retirées.',
      }),
  },
  share: {
    title: 'Partager',
    system: 'Partager avec…',
    code: 'Code QR',
    codeOf: (channel) => `Code QR qui mène à ${channel}`,
    codeHint: 'Qui le vise avec un appareil photo arrive sur cette chaîne.',
    save: (format) => `Enregistrer en ${format}`,
    unwanted:
      'Cette chaîne demande que ses publications ne soient pas transmises : rien ici ne sert à les partager ou à les enregistrer. Mais un écran peut toujours être photographié.',
  },
  offline: {
    title: 'Vous êtes hors ligne',
    hint: 'Cette page a besoin d’une connexion. Ce que vous avez lu en dernier dans Actualités et sur les pages des chaînes est encore là.',
    toUpdates: 'Aller à Actualités',
    saved: (when) => `Vous êtes hors ligne. Voici ce qu’il y avait ${when}.`,
    savedHint:
      'Les publications dont le temps est écoulé ont disparu ici aussi. Voter, réagir et suivre demandent une connexion.',
  },
  noScript: 'La recherche, les publications et les Actualités demandent JavaScript. Les listes fonctionnent sans.',
} satisfies Directory
