# כל מילות הממשק בעברית. המפתחות, התכונות והמשתנים זהים בארבע השפות (tests/i18n.rs).
# התוכנה כותבת מספרים כדרך השפה; שנים ותאריכים מגיעים כתובים.

museum-name = מוזיאון אליאנס
museum-subtitle = כל ישראל חברים, מתטואן עד טהראן

## בפתח

language-name = עברית
door-promise = סיור בחדריה של רשת בתי ספר, ובבתים שמהם באו תלמידיה.
door-enter = כניסה
door-notice =
    החדרים וכל החפצים הם שחזורים לפי טיפוסים מתועדים. הציורים והמפות הם שלנו. עדיין אין כאן פריט מקורי; כשיהיה, יסומן.

## התמצאות

nav-back = חזרה
nav-next = הבא
nav-previous = הקודם
nav-close = סגירה
nav-home = התחלה
nav-map = מפה
nav-about = אודות
nav-list = מוצגים
nav-tours = סיורים
nav-settings = הגדרות
nav-language = שפה

## האולמות

hall-hint = געו במוצג כדי לעמוד מולו, או ברצפה כדי ללכת אליה. גררו כדי להביט סביב.
hall-view-label = מראה האולם { $hall }

## מוצג

work-enter = מבט מקרוב
work-sources = מקורות
work-about-piece = מה הדבר הזה?
work-date = תאריך
work-place = מקום
work-rights = זכויות
work-related = מוצגים קרובים
work-parts = מבט מקרוב
work-number = מס׳ { $number }
work-type-name = לפי הטיפוס
work-size = { $width } × { $height } × { $depth } ס״מ
work-size-flat = { $width } × { $height } ס״מ
work-size-name = מידות
work-zoom-in = קרוב יותר
work-zoom-out = רחוק יותר
work-view-reset = מבט שלם
work-open-parts = פתיחה
work-close-parts = סגירה
work-other-language = לפי שעה הטקסט הזה קיים רק ב{ $language }.

honesty-real-scan = חפץ אמיתי
    .sentence = נסרק או צולם מחפץ קיים; מקום שמירתו מצוין למטה.
honesty-reconstruction = שחזור
    .sentence = בנינו את הדגם הזה לפי טיפוס מתועד ובמידותיו. אין זה העתק של חפץ מסוים.
honesty-illustration = איור
    .sentence = צויר במוזיאון על פי העובדות המצוטטות למטה.

kind-object = חפץ
kind-document = מסמך
kind-photograph = תצלום
kind-panel = לוח
kind-film = סרט
kind-story = סיפור

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
narration-synthetic = נקרא בקול מלאכותי
narration-silent = אין צליל במחשב הזה; הכתוביות רצות מעצמן.
captions-show = הצגת כתוביות
captions-hide = הסתרת כתוביות
transcript-show = קריאת התמליל
transcript-hide = הסתרת התמליל

## רשימה וחיפוש

list-title = כל המוצגים
list-count =
    { $count ->
        [0] אין מוצגים
        [one] מוצג אחד
        [two] שני מוצגים
       *[other] { $count } מוצגים
    }
search-prompt = העיר, בית הספר או שם המשפחה שלכם
search-clear = ניקוי
search-none = כדאי לנסות כתיב אחר, או פחות אותיות.

## המפה

map-title = מפת המוזיאון
map-here = אתם כאן

## סיורים

tours-title = סיורים
tour-start = יוצאים לסיור
tour-pause = השהיית הסיור
tour-continue-here = המשך מכאן
tour-leave = יציאה מהסיור
tour-next-stop = לתחנה הבאה
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
tour-finished = כאן מסתיים הסיור. אפשר להישאר ככל שתרצו.

## הגדרות

settings-title = הגדרות
settings-note = הבחירות תקפות לביקור הזה בלבד.
settings-text-size = גודל הכתב
settings-larger = טקסט גדול יותר
settings-smaller = טקסט קטן יותר
settings-contrast = ניגודיות גבוהה
settings-motion = פחות תנועה
    .sentence = מעבר הדרגתי במקום הליכה וריחוף.
settings-slow = קריינות איטית יותר
settings-captions = כתוביות
settings-volume = עוצמה

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
