# כל מילות הממשק בעברית. המפתחות, התכונות והמשתנים זהים בארבע השפות (tests/i18n.rs).
# התוכנה כותבת מספרים כדרך השפה; שנים ותאריכים מגיעים כתובים.

museum-name = מוזיאון אליאנס
museum-subtitle = כל ישראל חברים, מתטואן עד טהראן

## בפתח

language-name = עברית
language-he = עברית
language-es = ספרדית
language-fr = צרפתית
language-en = אנגלית
language-choose = באיזו שפה נדבר?
door-welcome = ברוכים הבאים
door-promise = סיור בחדריה של רשת בתי ספר, ובבתים שמהם באו תלמידיה.
door-enter = כניסה
door-notice =
    החדרים ורבים מן החפצים הם שחזורים: בנינו אותם לפי דגמים מתועדים, ואנו מציינים אילו. הציורים והמפות הם שלנו. סריקות וצילומים של חפצים אמיתיים מסומנים ככאלה.
door-about = על המוזיאון הזה
attract-touch = נגיעה במסך, ומתחילים

## התמצאות

nav-back = חזרה
nav-next = הבא
nav-previous = הקודם
nav-close = סגירה
nav-menu = תפריט
nav-home = התחלה
nav-map = מפה
nav-about = אודות
nav-list = מוצגים
nav-tours = סיורים
nav-search = חיפוש
nav-help = עזרה
nav-settings = הגדרות
nav-language = שפה
nav-room = חזרה לאולם

## האולמות

hall-introduction = על האולם הזה
hall-look-around = מבט סביב
hall-to = אל: { $hall }
hall-here = כאן: { $hall }
hall-hint = געו במוצג כדי לעמוד מולו, או ברצפה כדי ללכת אליה. גררו כדי להביט סביב.
hall-works =
    { $count ->
        [one] מוצג אחד
        [two] שני מוצגים
       *[other] { $count } מוצגים
    }
hall-count =
    { $count ->
        [one] אולם אחד
        [two] שני אולמות
       *[other] { $count } אולמות
    }
hall-view-label = מראה האולם { $hall }
work-open = להתבונן: { $title }

## מוצג

work-story = הסיפור
work-enter = מבט מקרוב
work-sources = מקורות
work-details = פרטים
work-about-piece = מה הדבר הזה?
work-date = תאריך
work-place = מקום
work-people = אנשים
work-themes = נושאים
work-rights = זכויות
work-credit = קרדיט
work-alt = מה רואים
work-related = מוצגים קרובים
work-parts = מבט מקרוב
work-facts = העובדות שבבסיסו
work-number = מס׳ { $number }
work-position = מוצג { $number } מתוך { $count }
work-type-of = על פי: { $type }
work-type-name = לפי הטיפוס
work-size = { $width } × { $height } × { $depth } ס״מ
work-size-flat = { $width } × { $height } ס״מ
work-size-name = מידות
work-zoom-in = קרוב יותר
work-zoom-out = רחוק יותר
work-turn-left = סיבוב שמאלה
work-turn-right = סיבוב ימינה
work-view-reset = מבט שלם
work-open-parts = פתיחה
work-close-parts = סגירה
work-other-language = לפי שעה הטקסט הזה קיים רק ב{ $language }.
work-read-more = לקריאת הסיפור
work-read-less = פחות

honesty-real-scan = חפץ אמיתי
    .sentence = נסרק או צולם מחפץ קיים; מקום שמירתו מצוין למטה.
honesty-reconstruction = שחזור
    .sentence = בנינו את הדגם הזה לפי טיפוס מתועד ובמידותיו. אין זה העתק של חפץ מסוים.
honesty-illustration = איור
    .sentence = צויר במוזיאון על פי העובדות המצוטטות למטה.

kind-object = חפץ
    .many = חפצים
kind-document = מסמך
    .many = מסמכים
kind-photograph = תצלום
    .many = תצלומים
kind-panel = לוח
    .many = לוחות
kind-film = סרט
    .many = סרטים
kind-story = סיפור
    .many = סיפורים

date-exact = { $year }
date-circa = { $year } בקירוב
date-range = { $from }–{ $to }
date-circa-range = { $from }–{ $to } בקירוב
date-since = משנת { $year }
date-before-era = { $year } לפני הספירה

## הקריינות

narration-play = האזנה
narration-pause = השהיה
narration-restart = מההתחלה
narration-seek = מקום בקריינות
narration-back = { $seconds } שניות לאחור
narration-forward = { $seconds } שניות קדימה
narration-position = { $position } מתוך { $length }
narration-synthetic = נקרא בקול מלאכותי
narration-none = עדיין אין קריינות בשפה הזאת
narration-silent = אין צליל במחשב הזה; הכתוביות רצות מעצמן.
captions-show = הצגת כתוביות
captions-hide = הסתרת כתוביות
transcript-show = קריאת התמליל
transcript-hide = הסתרת התמליל
sound-on = הפעלת צליל
sound-off = השתקה

## רשימה וחיפוש

list-title = כל המוצגים
list-by-hall = אולם
list-by-kind = סוג
list-by-theme = נושא
list-all-halls = כל האולמות
list-all-kinds = כל הסוגים
list-all-themes = כל הנושאים
list-count =
    { $count ->
        [0] אין מוצגים
        [one] מוצג אחד
        [two] שני מוצגים
       *[other] { $count } מוצגים
    }
