# Every word of the interface in English. Keys, attributes and variables are the same in all four languages (tests/i18n.rs).
# Numbers are written by the program in the language's own form; years and dates arrive as finished words.

museum-name = The Alliance Museum
museum-subtitle = Kol Israel Haverim, from Tetouan to Tehran

## At the door

language-name = English
door-promise = Walk through the rooms of a network of schools, and of the homes its pupils came from.
door-enter = Enter
door-notice =
    The rooms and all the objects in them are reconstructions after documented types. Drawings and maps are our own. No original is shown yet; when one is, it will be marked.

## Getting about

nav-back = Back
nav-next = Next
nav-previous = Previous
nav-close = Close
nav-home = Start
nav-map = Map
nav-about = About
nav-list = Works
nav-tours = Tours
nav-settings = Settings
nav-language = Language

## Rooms

hall-hint = Touch a work to stand before it, or the floor to walk there. Drag to look around.
hall-view-label = View of the room { $hall }

## A work

work-enter = Look closer
work-sources = Sources
work-about-piece = What is this piece?
work-date = Date
work-place = Place
work-rights = Rights
work-related = Related works
work-parts = Look closer
work-number = No. { $number }
work-type-name = After type
work-size = { $width } × { $height } × { $depth } cm
work-size-flat = { $width } × { $height } cm
work-size-name = Size
work-zoom-in = Closer
work-zoom-out = Further away
work-view-reset = Whole view
work-open-parts = Open it
work-close-parts = Close it
work-other-language = This text exists only in { $language } so far.

honesty-real-scan = Real object
    .sentence = Scanned or photographed from an object that exists; where it is kept is stated below.
honesty-reconstruction = Reconstruction
    .sentence = We built this model after a documented type, with its proportions. It is not a copy of one object.
honesty-illustration = Illustration
    .sentence = Drawn by the museum from the facts cited below.

kind-object = Object
kind-document = Document
kind-photograph = Photograph
kind-panel = Panel
kind-film = Film
kind-story = Story

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
narration-synthetic = Read by a synthetic voice
narration-silent = There is no sound on this machine; the captions run on their own.
captions-show = Show captions
captions-hide = Hide captions
transcript-show = Read the transcript
transcript-hide = Hide the transcript

## List and search

list-title = All works
list-count =
    { $count ->
        [0] No works
        [one] { $count } work
       *[other] { $count } works
    }
search-prompt = Your town, school or family name
search-clear = Clear
search-none = Try another spelling, or fewer letters.

## Map

map-title = Map of the museum
map-here = You are here

## Tours

tours-title = Tours
tour-start = Start the tour
tour-pause = Pause the tour
tour-continue-here = Continue from here
tour-leave = Leave the tour
tour-next-stop = Next stop
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
tour-finished = The tour ends here. Stay as long as you like.

## Settings

settings-title = Settings
settings-note = These choices hold for this visit only.
settings-text-size = Text size
settings-larger = Larger text
settings-smaller = Smaller text
settings-contrast = High contrast
settings-motion = Less motion
    .sentence = Fades instead of walking and flying.
settings-slow = Slower narration
settings-captions = Captions
settings-volume = Volume

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
