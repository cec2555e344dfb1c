# Tous les mots de l’interface en français. Clés, attributs et variables sont les mêmes dans les quatre langues (tests/i18n.rs).
# Le programme écrit les nombres selon l’usage de la langue ; années et dates arrivent toutes prêtes.

museum-name = Le Musée de l’Alliance
museum-subtitle = Kol Israël Haverim, de Tétouan à Téhéran

## À la porte

language-name = Français
language-he = hébreu
language-es = espagnol
language-fr = français
language-en = anglais
language-choose = Choisissez votre langue
door-welcome = Bienvenue
door-promise = Parcourez les salles d’un réseau d’écoles et des maisons d’où venaient ses élèves.
door-enter = Entrer
door-notice =
    Les salles et beaucoup d’objets sont des reconstitutions : nous les avons construits d’après des types documentés, et nous disons lesquels. Les dessins et les cartes sont de nous. Les numérisations et photographies d’objets réels sont signalées.
door-about = À propos de ce musée
attract-touch = Touchez l’écran pour commencer

## Se déplacer

nav-back = Retour
nav-next = Suivant
nav-previous = Précédent
nav-close = Fermer
nav-menu = Menu
nav-home = Accueil
nav-map = Plan
nav-about = À propos
nav-list = Œuvres
nav-tours = Visites
nav-search = Rechercher
nav-help = Aide
nav-settings = Réglages
nav-language = Langue
nav-room = Retour à la salle

## Les salles

hall-introduction = À propos de cette salle
hall-look-around = Regarder autour de soi
hall-to = Vers : { $hall }
hall-here = Vous êtes dans : { $hall }
hall-hint = Touchez une œuvre pour vous placer devant elle, ou le sol pour y marcher. Glissez pour regarder autour de vous.
hall-works =
    { $count ->
        [one] { $count } œuvre
       *[other] { $count } œuvres
    }
hall-count =
    { $count ->
        [one] { $count } salle
       *[other] { $count } salles
    }
hall-view-label = Vue de la salle { $hall }
work-open = Regarder : { $title }

## Une œuvre

work-story = Récit
work-enter = Voir de près
work-sources = Sources
work-details = Détails
work-about-piece = Qu’est-ce que cette pièce ?
work-date = Date
work-place = Lieu
work-people = Personnes
work-themes = Thèmes
work-rights = Droits
work-credit = Crédit
work-alt = Ce que l’on voit
work-related = Œuvres liées
work-parts = Voir de plus près
work-facts = Les faits sur lesquels elle repose
work-number = N° { $number }
work-position = Œuvre { $number } sur { $count }
work-type-of = D’après : { $type }
work-type-name = D’après le type
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Dimensions
work-zoom-in = Plus près
work-zoom-out = Plus loin
work-turn-left = Tourner à gauche
work-turn-right = Tourner à droite
work-view-reset = Vue d’ensemble
work-open-parts = Ouvrir
work-close-parts = Refermer
work-other-language = Ce texte n’existe pour l’instant qu’en { $language }.
work-read-more = Lire le récit
work-read-less = Réduire

honesty-real-scan = Objet réel
    .sentence = Numérisé ou photographié d’après un objet existant ; son lieu de conservation est indiqué plus bas.
honesty-reconstruction = Reconstitution
    .sentence = Nous avons construit ce modèle d’après un type documenté, dans ses proportions. Ce n’est pas la copie d’un objet précis.
honesty-illustration = Illustration
    .sentence = Dessinée par le musée d’après les faits cités plus bas.

kind-object = Objet
    .many = Objets
kind-document = Document
    .many = Documents
kind-photograph = Photographie
    .many = Photographies
kind-panel = Panneau
    .many = Panneaux
kind-film = Film
    .many = Films
kind-story = Récit
    .many = Récits

date-exact = { $year }
date-circa = vers { $year }
date-range = { $from }–{ $to }
date-circa-range = vers { $from }–{ $to }
date-since = à partir de { $year }
date-before-era = { $year } av. notre ère

## La narration

narration-play = Écouter
narration-pause = Pause
narration-restart = Depuis le début
narration-seek = Position dans la narration
narration-back = Reculer de { $seconds } secondes
narration-forward = Avancer de { $seconds } secondes
narration-position = { $position } sur { $length }
narration-synthetic = Lu par une voix de synthèse
narration-none = Pas encore de narration dans cette langue
narration-silent = Cet appareil n’a pas de son ; les sous-titres défilent seuls.
captions-show = Afficher les sous-titres
captions-hide = Masquer les sous-titres
transcript-show = Lire la transcription
transcript-hide = Masquer la transcription
sound-on = Activer le son
sound-off = Couper le son

## Liste et recherche

list-title = Toutes les œuvres
list-by-hall = Salle
list-by-kind = Genre
list-by-theme = Thème
list-all-halls = Toutes les salles
list-all-kinds = Tous les genres
list-all-themes = Tous les thèmes
list-count =
    { $count ->
        [0] Aucune œuvre
        [one] { $count } œuvre
       *[other] { $count } œuvres
    }
