"""Irregular forms -> the word that they are forms of, which a stemmer cannot tell."""

from __future__ import annotations

_FORMS = """
begin began begun; become became; bring brought; build built; buy bought; choose chose chosen;
come came; draw drew drawn; drive drove driven; fall fell fallen; feel felt; find found; get got;
give gave given; go went gone; grow grew grown; hold held; keep kept; know knew known; lead led;
learn learnt; lose lost; make made; mean meant; meet met; pay paid; rise rose risen; run ran;
see saw seen; sell sold; send sent; show shown; speak spoke spoken; spend spent; stand stood;
take took taken; teach taught; tell told; think thought; understand understood; win won;
write wrote written; child children; person people; man men; woman women; long longer longest;
old older oldest; young younger youngest; large larger largest; high higher highest
"""

IRREGULAR: dict[str, str] = {
    form: base for base, *forms in (entry.split() for entry in _FORMS.split(";")) for form in forms
}
