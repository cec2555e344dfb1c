# What visitors and caretakers read when something fails. One sentence each, and what to do where something can be done.

error-title = Something is missing
error-catalogue-missing = The catalogue { $file } was not found. Build it with “museum build”.
error-catalogue-damaged = The catalogue { $file } is damaged: { $reason }. Build it again with “museum build”.
error-catalogue-version = The catalogue { $file } was made for another version of the museum. Build it again with “museum build”.
error-graphics-none = This computer offers no graphics the museum can use.
error-graphics-lost = The graphics stopped; the museum is setting them up again.
error-sound-none = No sound device was found. Captions are shown instead.
error-work-missing = This work could not be opened.
error-picture-missing = This picture could not be shown.
error-narration-failed = The narration could not be played. The transcript is here to read.
error-try-again = Try again
error-restart = The museum will start again in a moment.
