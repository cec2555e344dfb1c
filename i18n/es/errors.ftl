# Lo que leen visitantes y vigilantes cuando algo falla. Una frase cada uno, y qué hacer cuando algo se puede hacer.

error-title = Falta algo
error-catalogue-missing = No se ha encontrado el catálogo { $file }. Créelo con «museum build».
error-catalogue-damaged = El catálogo { $file } está dañado: { $reason }. Vuelva a crearlo con «museum build».
error-catalogue-version = El catálogo { $file } se hizo para otra versión del museo. Vuelva a crearlo con «museum build».
error-graphics-none = Este equipo no ofrece gráficos que el museo pueda usar.
error-graphics-lost = Los gráficos se han detenido; el museo los está restableciendo.
error-sound-none = No se ha encontrado ningún dispositivo de sonido. En su lugar se muestran los subtítulos.
error-work-missing = No se ha podido abrir esta pieza.
error-picture-missing = No se ha podido mostrar esta imagen.
error-narration-failed = No se ha podido reproducir la narración. Puede leer la transcripción.
error-try-again = Intentar de nuevo
error-restart = El museo volverá a arrancar en un momento.
