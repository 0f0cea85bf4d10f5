import { counting } from '../plural.ts'
import type { Polls } from './polls.en.ts'

const count = counting('es')

export const es: Polls = {
  vote: 'Votar',
  change: 'Cambiar mi voto',
  withdraw: 'Retirar mi voto',
  keep: 'Dejarlo como estaba',
  showResults: 'Ver los resultados',
  backToVote: 'Volver a votar',
  chooseOne: 'Elige una',
  chooseSeveral: 'Elige una o varias',
  results: 'Resultados',
  votes: (n) => count(n, { one: '# voto', other: '# votos', many: '# de votos' }),
  voters: (n) => count(n, { one: '# votante', other: '# votantes', many: '# de votantes' }),
  noVotes: 'Aún no hay votos',
  mine: 'Tu voto',
  right: 'Respuesta correcta',
  wrong: 'Respuesta incorrecta',
  wasRight: '¡Correcto!',
  wasWrong: 'No exactamente.',
  answerIs: (option) => `La respuesta es: ${option}`,
  closes: (when) => `Se cierra ${when}`,
  closed: 'Cerrada',
  closedAt: (when) => `Cerrada ${when}`,
  open: 'Encuesta abierta, votos sin verificar',
  openDetail: 'Cualquiera que lea este canal puede votar. Nadie comprueba quién es.',
  followers: 'Para quienes ya seguían el canal',
  followersOnly: 'Solo pueden votar quienes seguían este canal antes de que se publicara la encuesta.',
  hiddenUntilVoted: 'Los resultados se muestran cuando hayas votado.',
  hiddenUntilClosed: 'Los resultados se muestran cuando se cierre la encuesta.',
  final: 'Aquí el voto es definitivo.',
  counted: 'Tu voto está contado.',
  withdrawn: 'Tu voto está retirado.',
  failed: 'No se pudieron cargar los resultados.',
}
