# Todas las palabras de la interfaz en español. Claves, atributos y variables son los mismos en las cuatro lenguas (tests/i18n.rs).
# El programa escribe los números según el uso de la lengua; años y fechas llegan ya escritos.

museum-name = Museo de la Alianza
museum-subtitle = Kol Israel Haverim, de Tetuán a Teherán

## En la puerta

language-name = Español
language-he = hebreo
language-es = español
language-fr = francés
language-en = inglés
language-choose = Elija su idioma
door-welcome = Le damos la bienvenida
door-promise = Recorra las salas de una red de escuelas y de las casas de donde venían sus alumnos.
door-enter = Entrar
door-notice =
    Las salas y muchos de los objetos son reconstrucciones: los hemos hecho a partir de tipos documentados, y decimos cuáles. Los dibujos y los mapas son nuestros. Los escaneos y las fotografías de objetos reales llevan su indicación.
door-about = Acerca de este museo
attract-touch = Toque la pantalla para empezar

## Moverse

nav-back = Volver
nav-next = Siguiente
nav-previous = Anterior
nav-close = Cerrar
nav-menu = Menú
nav-home = Inicio
nav-map = Plano
nav-about = Acerca de
nav-list = Piezas
nav-tours = Visitas
nav-search = Buscar
nav-help = Ayuda
nav-settings = Ajustes
nav-language = Idioma
nav-room = Volver a la sala

## Salas

hall-introduction = Sobre esta sala
hall-look-around = Mirar alrededor
hall-to = Hacia: { $hall }
hall-here = Está usted en: { $hall }
hall-hint = Toque una obra para situarse ante ella, o el suelo para caminar hasta allí. Deslice el dedo para mirar alrededor.
hall-works =
    { $count ->
        [one] { $count } pieza
       *[other] { $count } piezas
    }
hall-count =
    { $count ->
        [one] { $count } sala
       *[other] { $count } salas
    }
hall-view-label = Vista de la sala { $hall }
work-open = Mirar: { $title }

## Una pieza

work-story = Relato
work-enter = Ver de cerca
work-sources = Fuentes
work-details = Datos
work-about-piece = ¿Qué es esta pieza?
work-date = Fecha
work-place = Lugar
work-people = Personas
work-themes = Temas
work-rights = Derechos
work-credit = Crédito
work-alt = Lo que se ve
work-related = Piezas relacionadas
work-parts = Mirar de cerca
work-facts = Hechos en los que se apoya
work-number = N.º { $number }
work-position = Pieza { $number } de { $count }
work-type-of = Según el modelo de: { $type }
work-type-name = Según el tipo
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Medidas
work-zoom-in = Más cerca
work-zoom-out = Más lejos
work-turn-left = Girar a la izquierda
work-turn-right = Girar a la derecha
work-view-reset = Vista completa
work-open-parts = Abrir
work-close-parts = Cerrar
work-other-language = Por ahora este texto solo existe en { $language }.
work-read-more = Leer el relato
work-read-less = Menos

honesty-real-scan = Objeto real
    .sentence = Escaneado o fotografiado de un objeto que existe; abajo se indica dónde se conserva.
honesty-reconstruction = Reconstrucción
    .sentence = Hemos hecho este modelo a partir de un tipo documentado, con sus proporciones. No es copia de un objeto concreto.
honesty-illustration = Ilustración
    .sentence = Dibujada por el museo a partir de los hechos que se citan abajo.

kind-object = Objeto
    .many = Objetos
kind-document = Documento
    .many = Documentos
kind-photograph = Fotografía
    .many = Fotografías
kind-panel = Panel
    .many = Paneles
kind-film = Película
    .many = Películas
kind-story = Relato
    .many = Relatos

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
narration-back = Retroceder { $seconds } segundos
narration-forward = Avanzar { $seconds } segundos
narration-position = { $position } de { $length }
narration-synthetic = Leído por una voz sintética
narration-none = Todavía no hay narración en este idioma
narration-silent = Este equipo no tiene sonido; los subtítulos avanzan solos.
captions-show = Mostrar los subtítulos
captions-hide = Ocultar los subtítulos
transcript-show = Leer la transcripción
transcript-hide = Ocultar la transcripción
sound-on = Activar el sonido
sound-off = Quitar el sonido

