"""The two note types this program has in Anki: their fields, how their cards look, and nothing that needs a network.

Ids and field lists are frozen: a collection that holds the notes updates them only while both stay the same. What is
new one day goes into the spare fields; a change of the lists needs new ids.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import genanki

FRONT_ID, CLOZE_ID = 1_763_874_001_341, 1_763_874_001_342
FRONT_NAME, CLOZE_NAME = "Quizzer", "Quizzer cloze"
_BELOW = ("Extra", "Caveat", "Source", "Axis", "Level", "Kind", "Id", "Content", "Spare1", "Spare2")
FRONT_FIELDS = (
    "Prompt", "Answer", "Typed", "Also", "Items", "ReversePrompt", "ReverseAnswer", "ReverseTyped", "ReverseAlso",
    *_BELOW,
)  # fmt: skip
CLOZE_FIELDS = ("Text", "Typed", "Also", *_BELOW)

CSS = """\
.card { font: 20px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; text-align: start; color: #1f2328;
  background: #fbfaf7; margin: 0; padding: 16px; }
.q { max-width: 40em; margin: 0 auto; overflow-wrap: break-word; }
.head { font-size: 13px; color: #6b7280; margin-bottom: 14px; display: flex; justify-content: space-between; }
.head span + span { margin-left: 6px; }
.ask { font-size: 22px; font-weight: 600; }
.hint { font-size: 14px; color: #6b7280; margin-top: 10px; }
.q hr { border: 0; border-top: 1px solid #d8d5cc; margin: 18px 0; }
.answer { font-size: 22px; color: #14612f; }
.q ul, .q ol { padding-left: 1.4em; margin: 12px 0; font-size: 20px; }
.q li { margin: 6px 0; }
.q ul.options { list-style: none; padding: 0; }
.q ul.options li { border: 1px solid #d8d5cc; border-radius: 8px; padding: 8px 12px; }
.q ul.chips li { display: inline-block; margin: 4px 8px 4px 0; }
.answer ul.options li { color: #6b7280; }
.answer ul.options li.right { color: #14612f; border-color: #14612f; font-weight: 600; }
.answer ul.options li.right:before { content: "\\2713\\00a0"; }
.reveal { border: 1px solid #d8d5cc; border-radius: 8px; padding: 8px 12px; margin: 8px 0; }
.reveal summary { color: #6b7280; cursor: pointer; }
.q table { border-collapse: collapse; width: 100%; margin: 12px 0; font-size: 20px; }
.q th, .q td { text-align: left; vertical-align: top; border-top: 1px solid #d8d5cc; padding: 8px 14px 8px 0; }
.q tr:first-child th, .q tr:first-child td { border-top: 0; }
.q td div { margin-bottom: 6px; }
.also, .extra { font-size: 16px; color: #4b5563; margin-top: 12px; }
.caveat { font-size: 16px; color: #7a4b00; background: #fdf3dc; border-left: 4px solid #d9a441; border-radius: 4px;
  padding: 8px 12px; margin-top: 14px; }
.source { font-size: 13px; color: #6b7280; margin-top: 14px; }
.cloze { color: #14612f; font-weight: 700; }
#typeans { font-size: 20px !important; box-sizing: border-box; max-width: 100%; }
.nightMode.card, .night_mode.card, .nightMode .card, .night_mode .card { color: #e6e6e6; background: #1d1f23; }
.nightMode .head, .nightMode .hint, .nightMode .source, .nightMode .reveal summary, .nightMode .answer ul.options li,
.night_mode .head, .night_mode .hint, .night_mode .source, .night_mode .reveal summary,
.night_mode .answer ul.options li { color: #9aa3af; }
.nightMode .answer, .nightMode .cloze, .nightMode .answer ul.options li.right, .night_mode .answer, .night_mode .cloze,
.night_mode .answer ul.options li.right { color: #7bd88f; }
.nightMode .also, .nightMode .extra, .night_mode .also, .night_mode .extra { color: #b8c0cc; }
.nightMode .caveat, .night_mode .caveat { color: #f2d08a; background: #3a2f17; }
.nightMode .q hr, .nightMode .q ul.options li, .nightMode .reveal, .nightMode .q th, .nightMode .q td,
.night_mode .q hr, .night_mode .q ul.options li, .night_mode .reveal, .night_mode .q th, .night_mode .q td
  { border-color: #44484f; }
.nightMode .answer ul.options li.right, .night_mode .answer ul.options li.right { border-color: #7bd88f; }
"""

# The same on front and back, since the order hangs on the day and the note alone; without scripts the order of the
# export stays. Written for the oldest web views.
_SHUFFLE = """\
<script>
(function () {
  var lists = document.getElementsByClassName("shuffle");
  for (var n = 0; n < lists.length; n++) {
    var list = lists[n], seed = Math.floor(new Date().getTime() / 86400000), id = list.getAttribute("data-id") || "";
    for (var i = 0; i < id.length; i++) { seed = (seed * 31 + id.charCodeAt(i)) % 2147483647; }
    for (var left = list.children.length; left > 0; left--) {
      seed = (seed * 48271) % 2147483647;
      list.appendChild(list.children[seed % left]);
    }
  }
})();
</script>"""

# Anki has MathJax look at every card for \\( and \\[; in a deck's text they are only signs. The classes are those that
# its versions, new and old, pass over.
_HEAD = (
    '<div class="q mathjax_ignore tex2jax_ignore"><div class="head"><span>{{Axis}}</span><span>{{Level}}</span></div>\n'
)
# Before the answer, without an axis that gives it away: the first spare field says so.
_HEAD_BEFORE = _HEAD.replace("{{Axis}}", "{{^Spare1}}{{Axis}}{{/Spare1}}")
_BOTTOM = (
    '{{#Extra}}<div class="extra" dir="auto">{{Extra}}</div>{{/Extra}}\n'
    '{{#Caveat}}<div class="caveat" dir="auto">{{Caveat}}</div>{{/Caveat}}\n'
    '{{#Source}}<div class="source" dir="auto">{{Source}}</div>{{/Source}}\n</div>\n'
)


def _side(prompt: str, items: str, typed: str) -> str:
    shown = "{{#" + items + '}}<div dir="auto">{{' + items + "}}</div>{{/" + items + "}}\n" if items else ""
    return (
        _HEAD_BEFORE + '<div class="ask" dir="auto">{{' + prompt + "}}</div>\n" + shown
        + "{{#" + typed + '}}<div class="hint">{{type:' + typed + "}}</div>{{/" + typed + "}}\n</div>\n"
        + (_SHUFFLE if items else "")
    )  # fmt: skip


def _back(prompt: str, answer: str, typed: str, also: str) -> str:
    return (
        _HEAD + '<div class="ask" dir="auto">{{' + prompt + '}}</div>\n<hr id="answer">\n'
        "{{#" + typed + "}}<div>{{type:" + typed + "}}</div>{{/" + typed + "}}\n"
        "{{^" + typed + '}}<div class="answer" dir="auto">{{' + answer + "}}</div>{{/" + typed + "}}\n"
        "{{#" + also + '}}<div class="also">Also right: {{' + also + "}}</div>{{/" + also + "}}\n" + _BOTTOM + _SHUFFLE
    )  # fmt: skip


def _templates() -> list[dict[str, str]]:
    reverse = _side("ReversePrompt", "", "ReverseTyped")
    return [
        {
            "name": "Forward",
            "qfmt": _side("Prompt", "Items", "Typed"),
            "afmt": _back("Prompt", "Answer", "Typed", "Also"),
        },
        {
            "name": "Reverse",
            "qfmt": "{{#ReversePrompt}}" + reverse + "{{/ReversePrompt}}",
            "afmt": _back("ReversePrompt", "ReverseAnswer", "ReverseTyped", "ReverseAlso"),
        },
    ]  # fmt: skip


def _cloze_template() -> dict[str, str]:
    ask = '<div class="ask" dir="auto">{{cloze:Text}}</div>\n'
    typed = '{{#Typed}}<div class="hint">{{type:cloze:Text}}</div>{{/Typed}}\n'
    also = '{{#Also}}<div class="also">Also right: {{Also}}</div>{{/Also}}\n'
    return {
        "name": "Cloze",
        "qfmt": _HEAD_BEFORE + ask + typed + "</div>\n",
        "afmt": _HEAD + ask + typed + '<hr id="answer">\n' + also + _BOTTOM,
    }


def note_types() -> tuple[genanki.Model, genanki.Model]:
    """The note type of questions and the note type of clozes."""
    import genanki

    front = genanki.Model(
        FRONT_ID, FRONT_NAME, fields=[{"name": name} for name in FRONT_FIELDS], templates=_templates(), css=CSS
    )
    cloze = genanki.Model(
        CLOZE_ID,
        CLOZE_NAME,
        fields=[{"name": name} for name in CLOZE_FIELDS],
        templates=[_cloze_template()],
        css=CSS,
        model_type=genanki.Model.CLOZE,
    )
    return front, cloze
