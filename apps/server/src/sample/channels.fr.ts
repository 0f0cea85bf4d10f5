import { days, hours, type SampleChannel } from './types.ts'

export const FRENCH: SampleChannel[] = [
  {
    handle: 'ville_de_valclair',
    name: 'Ville de Valclair',
    description:
      'Les informations pratiques de la mairie : travaux, écoles, transports, démarches. Une publication par sujet, sans discours.',
    category: 'government',
    country: 'FR',
    language: 'fr',
    avatar: 'tiles:valclair',
    verified: true,
    posts: [
      {
        age: hours(2),
        text: '*Coupure d’eau demain de 9 h à 12 h* dans les rues des Tanneurs, du Moulin et de la Gare. Des bouteilles sont à retirer dès ce soir à la salle des fêtes.',
      },
      {
        age: hours(30),
        text: 'Inscriptions à la cantine : il reste trois jours. En ligne sur https://valclair.example/cantine ou au guichet, sans rendez-vous, jusqu’à 18 h 30.',
      },
      {
        age: days(3.7),
        text: 'La déviation de la ligne 4 pendant les travaux du pont. Comptez sept minutes de plus ; l’arrêt Halles est reporté de cent mètres.',
        picture: {
          kind: 'map',
          seed: 'ligne 4',
          alt: 'Plan dessiné d’une ville traversée par une rivière ; un itinéraire en couleur va d’un point à un repère.',
        },
        pinned: true,
      },
      {
        age: days(9.3),
        text: 'Le budget participatif est voté. Les trois projets retenus :\n\n1. Des bancs à l’ombre, place du Marché\n2. Un verger derrière l’école\n3. Des arceaux à vélos à la gare',
      },
      {
        age: days(18.2),
        text: 'Les encombrants sont ramassés le premier mardi du mois. Merci de ne les sortir _que la veille au soir_ : les trottoirs servent aussi à marcher.',
      },
    ],
  },
  {
    handle: 'le_grand_pas',
    name: 'Le Grand Pas',
    description: 'Randonnées à pied et en train, sans voiture, du dimanche facile à la traversée de cinq jours.',
    category: 'travel',
    country: 'CH',
    language: 'fr',
    avatar: 'peaks:grandpas',
    posts: [
      {
        age: hours(7),
        text: 'Ce week-end, il fera beau au-dessus de 1 400 mètres et gris en dessous. *Montez.* Notre boucle des Trois Lacs : 4 h 10, une seule côte sérieuse, et le retour en bateau.',
      },
      {
        age: days(2.5),
        text: 'Arrivés au col avant le soleil. Personne, sinon deux choucas très intéressés par le fromage.',
        picture: {
          kind: 'mountains',
          seed: 'col au matin',
          alt: 'Dessin de crêtes successives sous un ciel dégradé, avec un soleil bas et quelques sapins.',
        },
      },
      {
        age: days(7.4),
        text: 'Dans le sac pour une journée :\n\n- de l’eau, plus que vous ne pensez\n- une couche chaude, même en août\n- une vraie carte, le téléphone n’aime pas le froid\n- du chocolat, pour le moral de quelqu’un d’autre',
        pinned: true,
      },
      {
        age: days(15.8),
        text: 'Le sentier des gorges est *fermé* après l’éboulement. La variante par la forêt est balisée en jaune et prend vingt minutes de plus.',
      },
      {
        age: days(25.6),
        text: 'Vos questions reviennent toujours à celle-ci : « et avec des enfants ? » Oui, si ce sont eux qui tiennent la carte.',
      },
    ],
  },
  {
    handle: 'radio_cascade',
    name: 'Radio Cascade',
    description:
      'La radio associative des musiques qui n’ont pas d’étiquette. Programmes, concerts et disques de la semaine.',
    category: 'music',
    country: 'BE',
    language: 'fr',
    avatar: 'bars:cascade',
    posts: [
      {
        age: hours(0.7),
        text: 'En direct dans une demi-heure : deux heures d’accordéon sans *aucune* nostalgie. Promis, ou presque. #endirect',
      },
      {
        age: days(1.5),
        text: 'Le disque de la semaine a été enregistré dans une cage d’escalier. On entend la voisine rentrer ses courses au début de la troisième plage ; elle est créditée.',
      },
      {
        age: days(5.9),
        text: 'L’affiche de la nuit des petites scènes. Sept lieux, vingt-deux groupes, un seul billet à prix libre.',
        picture: {
          kind: 'poster',
          seed: 'petites scènes',
          alt: 'Affiche abstraite : une grille de formes géométriques, quarts de cercle, triangles et disques.',
        },
      },
      {
        age: days(13.3),
        text: 'Nous cherchons des voix pour le matin. Aucune expérience requise, il faut seulement savoir se lever. Écrivez-nous : https://radiocascade.example/voix',
      },
      {
        age: days(22.1),
        text: 'Panne d’émetteur réparée. La cause : une fouine. _Elle va bien, le câble un peu moins._',
      },
    ],
  },
  {
    handle: 'table_ouverte',
    name: 'La Table ouverte',
    description:
      'Une recette simple par semaine, avec ce qu’on trouve au marché, et la façon de la rattraper quand elle tourne mal.',
    category: 'food',
    country: 'CA',
    language: 'fr',
    avatar: 'petals:table',
    posts: [
      {
        age: hours(5.5),
        text: '*Soupe aux pois et au citron*, trente minutes, une casserole. Le citron se met hors du feu, sinon il boude. La recette : https://tableouverte.example/pois',
        picture: {
          kind: 'table',
          seed: 'soupe',
          alt: 'Dessin d’un bol de soupe garni vu d’en haut, avec une cuillère, un petit bol et quelques feuilles.',
        },
      },
      {
        age: days(3.3),
        text: 'Trop salé ? Une pomme de terre crue n’y change _rien_, nous l’avons mesuré. Allongez, ou servez avec du riz nature.',
      },
      {
        age: days(10.1),
        text: 'Le pain sans pétrir, en quatre temps :\n\n1. Mélanger le soir\n2. Oublier jusqu’au matin\n3. Former sans le brusquer\n4. Cuire dans une cocotte très chaude',
        pinned: true,
      },
      {
        age: days(17.5),
        text: 'Merci pour vos 140 recettes de grand-mères. Quatre-vingts commencent par « un peu de », et nous avons décidé de ne pas corriger.',
      },
    ],
  },
  {
    handle: 'atelier_teranga',
    name: 'Atelier Teranga',
    description: 'Expositions, rencontres et cours du soir d’un atelier d’artistes ouvert sur la rue.',
    category: 'culture',
    country: 'SN',
    language: 'fr',
    avatar: 'rings:teranga',
    posts: [
      {
        age: hours(16),
        text: 'Vernissage ce soir à 19 h : les tissages de trois générations d’une même famille, accrochés du plus récent au plus ancien. Entrée libre, thé à la menthe, _chaises en nombre limité_.',
      },
      {
        age: days(4.6),
        text: 'Le mur de la cour est terminé. Quarante enfants, deux échelles, une seule règle : chaque carreau appartient à celui qui l’a peint.',
      },
      {
        age: days(11.7),
        text: 'Cours du soir, il reste des places :\n\n- gravure, le mardi\n- teinture à l’indigo, le jeudi\n- écrire sur les images, le vendredi',
      },
      {
        age: days(20.9),
        text: 'On nous demande souvent ce que nous vendons. Rien. *Les artistes, oui* : demandez-leur directement, ils sont là.',
      },
    ],
  },
  {
    handle: 'cine_lanterne',
    name: 'Ciné-Lanterne',
    description: 'Le programme d’un cinéma de quartier d’une seule salle, et un mot sur chaque film.',
    category: 'film',
    country: 'FR',
    language: 'fr',
    avatar: 'rays:lanterne',
    posts: [
      {
        age: hours(10),
        text: 'Ce soir, 20 h 30 : un polar de 1954 où la pluie joue le rôle principal. Copie restaurée, *débat ensuite* avec celle qui a retrouvé la bobine dans un grenier.',
      },
      {
        age: days(2.1),
        text: 'La séance des tout-petits commence à 10 h 15 : lumière tamisée, son moins fort, et le droit de parler aux personnages.',
      },
      {
        age: days(8.4),
        text: '> On ne va pas au cinéma pour voir un film, on y va pour le voir ensemble.\n\nGravé sur le dossier du fauteuil F12. Nous ne réparerons pas ce fauteuil.',
      },
      {
        age: days(19.6),
        text: 'Le rideau est revenu de chez le couturier. Il a perdu dix kilos de poussière et retrouvé sa couleur, que personne parmi nous n’avait jamais vue.',
      },
    ],
  },
  {
    handle: 'ecole_des_collines',
    name: 'École des Collines',
    description: 'Pour les familles de l’école : sorties, réunions, menus. On la suit par le lien remis en classe.',
    category: 'education',
    country: 'CM',
    language: 'fr',
    avatar: 'steps:collines',
    access: 'invite',
    posts: [
      {
        age: hours(3),
        text: 'Demain, la classe des moyens part au jardin botanique. Départ à *8 h précises*, chapeau et goûter dans le sac. Retour vers 15 h.',
      },
      {
        age: days(6.2),
        text: 'Réunion des parents dans la grande salle, jeudi à 17 h 30. À l’ordre du jour : la bibliothèque, les toilettes neuves, et la kermesse.',
      },
      {
        age: days(14.2),
        text: 'Objets trouvés : trois gourdes, un seul soulier, un recueil de poèmes très annoté. Le propriétaire du recueil a du talent.',
      },
      {
        age: days(23.2),
        text: 'Les élèves du cours moyen ont mesuré l’école avec leurs pas. Résultat : 212 pas d’Awa, ou 187 du directeur.',
      },
    ],
  },
  {
    handle: 'sous_la_coupole',
    name: 'Sous la coupole',
    description:
      'Les débats de l’assemblée expliqués sans jargon ni parti. Ce qui a été voté, par qui, et ce que cela change.',
    category: 'politics',
    country: 'BE',
    language: 'fr',
    avatar: 'sun:coupole',
    posts: [
      {
        age: hours(13),
        text: 'Voté hier, à 71 voix contre 58 : le remboursement des *soins dentaires* jusqu’à 25 ans. En vigueur au printemps, sans démarche à faire.',
      },
      {
        age: days(3.9),
        text: 'Qu’est-ce qu’une motion de procédure ? Une façon polie de changer de sujet. En voici trois, vues cette semaine : https://souslacoupole.example/motions',
      },
      {
        age: days(10.8),
        text: 'La durée des séances, mois par mois. Le pic de la fin porte un nom : le budget.',
        picture: {
          kind: 'chart',
          seed: 'séances',
          alt: 'Graphique dessiné de douze barres, la dernière mise en évidence, avec une courbe au-dessus.',
        },
      },
      {
        age: days(21.2),
        text: 'Notre règle : nous citons les votes, *pas les petites phrases*. Si nous nous trompons, la correction paraît ici le jour même.',
        pinned: true,
      },
    ],
  },
  {
    handle: 'maison_lente',
    name: 'Maison lente',
    description: 'Habiter mieux avec moins : réparer, ranger, faire pousser, et laisser tranquille.',
    category: 'lifestyle',
    country: 'MA',
    language: 'fr',
    avatar: 'leaf:maison',
    posts: [
      {
        age: hours(22),
        text: 'Une seule chose ce week-end : *videz un tiroir*. Pas tous. Un. Et refermez-le avec satisfaction.',
      },
      {
        age: days(5.4),
        text: 'La menthe en pot, mode d’emploi : de l’eau, de l’ombre l’après-midi, et un pot à elle toute seule, car elle n’a aucun sens de la propriété.',
      },
      {
        age: days(12.5),
        text: 'Petit-déjeuner sur la terrasse : l’orange, l’huile, le pain d’hier. Rien à acheter.',
      },
      {
        age: days(24.7),
        text: 'Recoudre un bouton en une minute : fil double, une allumette dessous, six passages, trois tours, un nœud. L’allumette est tout le secret.',
      },
    ],
  },
]