list-none = Rien ne répond à ce choix.
list-reset = Tout afficher
list-narrated = Avec narration
search-title = Rechercher
search-prompt = Votre ville, votre école ou votre nom de famille
search-clear = Effacer
search-results =
    { $count ->
        [0] Aucun résultat pour « { $query } »
        [one] { $count } résultat pour « { $query } »
       *[other] { $count } résultats pour « { $query } »
    }
search-none = Essayez une autre graphie, ou moins de lettres.
keyboard-show = Afficher le clavier
keyboard-hide = Masquer le clavier
keyboard-space = Espace
keyboard-backspace = Effacer
keyboard-shift = Majuscules
keyboard-other = Autres lettres

## Le plan

map-title = Plan du musée
map-here = Vous êtes ici
map-go = Aller à : { $place }
map-places = Les lieux des récits
map-works-at =
    { $count ->
        [one] { $count } œuvre évoque { $place }
       *[other] { $count } œuvres évoquent { $place }
    }

## Les visites guidées

tours-title = Visites guidées
tour-start = Commencer la visite
tour-pause = Pause
tour-continue = Reprendre
tour-continue-here = Reprendre d’ici
tour-leave = Quitter la visite
tour-next-stop = Étape suivante
tour-previous-stop = Étape précédente
tour-stop = Étape { $number } sur { $count }
tour-stops =
    { $count ->
        [one] { $count } étape
       *[other] { $count } étapes
    }
tour-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
tour-paused = La visite vous attend.
tour-finished = La visite se termine ici. Restez autant que vous le souhaitez.
tour-again = Encore une fois

## Les réglages

settings-title = Réglages
settings-note = Ces choix ne valent que pour cette visite.
settings-text-size = Taille du texte
settings-larger = Texte plus grand
settings-smaller = Texte plus petit
settings-text-normal = Normale
settings-text-large = Grande
settings-text-largest = Très grande
settings-contrast = Contraste élevé
settings-motion = Moins de mouvement
    .sentence = Des fondus au lieu de marcher et de survoler.
settings-slow = Narration plus lente
settings-captions = Sous-titres
settings-sound = Son
settings-volume = Volume
settings-on = Oui
settings-off = Non
settings-reset = Rétablir

## L’aide

help-title = Comment visiter
help-walk = Touchez le sol pour y aller.
help-work = Touchez une œuvre pour vous placer devant elle.
help-look = Faites glisser un doigt pour regarder autour de vous.
help-zoom = Avec deux doigts, approchez-vous ou faites tourner une pièce.
help-back = « Retour » vous ramène où vous étiez.
help-lost = Perdu ? Le plan montre où vous êtes, et la liste mène à chaque œuvre.
help-keys = Au clavier : les flèches pour regarder et marcher, Entrée pour ouvrir, Échap pour revenir, M le plan, L la liste, T les visites.

## Toujours là ?

idle-question = Êtes-vous toujours là ?
idle-continue = Je suis là
idle-countdown =
    { $count ->
        [one] Le musée revient à sa porte dans { $count } seconde.
       *[other] Le musée revient à sa porte dans { $count } secondes.
    }

## À propos

about-title = À propos de ce musée
about-what =
    Ce musée raconte les communautés juives d’Afrique du Nord, des Balkans, d’Asie et du Moyen-Orient à travers les écoles de l’Alliance, Kol Israël Haverim, fondée à Paris en 1860.
about-facts-title = Ce qui est établi
about-facts =
    Chaque texte repose sur des sources, et chaque œuvre nomme les siennes. Quand les sources se contredisent, nous le disons. Nous n’avons inventé ni lettre, ni photographie, ni citation, ni personne.
about-pieces-title = Ce qui est reconstitué
about-pieces =
    Les salles montrent la manière d’un lieu et d’une époque ; aucune ne copie un bâtiment précis. Les objets sont des modèles d’après des types documentés, et chacun nomme la pièce qu’il suit. Lorsque musées et familles nous laisseront numériser les originaux, ceux-ci prendront leur place.
about-voices-title = À qui est la voix
about-voices = La narration est lue par une voix de synthèse, en attendant que des personnes l’enregistrent.
about-debate-title = Plus d’un point de vue
about-debate =
    Ces écoles ont ouvert des portes ; elles voulaient aussi changer ceux qui les franchissaient. Maîtres, parents et rabbins en ont débattu, et leurs arguments sont racontés ici.
about-privacy-title = Votre visite
about-privacy = Le musée ne demande pas qui vous êtes et n’envoie rien nulle part.
about-licences-title = Caractères et licences
about-licences = Les caractères sont libres, sous licence SIL Open Font License. Les dessins, modèles et textes du musée sont d’usage libre ; chaque œuvre indique sa licence.

## Les souvenirs

memories-title = Votre souvenir a sa place ici
memories-call =
    Avez-vous, vous ou l’un des vôtres, étudié dans une école de l’Alliance ? Un nom, un cahier, une chanson de la cour : vous pourrez bientôt les déposer ici.
memories-soon = Bientôt