## Lista y búsqueda

list-title = Todas las piezas
list-by-hall = Sala
list-by-kind = Tipo
list-by-theme = Tema
list-all-halls = Todas las salas
list-all-kinds = Todos los tipos
list-all-themes = Todos los temas
list-count =
    { $count ->
        [0] Ninguna pieza
        [one] { $count } pieza
       *[other] { $count } piezas
    }
list-none = Nada responde a esta elección.
list-reset = Mostrar todo
list-narrated = Con narración
search-title = Buscar
search-prompt = Su ciudad, su escuela o su apellido
search-clear = Borrar
search-results =
    { $count ->
        [0] Sin resultados para «{ $query }»
        [one] { $count } resultado para «{ $query }»
       *[other] { $count } resultados para «{ $query }»
    }
search-none = Pruebe con otra grafía o con menos letras.
keyboard-show = Mostrar el teclado
keyboard-hide = Ocultar el teclado
keyboard-space = Espacio
keyboard-backspace = Borrar
keyboard-shift = Mayúsculas
keyboard-other = Otras letras

## Plano

map-title = Plano del museo
map-here = Usted está aquí
map-go = Ir a: { $place }
map-places = Los lugares de los relatos
map-works-at =
    { $count ->
        [one] { $count } pieza habla de { $place }
       *[other] { $count } piezas hablan de { $place }
    }

## Recorridos

tours-title = Recorridos
tour-start = Empezar el recorrido
tour-pause = Pausa
tour-continue = Continuar
tour-continue-here = Continuar desde aquí
tour-leave = Dejar el recorrido
tour-next-stop = Parada siguiente
tour-previous-stop = Parada anterior
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
tour-paused = El recorrido le espera.
tour-finished = El recorrido termina aquí. Quédese cuanto quiera.
tour-again = Otra vez

## Ajustes

settings-title = Ajustes
settings-note = Estos ajustes valen solo para esta visita.
settings-text-size = Tamaño del texto
settings-larger = Texto más grande
settings-smaller = Texto más pequeño
settings-text-normal = Normal
settings-text-large = Grande
settings-text-largest = Muy grande
settings-contrast = Contraste alto
settings-motion = Menos movimiento
    .sentence = Fundidos en lugar de andar y volar.
settings-slow = Narración más lenta
settings-captions = Subtítulos
settings-sound = Sonido
settings-volume = Volumen
settings-on = Sí
settings-off = No
settings-reset = Como estaba

## Ayuda

help-title = Cómo visitar
help-walk = Toque el suelo para ir hasta allí.
help-work = Toque una pieza para ponerse delante de ella.
help-look = Arrastre un dedo para mirar alrededor.
help-zoom = Con dos dedos, acérquese o gire una pieza.
help-back = «Volver» le devuelve a donde estaba.
help-lost = ¿Se ha perdido? El plano muestra dónde está, y la lista lleva a cada pieza.
help-keys = Con teclas: flechas para mirar y andar, Intro para abrir, Esc para volver, M plano, L lista, T recorridos.

## ¿Sigue ahí?

idle-question = ¿Sigue usted ahí?
idle-continue = Sigo aquí
idle-countdown =
    { $count ->
        [one] El museo vuelve a su puerta en { $count } segundo.
       *[other] El museo vuelve a su puerta en { $count } segundos.
    }

## Acerca de este museo

about-title = Acerca de este museo
about-what =
    Este museo habla de las comunidades judías del norte de África, los Balcanes, Asia y Oriente Medio a través de las escuelas de la Alianza, Kol Israel Haverim, fundada en París en 1860.
about-facts-title = Lo que se sabe
about-facts =
    Cada texto se apoya en fuentes, y cada pieza nombra las suyas. Cuando las fuentes no coinciden, lo decimos. No hemos inventado ninguna carta, ninguna fotografía, ninguna cita ni ninguna persona.
about-pieces-title = Lo que está reconstruido
about-pieces =
    Las salas muestran la manera de un lugar y de una época; ninguna copia un edificio concreto. Los objetos son modelos según tipos documentados, y cada uno nombra la pieza que sigue. Cuando museos y familias nos dejen escanear los originales, estos ocuparán su lugar.
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
memories-soon = Próximamente
