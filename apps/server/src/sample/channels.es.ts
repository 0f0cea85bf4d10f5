import { days, hours, type SampleChannel } from './types.ts'

export const SPANISH: SampleChannel[] = [
  {
    handle: 'manos_vecinas',
    name: 'Manos Vecinas',
    description:
      'Red de voluntarios: comedores, abrigo y compañía para quien lo necesite. Contamos lo que se recibe y en qué se usa.',
    category: 'charity',
    country: 'CO',
    language: 'es',
    avatar: 'petals:manos',
    verified: true,
    posts: [
      {
        age: hours(1.8),
        text: '*Hoy faltan manos en el comedor de la 14*, de cinco a ocho. No hace falta saber cocinar: también se pelan papas y se conversa.',
      },
      {
        age: days(1.6),
        text: 'Cuentas de la semana:\n\n- 1.240 platos servidos\n- 86 cobijas entregadas\n- 0 pesos en publicidad\n\nEl detalle, con facturas: https://manosvecinas.example/cuentas',
      },
      {
        age: days(7.1),
        text: 'Doña Carmen cumplió 80 y pidió un solo regalo: que alguien le enseñe a hacer videollamadas. Ya llamó a todos. *A todos.*',
      },
      {
        age: days(14.9),
        text: 'Así creció el número de voluntarios en el último año. La barra del final son ustedes.',
        picture: {
          kind: 'chart',
          seed: 'voluntarios',
          alt: 'Gráfico dibujado de doce barras, la última destacada, con una línea encima que sigue su altura.',
        },
      },
      {
        age: days(26.4),
        text: 'Qué donar y qué no: sí a lo que usted misma usaría. No a lo que da pena tirar. Gracias por leer con cariño esta segunda frase.',
        pinned: true,
      },
    ],
  },
  {
    handle: 'salud_valle',
    name: 'Salud en el Valle',
    description: 'Avisos de los centros de salud del valle: vacunas, campañas, horarios. Sin alarmas y sin rodeos.',
    category: 'health',
    country: 'PE',
    language: 'es',
    avatar: 'rays:salud',
    verified: true,
    posts: [
      {
        age: hours(6),
        text: '*Jornada de vacunación mañana de 8 a 14 h* en los seis centros. Traiga el carné si lo tiene; si no, le hacemos uno nuevo.',
      },
      {
        age: days(3.5),
        text: 'Contra el dengue, cinco minutos por semana: vacíe, tape o lave todo lo que junte agua. El mosquito nace en casa, no en el río.',
      },
      {
        age: days(9.6),
        text: 'El centro de Las Pircas atiende ahora también los sábados por la mañana. Pediatría y obstetricia, con cita; urgencias, siempre.',
      },
      {
        age: days(18.8),
        text: '¿Antibióticos para la gripe? No sirven: la gripe es un virus. Lo que ayuda: descanso, líquidos y _paciencia_, que no se vende en farmacia.',
      },
    ],
  },
  {
    handle: 'humedal_del_sur',
    name: 'Humedal del Sur',
    description: 'El cuaderno de los guardaparques: aves, agua y senderos de una reserva a media hora de la ciudad.',
    category: 'nature',
    country: 'AR',
    language: 'es',
    avatar: 'leaf:humedal',
    posts: [
      {
        age: hours(4),
        text: 'Llegaron los primeros *playeritos* de la temporada, después de volar nueve mil kilómetros. Se los ve desde la pasarela norte. Por favor, sin perros: vienen cansados.',
      },
      {
        age: days(2.3),
        text: 'La laguna al amanecer, dibujada por una guardaparque que no tenía batería para la foto.',
        picture: {
          kind: 'sea',
          seed: 'laguna',
          alt: 'Dibujo de agua tranquila con el sol bajo, su reflejo y dos veleros pequeños.',
        },
      },
      {
        age: days(8.9),
        text: 'Conteo de aves del mes: 61 especies, tres más que el año pasado, y un carpincho que insistió en ser incluido. #aves',
      },
      {
        age: days(16.1),
        text: 'El sendero de los juncos está inundado, como debe ser: *para eso existe un humedal*. Vuelve a abrir cuando baje el agua.',
      },
      {
        age: days(25.2),
        text: 'Visitas guiadas los domingos a las 9. Son gratis. Traigan agua, sombrero y silencio; prestamos binoculares.',
        pinned: true,
      },
    ],
  },
  {
    handle: 'mercado_abierto',
    name: 'Mercado Abierto',
    description: 'Economía para quien tiene un puesto, un taller o una tienda: precios, trámites y cuentas claras.',
    category: 'business',
    country: 'MX',
    language: 'es',
    avatar: 'bars:mercado',
    posts: [
      {
        age: hours(9.5),
        text: 'Precio de hoy en la central: jitomate a la baja, aguacate *otra vez* al alza, limón estable. Quien pueda esperar para el aguacate, que espere al jueves.',
      },
      {
        age: days(1.9),
        text: 'El precio de la masa en doce meses. No es su impresión: sí subió.',
        picture: {
          kind: 'chart',
          seed: 'masa',
          alt: 'Gráfico dibujado de doce barras de altura creciente, la última en otro color, con una línea encima.',
        },
      },
      {
        age: days(6.3),
        text: 'Antes de pedir un crédito, tres preguntas:\n\n1. ¿Cuánto pagaré *en total*?\n2. ¿Qué pasa si me atraso un mes?\n3. ¿Puedo pagar antes sin multa?\n\nSi no contestan las tres, dé las gracias y salga.',
        pinned: true,
      },
      {
        age: days(13.8),
        text: 'Cómo ponerle precio a algo hecho a mano: materiales, horas, gastos y _algo para usted_. La cuarta es la que todos olvidan.',
      },
      {
        age: days(23.9),
        text: 'Taller gratuito de facturación, en línea y con paciencia infinita: https://mercadoabierto.example/taller',
      },
    ],
  },
  {
    handle: 'barrio_las_acacias',
    name: 'Barrio Las Acacias',
    description: 'La junta de vecinos: avisos, ferias, cortes de luz y el eterno asunto del perro de la esquina.',
    category: 'community',
    country: 'CL',
    language: 'es',
    avatar: 'tiles:acacias',
    posts: [
      {
        age: hours(0.4),
        text: 'Volvió la luz en todo el barrio. El camión sigue en calle Los Aromos, pasen despacio y saluden, que llevan desde las cinco.',
      },
      {
        age: hours(25),
        text: 'Asamblea el miércoles a las 20 h en la sede. Tema único: *los juegos de la plaza*. Habrá sopaipillas, para que duremos.',
      },
      {
        age: days(4.8),
        text: 'Ganó el proyecto de pintar las fachadas. Así se vería nuestra cuadra, según la comisión de colores, que discutió seis horas.',
        picture: {
          kind: 'street',
          seed: 'fachadas',
          alt: 'Dibujo de una cuadra de casas de distintos tonos con ventanas iluminadas y faroles.',
        },
      },
      {
        age: days(11.1),
        text: 'El perro de la esquina tiene nombre (Capitán), tiene vacuna y tiene, desde hoy, casita. Gracias a quienes pusieron tablas y clavos.',
      },
      {
        age: days(22.4),
        text: 'Feria de las pulgas el último domingo. Puestos gratis para vecinos; anotarse en la panadería, donde la lista y las marraquetas.',
      },
    ],
  },
  {
    handle: 'parroquia_la_ribera',
    name: 'Parroquia de la Ribera',
    description:
      'Horarios, lecturas y la vida de una parroquia junto al río. La puerta está abierta también entre semana.',
    category: 'religion',
    country: 'ES',
    language: 'es',
    avatar: 'sun:ribera',
    posts: [
      {
        age: hours(12),
        text: 'El domingo la misa de doce será en la explanada, si el tiempo quiere. Traed silla plegable quien pueda; el coro promete brevedad.',
      },
      {
        age: days(5.7),
        text: 'Recogida de alimentos: hacen falta *aceite, legumbres y leche*. Pasta tenemos hasta la primavera, de verdad.',
      },
      {
        age: days(13.5),
        text: 'Las campanas callan esta semana: están limpiando el yugo de la mayor. Quien llegue tarde tiene, por una vez, excusa.',
      },
      {
        age: days(24.3),
        text: 'Concierto de órgano el sábado a las 19 h, entrada libre. Fray Tomás avisa de que el segundo registro silba, y de que le gusta así.',
      },
    ],
  },
  {
    handle: 'ferroviario_rosales',
    name: 'Ferroviario de Rosales',
    description: 'El club de la estación: básquetbol, bochas y natación, con resultados y horarios de la pileta.',
    category: 'sports',
    country: 'UY',
    language: 'es',
    avatar: 'steps:ferro',
    posts: [
      {
        age: hours(15),
        text: '*Final: Ferroviario 78, Deportivo Arenal 74.* Remontada de once puntos en el último cuarto. El utilero dice que fue por las medias. #vamosferro',
      },
      {
        age: days(4.2),
        text: 'La pileta cierra el martes por limpieza. El miércoles abre a las 6, con el agua a 27 grados y los de siempre esperando en la puerta.',
      },
      {
        age: days(10.3),
        text: 'Inscripciones para mini básquet, de 6 a 11 años. Primera clase gratis; la pelota la ponemos nosotros, las ganas ellos.',
      },
      {
        age: days(20.1),
        text: 'Torneo de bochas: ganó don Ítalo, por séptimo año. Se abre oficialmente la comisión para investigar cómo lo hace.',
      },
    ],
  },
  {
    handle: 'festival_lumbre',
    name: 'Festival Lumbre',
    description: 'Teatro de calle y cuentos junto al fuego. La edición terminó; este canal queda como recuerdo.',
    category: 'culture',
    country: 'ES',
    language: 'es',
    avatar: 'peaks:lumbre',
    archived: true,
    posts: [
      {
        age: days(19.9),
        text: '*Gracias.* Ocho noches, treinta y un espectáculos, una sola tormenta, y nadie se fue. Apagamos la hoguera hasta el año que viene.',
      },
      {
        age: days(21.9),
        text: 'Última noche: cuentos al raso desde las 22 h. Traed manta. El final lo elegís vosotros, como siempre a voces.',
      },
      {
        age: days(27.5),
        text: 'El pueblo, listo para el estreno. Se han dibujado hasta las farolas.',
        picture: {
          kind: 'street',
          seed: 'estreno',
          alt: 'Dibujo de una calle de casas con tejados, ventanas encendidas y farolas.',
        },
      },
      {
        age: days(28.4),
        text: 'Programa completo en https://festivallumbre.example/programa. Todo es gratis, salvo las rosquillas.',
      },
    ],
  },
]
