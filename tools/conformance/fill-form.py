# Fills in the learner's form as another program would: a box, some words, a place and a date, as an update.
import sys
from pypdf import PdfReader, PdfWriter

source, target = sys.argv[1:]
writer = PdfWriter(source, incremental=True)
writer.update_page_form_field_values(
    writer.pages[0],
    {"raison-temps": "/Oui", "precision": "Nouvel emploi à Évreux", "lieu": "Nice", "date": "01/12/2026"},
    auto_regenerate=False,
)
writer.write(target)
