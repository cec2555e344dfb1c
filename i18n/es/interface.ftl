# Todas las palabras de la interfaz en español. Claves, atributos y variables son los mismos en las cuatro lenguas (tests/i18n.rs).
# El programa escribe los números según el uso de la lengua; años y fechas llegan ya escritos.

museum-name = Museo de la Alianza
museum-subtitle = Kol Israel Haverim, de Tetuán a Teherán

## En la puerta

language-name = Español
door-promise = Recorra las salas de una red de escuelas y de las casas de donde venían sus alumnos.
door-enter = Entrar
door-notice =
    Las salas y todos los objetos son reconstrucciones a partir de tipos documentados. Los dibujos y los mapas son nuestros. Todavía no se muestra ningún original; cuando lo haya, llevará su indicación.

## Moverse

nav-back = Volver
nav-next = Siguiente
nav-previous = Anterior
nav-close = Cerrar
nav-home = Inicio
nav-map = Plano
nav-about = El museo
nav-list = Piezas
nav-tours = Recorridos
nav-settings = Ajustes
nav-language = Idioma

## Salas

hall-hint = Toque una pieza para situarse ante ella, o el suelo para caminar hasta allí. Deslice el dedo para mirar alrededor.
hall-view-label = Vista de la sala { $hall }

## Una pieza

work-enter = Ver de cerca
work-sources = Fuentes
work-about-piece = ¿Qué es esta pieza?
work-date = Fecha
work-place = Lugar
work-rights = Derechos
work-related = Piezas relacionadas
work-parts = Mirar de cerca
work-number = N.º { $number }
work-type-name = Según el tipo
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Medidas
work-zoom-in = Más cerca
work-zoom-out = Más lejos
work-view-reset = Vista completa
work-open-parts = Abrir
work-close-parts = Cerrar
work-other-language = Por ahora este texto solo existe en { $language }.

honesty-real-scan = Objeto real
    .sentence = Escaneado o fotografiado de un objeto que existe; abajo se indica dónde se conserva.
honesty-reconstruction = Reconstrucción
    .sentence = Hemos hecho este modelo a partir de un tipo documentado, con sus proporciones. No es copia de un objeto concreto.
honesty-illustration = Ilustración
    .sentence = Dibujada por el museo a partir de los hechos que se citan abajo.

kind-object = Objeto
kind-document = Documento
kind-photograph = Fotografía
kind-panel = Panel
kind-film = Película
kind-story = Relato

date-exact = { $year }
date-circa = hacia { $year }
date-range = { $from }–{ $to }
date-circa-range = hacia { $from }–{ $to }
date-since = desde { $year }
date-before-era = { $year } a. e. c.

## Narración

narration-play = Escuchar
narration-pause = Pausa
narration-restart = Desde el principio
narration-seek = Posición en la narración
narration-synthetic = Leído por una voz sintética
narration-silent = Este equipo no tiene sonido; los subtítulos avanzan solos.
captions-show = Mostrar los subtítulos
captions-hide = Ocultar los subtítulos
transcript-show = Leer la transcripción
transcript-hide = Ocultar la transcripción

## Lista y búsqueda

list-title = Todas las piezas
list-count =
    { $count ->
        [0] Ninguna pieza
        [one] { $count } pieza
       *[other] { $count } piezas
    }
search-prompt = Su ciudad, su escuela o su apellido
search-clear = Borrar
search-none = Pruebe con otra grafía o con menos letras.

## Plano

map-title = Plano del museo
map-here = Usted está aquí

## Recorridos

tours-title = Recorridos
tour-start = Empezar el recorrido
tour-pause = Pausar el recorrido
tour-continue-here = Continuar desde aquí
tour-leave = Dejar el recorrido
tour-next-stop = Parada siguiente
tour-stop = Parada { $number } de { $count }
tour-stops =
    { $count ->
        [one] { $count } parada
       *[other] { $count } paradas
    }
tour-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
tour-finished = El recorrido termina aquí. Quédese cuanto quiera.

## Ajustes

settings-title = Ajustes
settings-note = Estos ajustes valen solo para esta visita.
settings-text-size = Tamaño del texto
settings-larger = Texto más grande
settings-smaller = Texto más pequeño
settings-contrast = Contraste alto
settings-motion = Menos movimiento
    .sentence = Fundidos en lugar de andar y volar.
settings-slow = Narración más lenta
settings-captions = Subtítulos
settings-volume = Volumen

## Acerca de este museo

about-title = Acerca de este museo
about-what =
    Este museo habla de las comunidades judías del norte de África, los Balcanes, Asia y Oriente Medio a través de las escuelas de la Alianza, Kol Israel Haverim, fundada en París en 1860.
about-facts-title = Lo que se sabe
about-facts =
    Cada texto se apoya en fuentes, y cada pieza nombra las suyas. Cuando las fuentes no coinciden, lo decimos. No hemos inventado ninguna carta, ninguna fotografía, ninguna cita ni ninguna persona.
about-pieces-title = Lo que está reconstruido
about-pieces =
    Las salas evocan el estilo de un lugar y de una época; ninguna copia un edificio concreto. Los objetos son modelos según tipos documentados, y cada uno nombra la pieza que sigue. Cuando museos y familias nos dejen escanear los originales, estos ocuparán su lugar.
about-voices-title = De quién es la voz
about-voices = La narración la lee una voz sintética hasta que la graben personas.
about-debate-title = Más de un punto de vista
about-debate =
    Las escuelas abrieron puertas, y también quisieron cambiar a quienes las cruzaban. Maestros, padres y rabinos lo discutieron entonces, y aquí se cuentan sus razones.
about-privacy-title = Su visita
about-privacy = El museo no pregunta quién es usted y no envía nada a ninguna parte.
about-licences-title = Letras y licencias
about-licences = Los tipos de letra son libres, con la licencia SIL Open Font License. Los dibujos, modelos y textos del museo pueden usarse libremente; cada pieza indica su licencia.

## Recuerdos

memories-title = Su recuerdo tiene aquí su lugar
memories-call =
    ¿Estudió usted, o alguien de los suyos, en una escuela de la Alianza? Un nombre, un cuaderno, una canción del patio: pronto podrá dejarlos aquí.
