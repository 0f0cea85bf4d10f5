import type { CountingWords } from './en.ts'

export const fr = {
  title: 'Ce qui est compté',
  short: 'Mesure',
  lead: 'Les chaînes apprennent combien de personnes elles touchent. Voici comment on les compte, pour que personne ne puisse savoir qui.',
  steps: [
    {
      when: 'Quand vous regardez',
      what: 'Une publication compte comme vue',
      text: 'Dès que la moitié en est restée une seconde à l’écran, dans une page que vous regardez vraiment. Votre navigateur dit alors lesquelles c’étaient ; dans une journée, chacune compte une fois pour vous.',
    },
    {
      when: 'Pendant la journée',
      what: 'Personne n’est compté deux fois',
      text: 'Pour cela, le serveur garde un nombre brouillé qui vous représente. Il est fait avec un secret qui ne vaut que pour ce jour, en temps universel, et il est différent pour chaque publication.',
    },
    {
      when: 'Une fois le jour passé',
      what: 'Il ne reste que des nombres',
      text: 'Les nombres brouillés sont supprimés et le secret est détruit. Dès lors personne ne peut dire si vous étiez parmi les comptés : ni la chaîne, ni qui exploite le serveur.',
    },
  ],
  counted: {
    title: 'Ce qu’apprend une chaîne',
    list: [
      'Combien de personnes ont vu une publication ou une chaîne, par jour et par heure',
      'Combien ont réagi, voté, ouvert un lien d’une publication ou copié le lien vers elle',
      'Combien ont commencé ou cessé de suivre une chaîne, et combien l’ont mise en sourdine',
      'Par où l’on est venu : l’annuaire, la recherche, un lien, un code QR, une publication transmise, leurs Actualités',
      'Dans quelle langue on lit ce site, et dans quel pays, si cela est connu',
    ],
  },
  kept: {
    title: 'Ce qui n’est pas gardé',
    list: [
      'Votre adresse sur internet, ou l’endroit où elle pourrait être',
      'Quel navigateur ou appareil vous utilisez',
      'Ce que vous avez regardé : les nombres disent combien, et il n’y a pas de liste de qui',
      'Quoi que ce soit qui relie un lecteur d’un jour à celui d’un autre',
    ],
  },
  few: {
    title: 'Les petits nombres ne sont pas montrés',
    text: [
      'Quand moins de cinq personnes sont venues d’un pays, ont lu dans une langue ou sont venues par un chemin, l’équipe de la chaîne voit « moins de 5 ». Et quand cela seul laisserait calculer le nombre, le plus petit qui suit est caché aussi.',
    ],
  },
  country: {
    title: 'Le pays',
    text: [
      'Rien ici ne cherche où se trouve une adresse. Si ce site est derrière un réseau de diffusion qui lui dit le pays de chaque demande, ce pays est compté, et rien de plus fin.',
      'Sinon aucun pays n’est compté, sauf si vous en choisissez un. Il est gardé dans votre navigateur, et vous pouvez le reprendre à tout moment.',
    ],
    choose: 'Choisir un pays, ou aucun',
  },
  exact: {
    title: 'Avec quelle précision',
    text: [
      'Jusqu’à quelques centaines de lecteurs, le compte est exact. Au-delà c’est une estimation, presque toujours à deux pour cent près : garder moins de choses sur vous vaut bien cela.',
      'Les programmes qui ne font que parcourir le web ne sont pas comptés, ni les pages qu’un navigateur va chercher avant que vous les demandiez. Sans connexion rien n’est compté, et rien n’est rattrapé plus tard.',
      'Si le serveur s’arrête sans prévenir, la dernière seconde de comptage est perdue.',
    ],
  },
  open: {
    title: 'Comment vérifier',
    text: [
      'Carillon est un logiciel libre : chacun peut lire comment tout cela est compté. Et les outils de votre navigateur montrent ce qu’il envoie : l’adresse se termine par « analytics.seen ».',
    ],
  },
} satisfies CountingWords
