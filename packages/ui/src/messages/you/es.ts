import { counting } from '../plural.ts'
import type { You } from './en.ts'
import { es as notifications } from './notifications.es.ts'

const count = counting('es')

export const es = {
  notifications,
  title: 'Sus dispositivos y datos',
  lead: 'Aquí no tiene cuenta. Esto es todo lo que este sitio guarda de usted, y está en sus manos.',
  failed: 'No se pudo cargar',
  notDone: 'No ha funcionado. Inténtelo de nuevo.',
  cancel: 'Cancelar',
  kept: {
    title: 'Lo que se guarda',
    nothing: 'Aquí no se guarda nada de usted.',
    nothingHint:
      'En cuanto siga un canal, este navegador recibe una cookie con un número aleatorio, y el canal se guarda bajo ese número.',
    find: 'Buscar canales',
    channels: (n) => count(n, { one: '# canal seguido', other: '# canales seguidos' }),
    channelsHint: 'Hasta dónde se leyó cada uno, si está silenciado o fijado, y si quiere que se le avise.',
    devices: (n) => count(n, { one: '# dispositivo', other: '# dispositivos' }),
    devicesHint:
      'De cada uno, el número aleatorio de su cookie (cifrado) y el día en que se añadió. Ni qué dispositivo es, ni ninguna dirección.',
    passkeys: (n) => count(n, { one: '# llave de acceso', other: '# llaves de acceso' }),
    passkeysHint: 'Su mitad pública, por la que se la reconoce. No nombra a nadie.',
    votes: 'Votos y reacciones',
    votesHint:
      'Se cuentan con su publicación y se guardan con una marca que no muestra a nadie de quién son. Se van con la publicación.',
    not: 'No se guarda: su nombre, su correo, su teléfono, dónde está, qué ha mirado.',
    seen: 'Los canales ven cuántas personas los siguen, nunca quiénes.',
  },
  devices: {
    title: 'Dispositivos',
    lead: 'Lea en varios dispositivos, siempre al paso: lo que sigue, ha leído, silenciado y fijado.',
    this: 'Este dispositivo',
    other: 'Otro dispositivo',
    added: (day) => `añadido el ${day}`,
    remove: 'Quitar',
    removeThis: (name) => `Quitar: ${name}`,
    removeHint: 'Ya no sabrá qué sigue usted. Sus otros dispositivos quedan como están.',
    removeLast: 'Es su último dispositivo y no hay llave de acceso: con él se borra todo lo que se guarda de usted.',
    removed: 'El dispositivo se ha quitado.',
    add: 'Añadir un dispositivo',
    code: 'Código para el otro dispositivo',
    open: 'En el otro dispositivo, apunte aquí con la cámara, o abra esta dirección y escriba el código:',
    until: (time) => `Vale para un dispositivo, hasta las ${time}.`,
    ended: 'Este código ha caducado.',
    again: 'Código nuevo',
    hide: 'Ocultar el código',
    joined: 'El otro dispositivo se ha unido.',
    qr: 'La dirección con el código, para una cámara',
    copy: 'Copiar el enlace',
    copied: 'Enlace copiado',
    have: '¿Tiene un código de otro dispositivo?',
    enter: 'Escríbalo aquí',
  },
  passkey: {
    title: 'Recuperación',
    lead: 'Si pierde todos sus dispositivos o se borran sus cookies, una llave de acceso le devuelve lo que sigue. Usted decide si la quiere.',
    none: 'Todavía no hay llave de acceso.',
    entry: 'Llave de acceso',
    make: 'Crear una llave de acceso',
    made: 'La llave de acceso está creada. La guarda su dispositivo o su gestor de contraseñas.',
    remove: 'Quitar',
    removeHint: 'Ya no podrá devolverle lo que sigue. Bórrela también en su gestor de contraseñas.',
    removed: 'La llave de acceso se ha quitado.',
    use: 'Recuperar con una llave de acceso',
    used: 'Bienvenido de nuevo. Este dispositivo vuelve a mostrar lo que sigue.',
    dismissed: 'No ha cambiado nada: la llave de acceso no se usó.',
    unsupported: 'Este navegador no puede usar llaves de acceso.',
  },
  file: {
    title: 'Llevárselo',
    lead: 'Un archivo con los canales que sigue, para otro navegador u otro sitio que use Carillon.',
    save: 'Guardar lo que sigo',
    load: 'Seguir lo que hay en un archivo',
    unreadable: 'No es un archivo guardado aquí. No ha cambiado nada.',
    followed: (n) => count(n, { one: 'Ahora se sigue # canal.', other: 'Ahora se siguen # canales.' }),
    already: (n) => count(n, { one: '# ya se seguía.', other: '# ya se seguían.' }),
    missing: (n) =>
      count(n, {
        one: '# no está aquí, o se sigue solo por su enlace:',
        other: '# no están aquí, o se siguen solo por su enlace:',
      }),
  },
  forget: {
    title: 'Borrarlo todo',
    lead: 'Al momento, en el servidor de este sitio, para todos sus dispositivos.',
    start: 'Borrar todo sobre mí',
    goes: 'Esto desaparece y no se puede recuperar:',
    list: [
      'los canales que sigue, y hasta dónde los ha leído',
      'todos sus dispositivos y llaves de acceso, y sus notificaciones',
      'sus votos y reacciones: se quitan de los recuentos',
    ],
    stays: 'Podrá volver a seguir canales cuando quiera, como alguien nuevo.',
    sure: 'Borrarlo todo ahora',
    done: 'Se ha borrado todo. Aquí no se guarda nada de usted.',
  },
  join: {
    title: 'Unirse a otro dispositivo',
    lead: 'Hace de este navegador uno de sus dispositivos: sigue los mismos canales, y lo leído en uno está leído en todos.',
    code: 'Código',
    codeHint: 'Se muestra en el otro dispositivo, en «Sus dispositivos y datos».',
    incomplete: 'Un código tiene 8 letras y cifras.',
    merged: (n) =>
      count(n, {
        one: '# canal que sigue este navegador se suma a los del otro dispositivo.',
        other: '# canales que sigue este navegador se suman a los del otro dispositivo.',
      }),
    mergedRead:
      'De los canales que siguen ambos, lo leído en cualquiera está leído, y lo silenciado o fijado sigue así.',
    fresh: 'Este navegador todavía no sigue nada, así que nada se mezcla: recibe lo que sigue el otro dispositivo.',
    trust: 'Use solo el código de un dispositivo suyo: la persona de quien sea ve lo que usted sigue.',
    go: 'Unirse',
    joined: 'Este dispositivo se ha unido',
    joinedHint: (n) =>
      count(n, { one: 'Ahora sigue # canal, como los demás.', other: 'Ahora sigue # canales, como los demás.' }),
    updates: 'A las Novedades',
    back: 'Sus dispositivos y datos',
  },
} satisfies You
