"""Cuts the font of form fields out of the text font: the characters of Windows-1252, as TrueType, with its measures.

Forms are filled in by other programs, which draw with the font that the form names; so it stands in the file whole,
while the pages only hold the glyphs that they show. Run again when the text font changes:

    pip install fonttools==4.68.0 brotli==1.2.1 && python3 tools/make-form-font.py
"""

import json
import pathlib

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = pathlib.Path(__file__).parent.parent / "templates" / "fonts"
# The licence reserves the name of the original for the original.
NAME = "I12 Formulaire"

characters = {code: bytes([code]).decode("cp1252", "ignore") for code in range(32, 256)}
options = subset.Options(
    hinting=False, layout_features=[], name_IDs=[0, 1, 2, 6, 13, 14], notdef_outline=True, glyph_names=False
)
font = TTFont(FONTS / "SourceSans3-Regular.woff2")
font.flavor = None
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[ord(character) for character in characters.values() if character])
cutter.subset(font)
for record in list(font["name"].names):
    if record.nameID == 1:
        font["name"].setName(NAME, 1, record.platformID, record.platEncID, record.langID)
    if record.nameID == 6:
        font["name"].setName(NAME.replace(" ", ""), 6, record.platformID, record.platEncID, record.langID)
# Programs look a simple font of Windows characters up through this one table.
font["cmap"].tables = [table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 1)]
# The day of cutting does not belong into the file.
font["head"].modified = font["head"].created
font.recalcTimestamp = False
font.save(FONTS / "I12Formulaire.ttf")

glyphs, widths = font.getBestCmap(), font["hmtx"]
head, os2 = font["head"], font["OS/2"]
scale = 1000 / head.unitsPerEm
measures = {
    "name": NAME.replace(" ", ""),
    "firstCharacter": 32,
    "widths": [
        round(widths[glyphs[ord(character)]][0] * scale) if character and ord(character) in glyphs else 0
        for character in characters.values()
    ],
    "box": [round(value * scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)],
    "ascent": round(os2.sTypoAscender * scale),
    "descent": round(os2.sTypoDescender * scale),
    "capHeight": round(os2.sCapHeight * scale),
}
(FONTS / "I12Formulaire.json").write_text(json.dumps(measures) + "\n", encoding="utf-8")
