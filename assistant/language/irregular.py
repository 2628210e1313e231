"""Irregular forms -> the word that they are forms of, which a stemmer cannot tell."""

from __future__ import annotations

_FORMS = """
begin began begun; become became; bring brought; build built; buy bought; choose chose chosen;
come came; draw drew drawn; drive drove driven; fall fell fallen; feel felt; find found; get got;
give gave given; go went gone; grow grew grown; hold held; keep kept; know knew known; lead led;
learn learnt; lose lost; make made; mean meant; meet met; pay paid; rise rose risen; run ran;
see saw seen; sell sold; send sent; show shown; speak spoke spoken; spend spent; stand stood;
take took taken; teach taught; tell told; think thought; understand understood; win won;
write wrote written; uphold upheld; withhold withheld; withdraw withdrew withdrawn; hear heard;
break broke broken; catch caught; deal dealt; eat ate eaten; feed fed; fight fought;
fly flew flown; forbid forbade forbidden; foresee foresaw foreseen; forget forgot forgotten;
freeze froze frozen; hide hid hidden; lend lent; mistake mistook mistaken; oversee oversaw overseen;
overcome overcame; overtake overtook overtaken; ride rode ridden; seek sought; shrink shrank shrunk;
sink sank sunk; sleep slept; steal stole stolen; stick stuck; strike struck; swim swam swum;
sweep swept; swear swore sworn; tear tore torn; throw threw thrown; undertake undertook undertaken;
arise arose arisen; wear wore worn; sing sang sung; drink drank drunk; shake shook shaken;
child children; person people; man men; woman women; long longer longest;
old older oldest; young younger youngest; large larger largest; high higher highest
"""

IRREGULAR: dict[str, str] = {
    form: base for base, *forms in (entry.split() for entry in _FORMS.split(";")) for form in forms
}
