# Tous les mots de l’interface en français. Clés, attributs et variables sont les mêmes dans les quatre langues (tests/i18n.rs).
# Le programme écrit les nombres selon l’usage de la langue ; années et dates arrivent toutes prêtes.

museum-name = Le Musée de l’Alliance
museum-subtitle = Kol Israël Haverim, de Tétouan à Téhéran

## À la porte

language-name = Français
door-promise = Parcourez les salles d’un réseau d’écoles et des maisons d’où venaient ses élèves.
door-enter = Entrer
door-notice =
    Les salles et tous les objets sont des reconstitutions d’après des types documentés. Les dessins et les cartes sont de nous. Aucun original n’est encore montré ; le jour venu, il sera signalé.

## Se déplacer

nav-back = Retour
nav-next = Suivant
nav-previous = Précédent
nav-close = Fermer
nav-home = Accueil
nav-map = Plan
nav-about = À propos
nav-list = Œuvres
nav-tours = Visites
nav-settings = Réglages
nav-language = Langue

## Les salles

hall-hint = Touchez une œuvre pour vous placer devant elle, ou le sol pour y marcher. Glissez pour regarder autour de vous.
hall-view-label = Vue de la salle { $hall }

## Une œuvre

work-enter = Voir de près
work-sources = Sources
work-about-piece = Qu’est-ce que cette pièce ?
work-date = Date
work-place = Lieu
work-rights = Droits
work-related = Œuvres liées
work-parts = Voir de plus près
work-number = N° { $number }
work-type-name = D’après le type
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Dimensions
work-zoom-in = Plus près
work-zoom-out = Plus loin
work-view-reset = Vue d’ensemble
work-open-parts = Ouvrir
work-close-parts = Refermer
work-other-language = Ce texte n’existe pour l’instant qu’en { $language }.

honesty-real-scan = Objet réel
    .sentence = Numérisé ou photographié d’après un objet existant ; son lieu de conservation est indiqué plus bas.
honesty-reconstruction = Reconstitution
    .sentence = Nous avons construit ce modèle d’après un type documenté, dans ses proportions. Ce n’est pas la copie d’un objet précis.
honesty-illustration = Illustration
    .sentence = Dessinée par le musée d’après les faits cités plus bas.

kind-object = Objet
kind-document = Document
kind-photograph = Photographie
kind-panel = Panneau
kind-film = Film
kind-story = Récit

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
narration-synthetic = Lu par une voix de synthèse
narration-silent = Cet appareil n’a pas de son ; les sous-titres défilent seuls.
captions-show = Afficher les sous-titres
captions-hide = Masquer les sous-titres
transcript-show = Lire la transcription
transcript-hide = Masquer la transcription

## Liste et recherche

list-title = Toutes les œuvres
list-count =
    { $count ->
        [0] Aucune œuvre
        [one] { $count } œuvre
       *[other] { $count } œuvres
    }
search-prompt = Votre ville, votre école ou votre nom de famille
search-clear = Effacer
search-none = Essayez une autre graphie, ou moins de lettres.

## Le plan

map-title = Plan du musée
map-here = Vous êtes ici

## Les visites guidées

tours-title = Visites guidées
tour-start = Commencer la visite
tour-pause = Suspendre la visite
tour-continue-here = Reprendre d’ici
tour-leave = Quitter la visite
tour-next-stop = Étape suivante
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
tour-finished = La visite se termine ici. Restez autant que vous le souhaitez.

## Les réglages

settings-title = Réglages
settings-note = Ces choix ne valent que pour cette visite.
settings-text-size = Taille du texte
settings-larger = Texte plus grand
settings-smaller = Texte plus petit
settings-contrast = Contraste élevé
settings-motion = Moins de mouvement
    .sentence = Des fondus au lieu de marcher et de survoler.
settings-slow = Narration plus lente
settings-captions = Sous-titres
settings-volume = Volume

## À propos

about-title = À propos de ce musée
about-what =
    Ce musée raconte les communautés juives d’Afrique du Nord, des Balkans, d’Asie et du Moyen-Orient à travers les écoles de l’Alliance, Kol Israël Haverim, fondée à Paris en 1860.
about-facts-title = Ce qui est établi
about-facts =
    Chaque texte repose sur des sources, et chaque œuvre nomme les siennes. Quand les sources se contredisent, nous le disons. Nous n’avons inventé ni lettre, ni photographie, ni citation, ni personne.
about-pieces-title = Ce qui est reconstitué
about-pieces =
    Les salles évoquent le style d’un lieu et d’une époque ; aucune ne copie un bâtiment précis. Les objets sont des modèles d’après des types documentés, et chacun nomme la pièce qu’il suit. Lorsque musées et familles nous laisseront numériser les originaux, ceux-ci prendront leur place.
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
