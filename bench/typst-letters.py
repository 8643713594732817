# Makes the letter of attestations.mjs with Typst, as PDF/A-3a and PDF/UA-1, for run.mjs: `typst-letters.py COUNT`.
# One process and one compiler; every letter has its own text. Prints { perSecond, seconds }.
import json
import sys
import time

import typst

SOURCE = """
#let index = sys.inputs.index
#set document(title: "Attestation n° " + index, author: "Horizon Formation")
#set text(lang: "fr", size: 10.5pt)
#set page(paper: "a4", margin: 2cm, numbering: "1/1")
#grid(columns: (1fr, auto),
  [*Horizon Formation* \\ 12 rue des Oliviers, 06000 Nice \\ SIRET 123 456 782 00010, déclaration d’activité n° 93060000006],
  [N° 2026-#index])
= Attestation d’abandon de formation
Claire Martin, Directrice, agissant pour Horizon Formation, atteste des faits suivants.
#for (label, value) in (
  ("Apprenant", "Capucine Basalte " + index),
  ("Dossier", "A-" + index),
  ("Formation", "Gestion de la paie"),
  ("Dates prévues", "du 1er septembre 2026 au 18 décembre 2026"),
  ("Entrée effective", "1er septembre 2026"),
  ("Dernier jour suivi", "30 octobre 2026"),
  ("Heures prévues", "120 h"),
  ("Heures suivies", "34,5 h"),
  ("Taux de réalisation", "29 %"),
) [/ #label: #value]
== Comment l’abandon a été établi
Abandon enregistré par l’organisme, selon sa procédure PR-12-01, version 04.
== Solutions proposées
Alternative proposée : report. Réponse : refusée.

Attestation établie pour servir et valoir ce que de droit.

#align(right)[Fait à Nice, le 30 novembre 2026 \\ *Claire Martin* \\ Directrice
  #rect(width: 7cm, height: 2.5cm)[Cachet \\ Horizon Formation]]
"""

count = int(sys.argv[1])
begun = time.monotonic()
compiler = typst.Compiler()
source = SOURCE.encode()
for index in range(count):
    pdf = compiler.compile(
        source, format="pdf", sys_inputs={"index": str(index)}, pdf_standards=["a-3a", "ua-1"], timestamp=1_796_000_000
    )
    assert pdf.startswith(b"%PDF-")
seconds = time.monotonic() - begun
print(json.dumps({"perSecond": count / seconds, "seconds": seconds}))
