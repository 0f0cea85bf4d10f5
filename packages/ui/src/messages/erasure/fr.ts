import type { Erasing } from './en.ts'

export const fr = {
  title: 'Comment les publications sont effacées',
  short: 'Effacement',
  lead: 'Ici, chaque publication a une fin. Voici ce qui se passe alors, ce que cela touche, et comment le vérifier.',
  steps: [
    {
      when: 'À l’instant de sa fin',
      what: 'Plus personne ne peut la lire',
      text: 'Une publication a 30 jours, ou moins si sa chaîne l’a décidé, au millième de seconde près. Dès lors aucune page, recherche, notification ni aucun fichier de ce site ne la montre. Ce que votre navigateur gardait pour lire hors ligne disparaît à la même heure.',
    },
    {
      when: 'La nuit suivante',
      what: 'Elle est effacée',
      text: 'Ses mots sont recouverts dans la base de données et ses fichiers supprimés, avec tout ce qui lui appartient. Si le serveur était éteint cette nuit-là, c’est la première chose qu’il fait en démarrant, avant de répondre à quiconque.',
    },
    {
      when: 'Une fois ce jour passé',
      what: 'Sa clé est détruite',
      text: 'Les publications qui finissent le même jour, en temps universel, sont scellées avec la clé de ce jour. Quand la clé n’est plus, rien ne les ouvre : aucune sauvegarde, aucun disque oublié.',
    },
  ],
  goes: {
    title: 'Ce qui disparaît',
    list: [
      'Le texte, dans toutes ses langues, et ce qu’il était avant d’être modifié',
      'Photos, vidéos, notes vocales et documents dans toutes leurs tailles, avec légendes, descriptions et noms de fichiers',
      'Les sondages avec leurs questions, options, explications et votes',
      'Les réactions, les autocollants envoyés et les aperçus de liens',
      'Ce que l’équipe en disait avant sa parution',
      'Les notifications et appels à d’autres programmes qui attendaient encore de partir',
    ],
  },
  stays: {
    title: 'Ce qui peut rester',
    text: [
      'Des nombres. Combien de publications d’une chaîne ont été effacées et quelle nuit, et combien de personnes la suivent : ni mots, ni images, ni noms.',
      'Le nombre aléatoire qui désignait une publication peut rester un temps dans des listes techniques qui disent qu’elle a pris fin. Il ne mène nulle part.',
    ],
  },
  how: {
    title: 'Comment cela se fait',
    text: [
      'Ce que dit une publication est scellé dès sa parution. La clé est gardée hors de la base de données, et des clés on ne garde que la dernière copie : une copie de la base du mois dernier ne s’ouvre plus pour ce qui a pris fin depuis.',
      'Supprimer, dans une base de données, ne fait souvent que marquer une place comme libre. Ici elle est recouverte, et le journal de la base est vidé. Aucun index de recherche ne contient le texte des publications.',
    ],
  },
  clock: {
    title: 'Si l’horloge se dérègle',
    text: [
      'Un serveur dont l’horloge saute loin en avant masque aussitôt les publications d’après elle, mais ne détruit rien avant que son opérateur ait confirmé l’heure. Une horloge reculée ne prolonge la vie d’aucune publication.',
    ],
  },
  check: {
    title: 'Comment vérifier',
    list: [
      {
        who: 'Tout le monde',
        text: 'Ouvrez l’adresse d’une publication après sa fin : il n’en reste rien.',
      },
      {
        who: 'L’équipe d’une chaîne',
        text: 'La console énumère les nuits où des publications ont été effacées, leur nombre, et les jours dont les clés ne sont plus.',
      },
      {
        who: 'Qui gère le serveur',
        text: 'Une commande cherche n’importe quels mots dans chaque fichier et chaque copie, sous les formes où les programmes gardent du texte, et nomme chaque endroit où elle les trouve :',
      },
    ],
    command: 'npm run -s carillon -- verify-erasure "mots de la publication" --in /chemin/des/sauvegardes',
    open: 'Carillon est un logiciel libre : chacun peut lire comment il fait tout cela, et l’essayer.',
  },
  not: {
    title: 'Ce qui n’est pas promis',
    text: [
      'Ce que d’autres ont fait d’une publication tant qu’elle se lisait leur appartient : photos d’écran, copies, notes.',
      'Les lecteurs de flux et les programmes auxquels une chaîne envoie ses publications gardent leurs propres copies, et l’équipe d’une chaîne peut exporter ses publications avant leur fin.',
      'Enfin, qui gère un serveur pourrait copier des publications avec leurs clés tant qu’elles vivent. Un logiciel peut veiller à ce que rien ne reste par accident ; il ne peut empêcher personne de le vouloir.',
    ],
  },
} satisfies Erasing