list-none = אין דבר שמתאים לבחירה הזאת.
list-reset = הצגת הכול
list-narrated = עם קריינות
search-title = חיפוש
search-prompt = העיר, בית הספר או שם המשפחה שלכם
search-clear = ניקוי
search-results =
    { $count ->
        [0] לא נמצא דבר עבור ״{ $query }״
        [one] תוצאה אחת עבור ״{ $query }״
        [two] שתי תוצאות עבור ״{ $query }״
       *[other] { $count } תוצאות עבור ״{ $query }״
    }
search-none = כדאי לנסות כתיב אחר, או פחות אותיות.
keyboard-show = הצגת המקלדת
keyboard-hide = הסתרת המקלדת
keyboard-space = רווח
keyboard-backspace = מחיקה
keyboard-shift = אותיות רישיות וניקוד
keyboard-other = אותיות אחרות

## המפה

map-title = מפת המוזיאון
map-here = אתם כאן
map-go = אל: { $place }
map-places = המקומות שבסיפורים
map-works-at =
    { $count ->
        [one] מוצג אחד מספר על { $place }
        [two] שני מוצגים מספרים על { $place }
       *[other] { $count } מוצגים מספרים על { $place }
    }

## סיורים

tours-title = סיורים
tour-start = תחילת הסיור
tour-pause = השהיה
tour-continue = המשך
tour-continue-here = המשך מכאן
tour-leave = יציאה מהסיור
tour-next-stop = לתחנה הבאה
tour-previous-stop = לתחנה הקודמת
tour-stop = תחנה { $number } מתוך { $count }
tour-stops =
    { $count ->
        [one] תחנה אחת
        [two] שתי תחנות
       *[other] { $count } תחנות
    }
tour-minutes =
    { $count ->
        [one] דקה אחת
        [two] שתי דקות
       *[other] { $count } דקות
    }
tour-paused = הסיור ממתין לכם.
tour-finished = כאן מסתיים הסיור. אפשר להישאר ככל שתרצו.
tour-again = פעם נוספת

## הגדרות

settings-title = הגדרות
settings-note = הבחירות תקפות לביקור הזה בלבד.
settings-text-size = גודל הכתב
settings-larger = טקסט גדול יותר
settings-smaller = טקסט קטן יותר
settings-text-normal = רגיל
settings-text-large = גדול
settings-text-largest = גדול מאוד
settings-contrast = ניגודיות גבוהה
settings-motion = פחות תנועה
    .sentence = מעבר הדרגתי במקום הליכה וריחוף.
settings-slow = קריינות איטית יותר
settings-captions = כתוביות
settings-sound = צליל
settings-volume = עוצמה
settings-on = פועל
settings-off = כבוי
settings-reset = כמו שהיה

## עזרה

help-title = איך מבקרים
help-walk = נגיעה ברצפה, והולכים לשם.
help-work = נגיעה במוצג, ועומדים מולו.
help-look = גרירה באצבע אחת, ומביטים סביב.
help-zoom = בשתי אצבעות מתקרבים או מסובבים חפץ.
help-back = ״חזרה״ מחזירה למקום שבו הייתם.
help-lost = הלכתם לאיבוד? המפה מראה היכן אתם, והרשימה מוליכה לכל מוצג.
help-keys = במקלדת: החצים להבטה ולהליכה, Enter לפתיחה, Esc לחזרה, M למפה, L לרשימה, T לסיורים.

## עדיין כאן?

idle-question = עדיין כאן?
idle-continue = אני כאן
idle-countdown =
    { $count ->
        [one] המוזיאון חוזר לפתח בעוד שנייה אחת.
        [two] המוזיאון חוזר לפתח בעוד שתי שניות.
       *[other] המוזיאון חוזר לפתח בעוד { $count } שניות.
    }

## על המוזיאון

about-title = על המוזיאון הזה
about-what =
    המוזיאון מספר על קהילות היהודים בצפון אפריקה, בבלקן, באסיה ובמזרח התיכון דרך בתי הספר של אליאנס, ״כל ישראל חברים״, שנוסדה בפריז בשנת 1860.
about-facts-title = מה ידוע
about-facts =
    כל טקסט נשען על מקורות, וכל מוצג מציין את שלו. כשהמקורות חלוקים אנו אומרים זאת. לא המצאנו שום מכתב, שום תצלום, שום ציטוט ושום אדם.
about-pieces-title = מה משוחזר
about-pieces =
    החדרים מראים את סגנונם של מקום ושל זמן; אף אחד מהם אינו העתק של בניין מסוים. החפצים הם דגמים לפי טיפוסים מתועדים, וכל אחד מציין לפי מה נעשה. כשמוזיאונים ומשפחות יאפשרו לנו לסרוק את המקור, הסריקות יבואו במקומם.
about-voices-title = של מי הקול
about-voices = את הקריינות קורא קול מלאכותי, עד שיקליטו אותה אנשים.
about-debate-title = יותר מצד אחד
about-debate =
    בתי הספר פתחו דלתות, וגם ביקשו לשנות את מי שנכנס בהן. מורים, הורים ורבנים התווכחו על כך כבר אז, ודבריהם מסופרים כאן.
about-privacy-title = הביקור שלכם
about-privacy = המוזיאון אינו שואל מי אתם ואינו שולח דבר לשום מקום.
about-licences-title = אותיות ורישיונות
about-licences = הגופנים חופשיים, ברישיון SIL Open Font License. בציורים, בדגמים ובטקסטים של המוזיאון מותר להשתמש בחופשיות; ליד כל מוצג רשום רישיונו.

## זיכרונות

memories-title = לזיכרון שלכם יש כאן מקום
memories-call =
    למדתם בבית ספר של אליאנס, אתם או מישהו משלכם? שם, מחברת, שיר מן החצר: בקרוב אפשר יהיה להשאיר אותם כאן.
memories-soon = בקרוב
