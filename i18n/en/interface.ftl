# Every word of the interface in English. Keys, attributes and variables are the same in all four languages (tests/i18n.rs).
# Numbers are written by the program in the language's own form; years and dates arrive as finished words.

museum-name = The Alliance Museum
museum-subtitle = Kol Israel Haverim, from Tetouan to Tehran

## At the door

language-name = English
language-he = Hebrew
language-es = Spanish
language-fr = French
language-en = English
language-choose = Choose your language
door-welcome = Welcome
door-promise = Walk through the rooms of a network of schools, and of the homes its pupils came from.
door-enter = Enter
door-notice =
    The rooms, and many of the objects in them, are reconstructions: we built them after documented types and say which. Drawings and maps are our own. Real scans and photographs are marked as such.
door-about = About this museum
attract-touch = Touch to begin

## Getting about

nav-back = Back
nav-next = Next
nav-previous = Previous
nav-close = Close
nav-menu = Menu
nav-home = Start
nav-map = Map
nav-about = About
nav-list = Works
nav-tours = Tours
nav-search = Search
nav-help = Help
nav-settings = Settings
nav-language = Language
nav-room = Back to the room

## Rooms

hall-introduction = About this room
hall-look-around = Look around
hall-to = To: { $hall }
hall-here = You are in: { $hall }
hall-hint = Touch a work to stand before it, or the floor to walk there. Drag to look around.
hall-works =
    { $count ->
        [one] { $count } work
       *[other] { $count } works
    }
hall-count =
    { $count ->
        [one] { $count } room
       *[other] { $count } rooms
    }
hall-view-label = View of the room { $hall }
work-open = Look at: { $title }

## A work

work-story = Story
work-enter = Look closer
work-sources = Sources
work-details = Details
work-about-piece = What is this piece?
work-date = Date
work-place = Place
work-people = People
work-themes = Themes
work-rights = Rights
work-credit = Credit
work-alt = What there is to see
work-related = Related works
work-parts = Look closer
work-facts = Facts it rests on
work-number = No. { $number }
work-position = Work { $number } of { $count }
work-type-of = Modelled after: { $type }
work-type-name = After type
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Size
work-zoom-in = Closer
work-zoom-out = Further away
work-turn-left = Turn left
work-turn-right = Turn right
work-view-reset = Whole view
work-open-parts = Open it
work-close-parts = Close it
work-other-language = This text exists only in { $language } so far.
work-read-more = Read the story
work-read-less = Less

honesty-real-scan = Real object
    .sentence = Scanned or photographed from an object that exists; where it is kept is stated below.
honesty-reconstruction = Reconstruction
    .sentence = We built this model after a documented type, with its proportions. It is not a copy of one object.
honesty-illustration = Illustration
    .sentence = Drawn by the museum from the facts cited below.

kind-object = Object
    .many = Objects
kind-document = Document
    .many = Documents
kind-photograph = Photograph
    .many = Photographs
kind-panel = Panel
    .many = Panels
kind-film = Film
    .many = Films
kind-story = Story
    .many = Stories

date-exact = { $year }
date-circa = about { $year }
date-range = { $from }–{ $to }
date-circa-range = about { $from }–{ $to }
date-since = from { $year }
date-before-era = { $year } BCE

## Narration

narration-play = Listen
narration-pause = Pause
narration-restart = From the beginning
narration-seek = Position in the narration
narration-back = Back { $seconds } seconds
narration-forward = Forward { $seconds } seconds
narration-position = { $position } of { $length }
narration-synthetic = Read by a synthetic voice
narration-none = No narration in this language yet
narration-silent = There is no sound on this machine; the captions run on their own.
captions-show = Show captions
captions-hide = Hide captions
transcript-show = Read the transcript
transcript-hide = Hide the transcript
sound-on = Sound on
sound-off = Sound off

## List and search

list-title = All works
list-by-hall = Room
list-by-kind = Kind
list-by-theme = Theme
list-all-halls = All rooms
list-all-kinds = All kinds
list-all-themes = All themes
list-count =
    { $count ->
        [0] No works
        [one] { $count } work
       *[other] { $count } works
    }
