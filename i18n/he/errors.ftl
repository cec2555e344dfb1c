# מה שקוראים מבקרים ואחראים כשמשהו נכשל. משפט אחד, ומה לעשות כשיש מה לעשות.

error-title = משהו חסר
error-catalogue-missing = הקטלוג { $file } לא נמצא. אפשר לבנות אותו בפקודה ״museum build״.
error-catalogue-damaged = הקטלוג { $file } פגום: { $reason }. אפשר לבנות אותו מחדש בפקודה ״museum build״.
error-catalogue-version = הקטלוג { $file } נבנה לגרסה אחרת של המוזיאון. אפשר לבנות אותו מחדש בפקודה ״museum build״.
error-graphics-none = אין במחשב הזה תצוגה שהמוזיאון יכול להשתמש בה.
error-graphics-lost = התצוגה נעצרה; המוזיאון מעלה אותה מחדש.
error-sound-none = לא נמצא התקן שמע. במקומו מוצגות כתוביות.
error-work-missing = לא ניתן לפתוח את המוצג הזה.
error-picture-missing = לא ניתן להציג את התמונה הזאת.
error-narration-failed = לא ניתן להשמיע את הקריינות. התמליל כאן, לקריאה.
error-try-again = ניסיון נוסף
error-restart = המוזיאון יופעל מחדש בעוד רגע.
