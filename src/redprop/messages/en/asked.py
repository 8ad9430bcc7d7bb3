"""Problems of what a result is asked for: whom it explains, what it compares, what is aimed at, papers."""

PROBLEMS: dict[str, tuple[str, ...]] = {
    "files-changed": ("The files no longer give what was scored.", "Score them again."),
    "same-name": ("{name} is the name of several: {choices}.", "Give the id."),
    "no-reply-sheet": (
        "There is no reply sheet in this file.",
        "Send back the file as it came, with its sheet {sheet}.",
    ),
    "unknown-finding": (
        "No finding of {id} is called {finding}.",
        "Did you mean {near}?",
        "Write it as the list does.",
    ),
    "answered-twice": ("{finding} is answered already, at {first}.", "Keep one of the answers."),
    "done-too-early": (
        "{got} is before the finding, which was made on {day}.",
        "Write the day on which it was put right.",
    ),
    "changed-column": ("This column is not to be changed: {got} stood as {expected_text}.", "Write that again."),
    "books-among-periods": (
        "{path} would be read as a period's measurements.",
        "Choose a folder beside the periods, such as rectify/2022Q2.",
    ),
    "not-judged": ("{id} is not judged in this period: {why}.",),
    "no-period-before": (
        "{period} is no period before this one.",
        "There are: {known}.",
        "For no comparison say none.",
    ),
    "needs-file": ("{format} cannot go to the screen.", "Name a file, such as -o bulletin{ending}."),
    "template-for-one": (
        "A template is for one kind of Word file.",
        "Ask for one kind at a time: the bulletin (-o), --sheets or --notices.",
    ),
    "template-no-word": ("This is no Word document (.docx).", "Save the template as .docx."),
    "template-unknown": ("The template names what there is not: {got}.", "There are: {choices}."),
    "template-syntax": (
        "A tag of the template is wrong: {what}.",
        "Look whether each {{{{ }}}} and {{% %}} is closed and spelt as it should be.",
    ),
    "template-value": ("The template asks for a value that is not there: {what}.", "docs/report.md lists them all."),
    "unknown-aim": (
        "{got} is no aim.",
        "Write a score, such as 90; a grade, such as grade:excellent; or a rank, such as rank:3.",
    ),
    "aim-beyond": ("{option} cannot be {got}.", "Choose between {least} and {most}."),
    "no-grades-to-reach": ("The rubric gives no grades.", "Aim at a score or a rank."),
    "nothing-to-better": ("{id} has no {kind} in this period, so there is none to better.",),
    "aim-of-whom": ("--to needs one subject.", "Name it: redprop rectify SUBJECT --to {aim}."),
    "aim-alone": ("--to stands for itself: {options} are of the list.", "Leave them out."),
    "other-direction": (
        "Less is better in one of {before} and {after}, and more in the other: their scores cannot be compared.",
    ),
    "other-full-marks": ("The full marks were {old} and are {new}: such scores cannot be compared.",),
    "no-earlier-period": ("There is no earlier period to compare {period} with.", "There are: {known}."),
    "two-at-most": ("{option} was given more than twice.", "Give it once for both periods, or once for each."),
    "same-folder": ("{path} is named for two kinds of papers.", "Give each kind a folder of its own."),
    "periods-of-workspace": (
        "What to compare are the periods of a workspace, and there is none here.",
        "Give two folders or files, with --rubric.",
        "Or begin one with redprop init.",
    ),
    "trend-of-workspace": ("A trend is of a workspace, and there is none here.", "Begin one with redprop init."),
}
