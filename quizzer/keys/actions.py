"""The actions that keys start, their meaning, and their default keys.

While a typed answer is being written single letters belong to the text, so every action wanted there also has a
control or function key that terminals do not use for editing a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Context = Literal[
    "app", "home", "decks", "review", "question", "answer", "summary", "exchange",
    "quiz", "quiz_question", "quiz_answer", "quiz_result",
    "browse", "details", "card", "statistics",
    "form", "settings", "mastery", "triage", "triage_draft", "triage_end", "changes",
]  # fmt: skip

CONTEXTS: Mapping[Context, str] = {
    "app": "Everywhere",
    "home": "Home",
    "decks": "Decks",
    "review": "Review",
    "question": "Review, before the answer is shown",
    "answer": "Review, after the answer is shown",
    "summary": "Summary",
    "exchange": "Export and import",
    "form": "Forms",
    "settings": "Settings",
    "browse": "Browse",
    "mastery": "Mastery",
    "details": "Details of a card",
    "card": "Browse: the selected cards, or the one shown",
    "statistics": "Statistics",
    "quiz": "Quiz",
    "quiz_question": "Quiz, while a question is asked",
    "quiz_answer": "Quiz, after the answer is shown",
    "quiz_result": "Result of a quiz",
    "triage": "Drafts",
    "triage_draft": "Drafts, while one is decided",
    "triage_end": "Drafts, when all are decided",
    "changes": "What changed in the decks",
}


@dataclass(frozen=True, slots=True)
class KeyAction:
    """An action that keys start.

    Attributes:
        id: What the configuration calls it, such as ``review.undo``.
        context: Where its keys work; ``review`` covers ``question`` and ``answer``, ``app`` covers all.
        keys: The default keys; the first is the one to show.
        label: One or two words for a footer.
        description: What it does, for the help screen.
    """

    id: str
    context: Context
    keys: tuple[str, ...]
    label: str
    description: str


_ACTIONS = (
    KeyAction("app.help", "app", ("question_mark", "f1"), "Help", "Show the keys of this screen"),
    KeyAction("app.palette", "app", ("ctrl+p",), "Commands", "Search all commands"),
    KeyAction("app.theme", "app", ("t",), "Theme", "Change between dark and light"),
    KeyAction("app.suspend", "app", ("ctrl+z",), "Shell", "Hand the terminal to the shell; `fg` comes back"),
    KeyAction("app.quit", "app", ("q", "ctrl+q"), "Quit", "Leave the program"),
    KeyAction("home.start", "home", ("enter", "space"), "Start", "Start what the marked row says"),
    KeyAction("home.next", "home", ("down", "j"), "Down", "Mark the next row"),
    KeyAction("home.previous", "home", ("up", "k"), "Up", "Mark the row before"),
    KeyAction("home.look", "home", ("right", "l"), "Look", "Look into the marked axis"),
    KeyAction("home.ahead", "home", ("a",), "Ahead", "Learn ahead: review what comes due next of the marked axis"),
    KeyAction("home.more_new", "home", ("n",), "More new", "Meet more new cards of the marked axis than today's plan"),
    KeyAction("home.practice", "home", ("p",), "Practise", "Practise the marked axis without changing the schedule"),
    KeyAction("home.undo", "home", ("u",), "Undo", "Take back the last answer"),
    KeyAction("home.sync", "home", ("r", "f5"), "Reload", "Read changed deck files"),
    KeyAction("home.browse", "home", ("b",), "Browse", "Search, look at and change all cards"),
    KeyAction("home.settings", "home", ("comma",), "Settings", "Change the settings"),
    KeyAction("home.export", "home", ("x",), "Export", "Write notes to a file, for Anki or others"),
    KeyAction("home.import", "home", ("i",), "Import", "Take in decks and reviews from a file"),
    KeyAction("home.triage", "home", ("D",), "Drafts", "Decide the drafts of a deck"),
    KeyAction("home.decks", "home", ("d",), "Decks", "See the decks, and the problems in their files"),
    KeyAction("home.goals", "home", ("g",), "Goals", "Know the marked axis by a day: set or change its goal"),
    KeyAction("home.mastery", "home", ("m",), "Mastery", "See how well each axis, deck or tag is known"),
    KeyAction("home.changes", "home", ("c",), "Changes", "See what changed in the decks"),
    KeyAction("home.quiz", "home", ("z",), "Quiz", "Take a quiz over chosen cards"),
    KeyAction("home.statistics", "home", ("s",), "Statistics", "Look at the figures of your answers and cards"),
    KeyAction("decks.next", "decks", ("down", "j"), "Down", "Mark the next deck"),
    KeyAction("decks.previous", "decks", ("up", "k"), "Up", "Mark the deck before"),
    KeyAction("decks.edit", "decks", ("enter", "e", "ctrl+o"), "File", "Open the deck's file in your editor"),
    KeyAction("decks.reload", "decks", ("r", "f5"), "Reload", "Read changed deck files"),
    KeyAction("decks.back", "decks", ("escape",), "Back", "Go back to the first screen"),
    KeyAction("review.reveal", "question", ("enter", "space"), "Show", "Show the answer"),
    KeyAction("review.accept", "answer", ("enter", "space"), "Accept", "Rate as suggested and go on"),
    KeyAction("review.again", "answer", ("1",), "Again", "Rate Again: not remembered"),
    KeyAction("review.hard", "answer", ("2",), "Hard", "Rate Hard: remembered with effort"),
    KeyAction("review.good", "answer", ("3",), "Good", "Rate Good: remembered"),
    KeyAction("review.easy", "answer", ("4",), "Easy", "Rate Easy: remembered at once"),
    KeyAction("review.passage", "answer", ("p",), "Passage", "Show the passage of the document behind the card"),
    KeyAction("review.copy", "answer", ("y",), "Copy", "Copy question and answer"),
    KeyAction("review.left", "review", ("shift+left",), "Left", "Move a wide drawing to the left"),
    KeyAction("review.right", "review", ("shift+right",), "Right", "Move a wide drawing to the right"),
    KeyAction("review.primer", "review", ("P", "f4"), "Primer", "Show what the deck says before its first card"),
    KeyAction("review.undo", "review", ("u", "ctrl+z"), "Undo", "Take back the last action"),
    KeyAction("review.edit", "review", ("e", "ctrl+o"), "Edit", "Open the note in your editor"),
    KeyAction("review.skip", "review", ("n", "ctrl+n"), "Later", "Put the card at the end of the session"),
    KeyAction("review.suspend", "review", ("s", "f6"), "Suspend", "Take the card out of all reviews"),
    KeyAction("review.bury", "review", ("b", "f7"), "Bury", "Put the card off until tomorrow"),
    KeyAction("review.flag", "review", ("f", "f8"), "Flag", "Flag the card, or change its flag"),
    KeyAction("review.leave", "review", ("escape", "q"), "Leave", "Leave the session; every answer is kept"),
    KeyAction("summary.home", "summary", ("enter", "escape"), "Home", "Go back to the first screen"),
    KeyAction("summary.again_now", "summary", ("a",), "Again now", "Practise the cards that slipped"),
    KeyAction("summary.more_new", "summary", ("n",), "More new", "Meet more new cards than today's plan"),
    KeyAction("summary.undo", "summary", ("u",), "Undo", "Take back the last answer"),
    KeyAction("exchange.back", "exchange", ("escape",), "Back", "Go back to the first screen; stop what is going on"),
    KeyAction("form.back", "form", ("escape",), "Back", "Leave the form; nothing is done"),
    KeyAction("settings.undo", "settings", ("u", "ctrl+z"), "Undo", "Take back the last change of a setting"),
    KeyAction("settings.default", "settings", ("backspace",), "Default", "Bring the default of a setting back"),
    KeyAction("settings.edit", "settings", ("e", "ctrl+o"), "File", "Open the configuration at this setting's line"),
    KeyAction("browse.search", "browse", ("slash", "ctrl+f"), "Search", "Write in the search line"),
    KeyAction("browse.open", "browse", ("enter",), "Details", "Show the card's page: all of it, and its history"),
    KeyAction("browse.select", "browse", ("space",), "Select", "Select the card, or leave it out again, and go down"),
    KeyAction("browse.all", "browse", ("a",), "All", "Select all cards that are found, or none"),
    KeyAction("browse.sort", "browse", ("o",), "Sort", "Choose what the cards are sorted by"),
    KeyAction("browse.reverse", "browse", ("r",), "Reverse", "Sort the other way round"),
    KeyAction("browse.practice", "browse", ("p",), "Practise", "Practise the selected cards; the schedule stays"),
    KeyAction("browse.add", "browse", ("plus",), "Add", "Add a note to a deck of your own"),
    KeyAction("browse.back", "browse", ("escape",), "Back", "Select none; then go back, and keep the place"),
    KeyAction("details.next", "details", ("right", "n"), "Next", "Show the next card of the list"),
    KeyAction("details.previous", "details", ("left",), "Previous", "Show the card before it in the list"),
    KeyAction("details.fold", "details", ("enter",), "Unfold", "Show all of the card, or three lines of it again"),
    KeyAction("details.back", "details", ("escape",), "Back", "Go back to where you came from"),
    KeyAction("card.suspend", "card", ("s", "f6"), "Suspend", "Suspend, or unsuspend when all of them are suspended"),
    KeyAction("card.bury", "card", ("b", "f7"), "Bury", "Put off until tomorrow, or take that back"),
    KeyAction("card.flag", "card", ("f", "f8"), "Flag", "Choose a flag, or take it off"),
    KeyAction("card.reschedule", "card", ("d", "f9"), "Due", "Make due in some days"),
    KeyAction("card.reset", "card", ("x",), "Reset", "Make new again; the history is kept"),
    KeyAction("card.edit", "card", ("e", "ctrl+o"), "Edit", "Open the note in your editor"),
    KeyAction("card.undo", "card", ("u",), "Undo", "Take back the last action, of all cards it was done to"),
    KeyAction("mastery.open", "mastery", ("enter",), "Open", "Show its cards; there, a card's page"),
    KeyAction("mastery.start", "mastery", ("s",), "Study", "Study today's cards of the selected axis, deck or tag"),
    KeyAction("mastery.practise", "mastery", ("w",), "Practise", "Practise its weakest cards; the schedule stays"),
    KeyAction("mastery.review", "mastery", ("W",), "Review them", "Review its weakest cards, due or not: it counts"),
    KeyAction("mastery.search", "mastery", ("slash",), "Search", "Show its cards in the table, to search and sort"),
    KeyAction("mastery.levels", "mastery", ("l",), "Levels", "Show all of them by level, or as a map again"),
    KeyAction("mastery.by", "mastery", ("b",), "By", "Group the cards by axis, by deck or by tag"),
    KeyAction("mastery.goal", "mastery", ("g",), "Goal", "Know it by a day: set, change or remove its goal"),
    KeyAction("mastery.back", "mastery", ("escape",), "Back", "Go back to where you came from"),
    KeyAction("statistics.next", "statistics", ("right", "tab", "l"), "Next", "Go to the next panel"),
    KeyAction("statistics.previous", "statistics", ("left", "shift+tab", "h"), "Previous", "Go to the panel before"),
    KeyAction("statistics.open", "statistics", ("enter",), "Enlarge", "Show the panel alone, or all again"),
    KeyAction("statistics.switch", "statistics", ("space",), "Switch", "Look at the panel in another way"),
    KeyAction("statistics.filter", "statistics", ("f",), "Filter", "Choose axis, deck, level, tag and period"),
    KeyAction("statistics.back", "statistics", ("escape",), "Back", "Go back to the first screen"),
    KeyAction("quiz.submit", "quiz_question", ("enter", "space"), "Answer", "Hand the answer in and go on"),
    KeyAction("quiz.skip", "quiz_question", ("n", "ctrl+n"), "Later", "Put the question behind the others"),
    KeyAction("quiz.finish", "quiz_question", ("f", "f9"), "Finish", "Finish now; what is not answered is left out"),
    KeyAction("quiz.accept", "quiz_answer", ("enter", "space"), "Go on", "Take what is chosen and go on"),
    KeyAction("quiz.wrong", "quiz_answer", ("1",), "Not right", "The answer was not right"),
    KeyAction("quiz.partly", "quiz_answer", ("2",), "Partly", "The answer was partly right"),
    KeyAction("quiz.right", "quiz_answer", ("3",), "Right", "The answer was right"),
    KeyAction("quiz.home", "quiz_result", ("enter",), "Home", "Go back to the first screen"),
    KeyAction("quiz.again", "quiz_result", ("a",), "Another", "Take another quiz"),
    KeyAction("quiz.practise", "quiz_result", ("p",), "Practise", "Practise the missed cards"),
    KeyAction("quiz.leave", "quiz", ("escape",), "Leave", "Go back; answers of an unfinished quiz are thrown away"),
    KeyAction("triage.accept", "triage_draft", ("a", "enter"), "Accept", "Accept the draft and go on"),
    KeyAction("triage.accept_all", "triage_draft", ("A",), "All here", "Accept what is left of the sentence"),
    KeyAction("triage.reject", "triage_draft", ("r",), "Reject", "Reject the draft; one letter more says why"),
    KeyAction("triage.reject_all", "triage_draft", ("R",), "None here", "Reject what is left of the sentence"),
    KeyAction("triage.edit", "triage_draft", ("e",), "Edit", "Change question, answer and other spellings"),
    KeyAction("triage.kind", "triage_draft", ("c",), "Kind", "Ask it as the next kind it can be"),
    KeyAction("triage.gap", "triage_draft", ("g",), "Gap", "Hide the next words of the sentence"),
    KeyAction("triage.options", "triage_draft", ("o",), "Options", "Offer the next set of options"),
    KeyAction("triage.write_options", "triage_draft", ("O",), "Write options", "Write the options"),
    KeyAction("triage.axis", "triage_draft", ("x",), "Axis", "Count it for the next axis"),
    KeyAction("triage.level", "triage_draft", ("v",), "Level", "Give it the next level"),
    KeyAction("triage.caveat", "triage_draft", ("ctrl+t",), "Caveat", "Write what is disputed about it"),
    KeyAction("triage.later", "triage_draft", ("s",), "Later", "Decide it later"),
    KeyAction("triage.write", "triage_draft", ("plus",), "Write", "Write a note on what nothing stands on yet"),
    KeyAction("triage.next", "triage_draft", ("right_square_bracket",), "Next", "Go to the next sentence"),
    KeyAction("triage.previous", "triage_draft", ("left_square_bracket",), "Back", "Go to the sentence before"),
    KeyAction("triage.bare", "triage_draft", ("n",), "Uncovered", "Go to the next statement that nothing stands on"),
    KeyAction("triage.sections", "triage", ("l",), "Sections", "Choose a section"),
    KeyAction("triage.page", "triage_draft", ("p",), "Page", "Read the section of the document"),
    KeyAction("triage.undo", "triage", ("u",), "Undo", "Take back the last decision, to the first of all"),
    KeyAction("triage.start", "triage_end", ("enter",), "Start", "Start with the first new cards"),
    KeyAction("triage.leave", "triage", ("escape",), "Leave", "Leave; one comes back to the same draft"),
    KeyAction("changes.back", "changes", ("enter", "escape"), "Back", "Go back to the first screen"),
)

DEFAULT_KEYS: Mapping[str, KeyAction] = {action.id: action for action in _ACTIONS}

SCREENS: Mapping[Context, frozenset[str]] = {
    "app": frozenset(
        {
            "home",
            "decks",
            "question",
            "answer",
            "summary",
            "exchange",
            "form",
            "quiz",
            "quiz_question",
            "quiz_answer",
            "quiz_result",
            "browse",
            "details",
            "mastery",
            "triage_draft",
            "triage_end",
            "changes",
        }
    ),
    "home": frozenset({"home"}),
    "decks": frozenset({"decks"}),
    "review": frozenset({"question", "answer"}),
    "question": frozenset({"question"}),
    "answer": frozenset({"answer"}),
    "summary": frozenset({"summary"}),
    "exchange": frozenset({"exchange"}),
    "form": frozenset({"form"}),
    "settings": frozenset({"form"}),
    "browse": frozenset({"browse"}),
    "details": frozenset({"details"}),
    "card": frozenset({"browse", "details"}),
    "statistics": frozenset({"statistics"}),
    "mastery": frozenset({"mastery"}),
    "quiz": frozenset({"quiz", "quiz_question", "quiz_answer", "quiz_result"}),
    "quiz_question": frozenset({"quiz_question"}),
    "quiz_answer": frozenset({"quiz_answer"}),
    "quiz_result": frozenset({"quiz_result"}),
    "triage": frozenset({"triage_draft", "triage_end"}),
    "triage_draft": frozenset({"triage_draft"}),
    "triage_end": frozenset({"triage_end"}),
    "changes": frozenset({"changes"}),
}
