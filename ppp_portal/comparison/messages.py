"""What a refused comparison says."""

from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "comparison.languages": _("Write this text in Kazakh and in Russian."),
    "comparison.figures": _(
        "The figures of the Kazakh and the Russian text differ: %(figures)s. Make them the same."
    ),
    "comparison.no_questions": _("Write at least one question before the questionnaire is fixed."),
    "comparison.better_of_words": _(
        "Only a number can be better by being more or less. Question %(number)s asks for no number."
    ),
    "comparison.not_draft": _(
        "The questions are fixed: everybody answers the same ones. They can no longer be changed."
    ),
    "comparison.not_fixed": _("Fix the questionnaire first: answers are given to fixed questions."),
    "comparison.until_missing": _("Say until when the questions are answered: day and hour."),
    "comparison.until_too_soon": _(
        "Leave whoever answers a whole working day, to its end: %(earliest)s is the earliest moment to set."
    ),
    "comparison.until_too_late": _(
        "Answers are taken for %(days)s calendar days at most: %(latest)s is the last day to set. If more time is "
        "needed later, put the end off then."
    ),
    "comparison.until_same": _("Answers are taken until %(before)s already. Set another moment."),
    "comparison.until_reason": _(
        "Everybody was told %(before)s. To bring the end forward give the reason in Kazakh and in Russian: everybody "
        "is told it with the new moment."
    ),
    "comparison.answers_closed": _(
        "Answers were taken until %(due_ms)s; this came at %(at_ms)s and is not taken. What you answered before "
        "stands. The working group may put the end off for everybody: ask it in writing."
    ),
    "comparison.still_open": _(
        "Answers are taken until %(until)s: until then everybody may still answer, and nothing is closed."
    ),
    "comparison.closed": _("The comparison is closed. Nothing in it can be changed."),
    "comparison.second_incumbent": _("Somebody else is marked as working now. There is one such column."),
    "comparison.value_missing": _("Give the answer to question %(number)s, or say that there is none."),
    "comparison.number_missing": _("Question %(number)s asks for a number."),
    "comparison.not_published": _(
        "“Not published” is said only of a real organisation known from published facts. "
        "If the offer does not answer question %(number)s, mark it as having no answer."
    ),
    "comparison.sealed": _(
        "Answer %(number)s was given in the sealed proposal and stands as it was. It can no longer be changed."
    ),
    "comparison.note": _("Say why answer %(number)s does not meet the requirement, or meets it in part."),
    "comparison.mark_of_nothing": _("Question %(number)s has no answer that could be judged."),
    "comparison.judges_no_vote": _(
        "A verdict is given by a member of the working group who has a vote. The secretary has none."
    ),
    "comparison.judged_real": _(
        "Of this organisation only published facts are shown. No verdict is passed on it: choose “not judged”."
    ),
    "comparison.not_judged": _("Every offer gets a verdict. “Not judged” is for real organisations only."),
    "comparison.reason": _("Give the reason of the verdict in both languages."),
    "comparison.unanswered": _("“%(column)s” has no entry for question %(number)s yet."),
    "comparison.no_verdict": _("“%(column)s” has no verdict yet."),
    "comparison.no_columns": _("There is nothing to compare: no offer has a column."),
}
