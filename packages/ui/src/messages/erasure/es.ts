import type { Erasing } from './en.ts'

export const es = {
  title: 'Cómo se borran las publicaciones',
  short: 'Borrado',
  lead: 'Aquí toda publicación tiene un fin. Esto es lo que ocurre entonces, a qué afecta y cómo comprobarlo.',
  steps: [
    {
      when: 'En el instante de su fin',
      what: 'Nadie puede leerla',
      text: 'Una publicación tiene 30 días, o menos si su canal así lo eligió, a la milésima de segundo. Desde entonces ninguna página, búsqueda, notificación ni archivo de este sitio la muestra. Lo que su navegador guardaba para leer sin conexión se va a la misma hora.',
    },
    {
      when: 'La noche siguiente',
      what: 'Se borra',
      text: 'Sus palabras se sobrescriben en la base de datos y sus archivos se eliminan, con todo lo que le pertenece. Si el servidor estaba apagado esa noche, es lo primero que hace al arrancar, antes de responder a nadie.',
    },
    {
      when: 'Cuando ese día ha pasado',
      what: 'Se destruye su clave',
      text: 'Las publicaciones que terminan el mismo día, en hora universal, se sellan con la clave de ese día. Cuando la clave ya no existe nada las abre: ninguna copia de seguridad, ningún disco olvidado.',
    },
  ],
  goes: {
    title: 'Lo que desaparece',
    list: [
      'El texto, en todos sus idiomas, y lo que era antes de modificarse',
      'Fotos, vídeos, notas de voz y documentos en todos sus tamaños, con pies de foto, descripciones y nombres de archivo',
      'Las encuestas con sus preguntas, opciones, explicaciones y votos',
      'Las reacciones, los stickers enviados y las vistas previas de enlaces',
      'Lo que el equipo dijo de ella antes de publicarla',
      'Las notificaciones y llamadas a otros programas que aún esperaban salir',
    ],
  },
  stays: {
    title: 'Lo que puede quedar',
    text: [
      'Números. Cuántas publicaciones de un canal se borraron y qué noche, y cuántas personas lo siguen: ni palabras, ni imágenes, ni nombres.',
      'El número aleatorio que representaba una publicación puede seguir un tiempo en listas técnicas que dicen que terminó. No lleva a ninguna parte.',
    ],
  },
  how: {
    title: 'Cómo se hace',
    text: [
      'Lo que dice una publicación está sellado desde que aparece. La clave se guarda aparte de la base de datos, y de las claves solo se guarda la última copia: una copia de la base del mes pasado ya no se abre para lo que terminó desde entonces.',
      'Eliminar en una base de datos a menudo solo marca un sitio como libre. Aquí se sobrescribe, y el diario de la base de datos se vacía. Ningún índice de búsqueda contiene el texto de las publicaciones.',
    ],
  },
  clock: {
    title: 'Si el reloj falla',
    text: [
      'Un servidor cuyo reloj salta muy adelante oculta al instante las publicaciones según él, pero no destruye nada hasta que su operador confirma la hora. Un reloj atrasado no alarga la vida de ninguna publicación.',
    ],
  },
  check: {
    title: 'Cómo comprobarlo',
    list: [
      {
        who: 'Cualquiera',
        text: 'Abra la dirección de una publicación después de su fin: no queda nada de ella.',
      },
      {
        who: 'El equipo de un canal',
        text: 'La consola enumera cada noche en que se borraron publicaciones, cuántas, y los días cuyas claves ya no existen.',
      },
      {
        who: 'Quien lleva el servidor',
        text: 'Una orden busca cualquier palabra en cada archivo y cada copia, en las formas en que los programas guardan texto, y nombra cada lugar donde la encuentra:',
      },
    ],
    command: 'npm run -s carillon -- verify-erasure "palabras de la publicación" --in /ruta/de/las/copias',
    open: 'Carillon es software libre: cualquiera puede leer cómo hace todo esto, y probarlo.',
  },
  not: {
    title: 'Lo que no se promete',
    text: [
      'Lo que otros hicieron con una publicación mientras podía leerse es suyo: fotos de una pantalla, copias, apuntes.',
      'Los lectores de feeds y los programas a los que un canal envía sus publicaciones guardan sus propias copias, y el equipo de un canal puede exportar sus publicaciones antes de que terminen.',
      'Y quien lleva un servidor podría copiar publicaciones junto con sus claves mientras viven. El software puede cuidar de que nada quede por accidente; no puede impedir que alguien lo quiera.',
    ],
  },
} satisfies Erasing