list-none = Nothing matches this choice.
list-reset = Show everything
list-narrated = With narration
search-title = Search
search-prompt = Your town, school or family name
search-clear = Clear
search-results =
    { $count ->
        [0] Nothing found for “{ $query }”
        [one] { $count } result for “{ $query }”
       *[other] { $count } results for “{ $query }”
    }
search-none = Try another spelling, or fewer letters.
keyboard-show = Show the keyboard
keyboard-hide = Hide the keyboard
keyboard-space = Space
keyboard-backspace = Delete
keyboard-shift = Shift
keyboard-other = Other letters

## Map

map-title = Map of the museum
map-here = You are here
map-go = Go to: { $place }
map-places = Places of the stories
map-works-at =
    { $count ->
        [one] { $count } work speaks of { $place }
       *[other] { $count } works speak of { $place }
    }

## Tours

tours-title = Tours
tour-start = Start the tour
tour-pause = Pause
tour-continue = Continue
tour-continue-here = Continue from here
tour-leave = Leave the tour
tour-next-stop = Next stop
tour-previous-stop = Previous stop
tour-stop = Stop { $number } of { $count }
tour-stops =
    { $count ->
        [one] { $count } stop
       *[other] { $count } stops
    }
tour-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
tour-paused = The tour is waiting for you.
tour-finished = The tour ends here. Stay as long as you like.
tour-again = Once more

## Settings

settings-title = Settings
settings-note = These choices hold for this visit only.
settings-text-size = Text size
settings-larger = Larger text
settings-smaller = Smaller text
settings-text-normal = Normal
settings-text-large = Large
settings-text-largest = Very large
settings-contrast = High contrast
settings-motion = Less motion
    .sentence = Fades instead of walking and flying.
settings-slow = Slower narration
settings-captions = Captions
settings-sound = Sound
settings-volume = Volume
settings-on = On
settings-off = Off
settings-reset = As it was

## Help

help-title = How to visit
help-walk = Touch the floor to walk there.
help-work = Touch a work to stand in front of it.
help-look = Drag with one finger to look around.
help-zoom = Use two fingers to come closer or turn a piece.
help-back = “Back” returns you to where you were.
help-lost = Lost? The map shows where you are, and the list leads to every work.
help-keys = With keys: arrows look and walk, Enter opens, Esc goes back, M map, L list, T tours.

## Still there?

idle-question = Are you still there?
idle-continue = I am still here
idle-countdown =
    { $count ->
        [one] The museum returns to its door in { $count } second.
       *[other] The museum returns to its door in { $count } seconds.
    }

## About this museum

about-title = About this museum
about-what =
    This museum tells of the Jewish communities of North Africa, the Balkans, Asia and the Middle East through the schools of the Alliance, Kol Israel Haverim, founded in Paris in 1860.
about-facts-title = What is certain
about-facts =
    Every text rests on sources, and each work names its own. Where sources disagree, we say so. We have invented no letter, no photograph, no quotation and no person.
about-pieces-title = What is rebuilt
about-pieces =
    The rooms show the manner of a place and a time; none is a copy of one building. Objects are models after documented types, each with the piece it follows. As museums and families let us scan the real ones, scans will take their place.
about-voices-title = Whose voice
about-voices = The narration is read by a synthetic voice until people record it.
about-debate-title = More than one side
about-debate =
    The schools opened doors, and they also set out to change those who entered. Teachers, parents and rabbis argued about it then, and their arguments are told here.
about-privacy-title = Your visit
about-privacy = The museum does not ask who you are and sends nothing anywhere.
about-licences-title = Letters and licences
about-licences = The typefaces are free under the SIL Open Font License. The museum’s own drawings, models and texts may be used freely; each work states its licence.

## Memories

memories-title = Your memory belongs here
memories-call =
    Did you, or someone of yours, study at an Alliance school? A name, a notebook, a song from the yard: soon you will be able to leave it here.
memories-soon = Coming
