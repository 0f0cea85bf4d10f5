import { counting } from '../plural.ts'
import type { You } from './en.ts'
import { fr as notifications } from './notifications.fr.ts'

const count = counting('fr')

export const fr = {
  notifications,
  title: 'Vos appareils et données',
  lead: 'Vous n’avez pas de compte ici. Voici tout ce que ce site garde de vous ; vous en disposez.',
  failed: 'Impossible de charger cette page',
  notDone: 'Cela n’a pas marché. Veuillez réessayer.',
  cancel: 'Annuler',
  kept: {
    title: 'Ce qui est gardé',
    nothing: 'Rien n’est gardé de vous ici.',
    nothingHint:
      'Dès que vous suivez une chaîne, ce navigateur reçoit un cookie avec un nombre aléatoire, et la chaîne est gardée sous ce nombre.',
    find: 'Trouver des chaînes',
    channels: (n) => count(n, { one: '# chaîne suivie', other: '# chaînes suivies' }),
    channelsHint: 'Jusqu’où chacune a été lue, si elle est en sourdine ou épinglée, et si vous voulez en être averti.',
    devices: (n) => count(n, { one: '# appareil', other: '# appareils' }),
    devicesHint:
      'Pour chacun, le nombre aléatoire de son cookie (brouillé) et le jour de son ajout. Ni le type d’appareil, ni aucune adresse.',
    passkeys: (n) => count(n, { one: '# clé d’accès', other: '# clés d’accès' }),
    passkeysHint: 'Sa moitié publique, à laquelle on la reconnaît. Elle ne nomme personne.',
    notifications: 'Notifications',
    notificationsHint:
      'Si vous les avez activées : l’adresse que votre navigateur a pour elles, et quand elles peuvent venir.',
    votes: 'Votes et réactions',
    votesHint:
      'Comptés avec leur publication, et gardés avec une marque qui ne montre à personne de qui ils viennent. Ils partent avec la publication.',
    not: 'Ne sont pas gardés : votre nom, votre adresse e-mail, votre numéro de téléphone, où vous êtes, ce que vous avez regardé.',
    seen: 'Les chaînes voient combien de personnes les suivent, jamais qui.',
  },
  devices: {
    title: 'Appareils',
    lead: 'Lisez sur plusieurs appareils, toujours en phase : ce que vous suivez, avez lu, mis en sourdine et épinglé.',
    this: 'Cet appareil',
    other: 'Un autre appareil',
    added: (day) => `ajouté le ${day}`,
    remove: 'Retirer',
    removeThis: (name) => `Retirer : ${name}`,
    removeHint: 'Il ne sait plus ce que vous suivez. Vos autres appareils restent comme ils sont.',
    removeLast:
      'C’est votre dernier appareil, et il n’y a pas de clé d’accès : tout ce qui est gardé de vous est supprimé avec lui.',
    removed: 'L’appareil a été retiré.',
    add: 'Ajouter un appareil',
    code: 'Code pour l’autre appareil',
    open: 'Sur l’autre appareil, visez ceci avec l’appareil photo, ou ouvrez cette adresse et saisissez le code :',
    until: (time) => `Valable pour un appareil, jusqu’à ${time}.`,
    ended: 'Ce code a expiré.',
    again: 'Nouveau code',
    hide: 'Masquer le code',
    joined: 'L’autre appareil a été ajouté.',
    qr: 'L’adresse avec le code, pour un appareil photo',
    copy: 'Copier le lien',
    copied: 'Lien copié',
    have: 'Vous avez un code d’un autre appareil ?',
    enter: 'Saisissez-le ici',
  },
  passkey: {
    title: 'Récupération',
    lead: 'Si tous vos appareils sont perdus ou leurs cookies effacés, une clé d’accès vous rend ce que vous suivez. À vous de voir si vous en voulez une.',
    none: 'Pas encore de clé d’accès.',
    entry: 'Clé d’accès',
    make: 'Créer une clé d’accès',
    made: 'La clé d’accès est créée. Votre appareil ou votre gestionnaire de mots de passe la garde.',
    remove: 'Retirer',
    removeHint:
      'Elle ne pourra plus vous rendre ce que vous suivez. Supprimez-la aussi dans votre gestionnaire de mots de passe.',
    removed: 'La clé d’accès a été retirée.',
    use: 'Récupérer par une clé d’accès',
    used: 'Bon retour. Cet appareil montre à nouveau ce que vous suivez.',
    dismissed: 'Rien n’a changé : la clé d’accès n’a pas été utilisée.',
    unsupported: 'Ce navigateur ne sait pas utiliser les clés d’accès.',
  },
  file: {
    title: 'Emporter',
    lead: 'Un fichier avec les chaînes que vous suivez, pour un autre navigateur ou un autre site qui utilise Carillon.',
    save: 'Enregistrer ce que je suis',
    load: 'Suivre ce qui est dans un fichier',
    unreadable: 'Ce n’est pas un fichier enregistré ici. Rien n’a changé.',
    followed: (n) => count(n, { one: '# chaîne est suivie maintenant.', other: '# chaînes sont suivies maintenant.' }),
    already: (n) => count(n, { one: '# l’était déjà.', other: '# l’étaient déjà.' }),
    missing: (n) =>
      count(n, {
        one: '# n’est pas ici, ou se suit seulement par son lien :',
        other: '# ne sont pas ici, ou se suivent seulement par leur lien :',
      }),
  },
  counting: {
    title: 'Pays',
    lead: 'Les chaînes apprennent combien de leurs lecteurs sont dans quel pays, jamais qui. Par défaut, aucun pays n’est dit de vous.',
    label: 'Pays pour lequel vous comptez',
    none: 'Aucun pays',
    hint: 'Gardé dans ce navigateur seulement. Il accompagne une publication vue ou une chaîne suivie, et le serveur l’additionne sans garder de qui il venait.',
    saved: 'Enregistré.',
    unsaved: 'Ce navigateur ne garde rien : aucun pays n’a été choisi.',
    more: 'Ce qui est compté',
  },
  forget: {
    title: 'Tout supprimer',
    lead: 'Tout de suite, sur le serveur de ce site, pour tous vos appareils.',
    start: 'Supprimer tout ce qui me concerne',
    goes: 'Ceci disparaît, sans retour possible :',
    list: [
      'les chaînes que vous suivez, et jusqu’où vous les avez lues',
      'tous vos appareils et clés d’accès, et leurs notifications',
      'vos votes et réactions : ils sont retirés des comptes',
    ],
    stays: 'Vous pourrez suivre des chaînes à nouveau, comme quelqu’un de nouveau.',
    sure: 'Tout supprimer maintenant',
    done: 'Tout a été supprimé. Rien n’est gardé de vous ici.',
  },
  join: {
    title: 'Rejoindre un autre appareil',
    lead: 'Fait de ce navigateur l’un de vos appareils : il suit les mêmes chaînes, et ce que vous lisez sur l’un est lu sur tous.',
    code: 'Code',
    codeHint: 'Il s’affiche sur l’autre appareil, sous « Vos appareils et données ».',
    incomplete: 'Un code a 8 lettres et chiffres.',
    merged: (n) =>
      count(n, {
        one: '# chaîne suivie par ce navigateur s’ajoute à celles de l’autre appareil.',
        other: '# chaînes suivies par ce navigateur s’ajoutent à celles de l’autre appareil.',
      }),
    mergedRead:
      'Des chaînes que les deux suivent, ce qui a été lu sur l’un est lu, et ce qui était en sourdine ou épinglé le reste.',
    fresh: 'Ce navigateur ne suit encore rien, donc rien ne se mélange : il reçoit ce que l’autre appareil suit.',
    trust: 'N’utilisez que le code d’un appareil à vous : la personne à qui il appartient voit ce que vous suivez.',
    go: 'Rejoindre',
    joined: 'Cet appareil a été ajouté',
    joinedHint: (n) =>
      count(n, {
        one: 'Il suit maintenant # chaîne, comme les autres.',
        other: 'Il suit maintenant # chaînes, comme les autres.',
      }),
    updates: 'Vers les Actualités',
    back: 'Vos appareils et données',
  },
} satisfies You
