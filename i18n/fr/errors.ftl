# Ce que lisent visiteurs et gardiens quand quelque chose échoue. Une phrase chacune, et que faire quand on peut faire quelque chose.

error-title = Il manque quelque chose
error-catalogue-missing = Le catalogue { $file } est introuvable. Créez-le avec « museum build ».
error-catalogue-damaged = Le catalogue { $file } est endommagé : { $reason }. Recréez-le avec « museum build ».
error-catalogue-version = Le catalogue { $file } a été fait pour une autre version du musée. Recréez-le avec « museum build ».
error-graphics-none = Cet ordinateur n’offre aucun affichage que le musée puisse utiliser.
error-graphics-lost = L’affichage s’est interrompu ; le musée le rétablit.
error-sound-none = Aucun périphérique de son n’a été trouvé. Les sous-titres le remplacent.
error-work-missing = Cette œuvre n’a pas pu être ouverte.
error-picture-missing = Cette image n’a pas pu être affichée.
error-narration-failed = La narration n’a pas pu être lue. La transcription est là.
error-try-again = Réessayer
error-restart = Le musée redémarre dans un instant.
