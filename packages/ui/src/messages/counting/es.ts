import type { CountingWords } from './en.ts'

export const es = {
  title: 'Qué se cuenta',
  short: 'Recuento',
  lead: 'Los canales saben a cuántas personas llegan. Así se cuentan, de modo que nadie pueda saber quiénes son.',
  steps: [
    {
      when: 'Cuando mira',
      what: 'Una publicación cuenta como vista',
      text: 'En cuanto la mitad ha estado un segundo en su pantalla, en una página que mira de verdad. Su navegador dice entonces cuáles fueron; en un mismo día cada una cuenta una vez por usted.',
    },
    {
      when: 'Durante el día',
      what: 'Nadie se cuenta dos veces',
      text: 'Para eso el servidor guarda un número cifrado que le representa. Se hace con un secreto que solo vale ese día, en tiempo universal, y es distinto para cada publicación.',
    },
    {
      when: 'Cuando el día ha pasado',
      what: 'Solo quedan números',
      text: 'Los números cifrados se borran y el secreto se destruye. Desde entonces nadie puede decir si usted estaba entre los contados: ni el canal, ni quien lleva el servidor.',
    },
  ],
  counted: {
    title: 'Qué sabe un canal',
    list: [
      'Cuántas personas vieron una publicación o un canal, por día y por hora',
      'Cuántas reaccionaron, votaron, abrieron un enlace de una publicación o copiaron el enlace a ella',
      'Cuántas empezaron o dejaron de seguir un canal, y cuántas lo silenciaron',
      'Por dónde llegaron: el directorio, la búsqueda, un enlace, un código QR, una publicación reenviada, sus Novedades',
      'En qué idioma leen este sitio, y en qué país, si se conoce',
    ],
  },
  kept: {
    title: 'Qué no se guarda',
    list: [
      'Su dirección en internet, ni dónde podría estar',
      'Qué navegador o dispositivo usa',
      'Lo que miró: los números dicen cuántos, y no hay ninguna lista de quiénes',
      'Nada que una a un lector de un día con el de otro',
    ],
  },
  few: {
    title: 'Los números pequeños no se muestran',
    text: [
      'Donde menos de cinco personas llegaron desde un país, leyeron en un idioma o vinieron por un camino, el equipo del canal ve «menos de 5». Y donde solo con eso se podría calcular el número, se oculta también el siguiente más pequeño.',
    ],
  },
  country: {
    title: 'El país',
    text: [
      'Aquí nada averigua dónde está una dirección. Si este sitio está detrás de una red de distribución que le dice el país de cada petición, se cuenta ese país, y nada más preciso.',
      'Si no, no se cuenta ningún país, salvo que usted elija uno. Se guarda en su navegador, y puede retirarlo cuando quiera.',
    ],
    choose: 'Elegir un país, o ninguno',
  },
  exact: {
    title: 'Con qué exactitud',
    text: [
      'Hasta unos cientos de lectores el recuento es exacto. De más es una estimación, casi siempre con un error de menos del dos por ciento: guardar menos sobre usted bien lo vale.',
      'No se cuentan los programas que solo recorren la web, ni las páginas que un navegador busca antes de que usted las pida. Sin conexión no se cuenta nada, ni se recupera más tarde.',
      'Si el servidor se detiene sin aviso, se pierde el último segundo del recuento.',
    ],
  },
  open: {
    title: 'Cómo comprobarlo',
    text: [
      'Carillon es software libre: cualquiera puede leer cómo se cuenta todo esto. Y las herramientas de su navegador muestran lo que envía: la dirección termina en «analytics.seen».',
    ],
  },
} satisfies CountingWords
