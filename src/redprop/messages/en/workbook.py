"""Texts of the bulletin's workbook: rankings, calculation, the standard, how to read it."""

TEXTS: dict[str, str] = {
    "workbook.ranking": "{category} ranking",
    "workbook.calculation": "{category} workings",
    "workbook.calculation.title": "{category}: the scores worked out",
    "workbook.calculation.note": (
        "Blue numbers are marks of criteria and may be changed; channel marks, weights, blend, scores and ranks "
        "are formulas and follow. Empty: not assessed; “not applicable” counts in neither sum. Shaded italic "
        "numbers were given by the program and are no formulas."
    ),
    "workbook.standard": "Weights and standard",
    "workbook.about": "About",
    "workbook.printed": "printed marks, weights, caps",
    "workbook.marks": "Criteria",
    "workbook.state": "State",
    "workbook.earned": "{title}: earned",
    "workbook.possible": "{title}: possible",
    "workbook.earned.sum": "Earned",
    "workbook.possible.sum": "Possible",
    "workbook.mark": "Mark",
    "workbook.weights": "Weights in force",
    "workbook.blend": "Blend",
    "workbook.blend.criteria": "Criteria over all channels",
    "workbook.none": "No score",
    "workbook.blended": "Blended, not rounded",
    "workbook.counted": "Counted",
    "workbook.after.bonus": "With the bonus",
    "workbook.after.penalty": "Less the penalty",
    "workbook.rounded": "Before limits",
    "workbook.cap": "Capped at",
    "workbook.takes_part": "Is ranked",
    "workbook.tie_key": "Parts equal scores (greater first)",
    "workbook.channel": "Channel",
    "workbook.weight": "Printed weight",
    "workbook.absent": "Where absent",
    "workbook.absent.zero": "counts 0",
    "workbook.absent.renormalise": "the others share its weight",
    "workbook.absent.weight_to": "its weight goes to {heir}",
    "workbook.absent.not_rated": "not rated, no rank",
    "workbook.section": "Part",
    "workbook.criterion": "Criterion",
    "workbook.full": "Full marks",
    "workbook.seen_by": "Looked at by",
    "workbook.rule": "Rule",
    "workbook.unit": "What is measured",
    "workbook.most": "At most",
    "workbook.about.sheets": (
        "Sheets: the rankings are to be printed; a calculation has a row a subject, from left to right the marks "
        "of criteria by channel, channel marks, weights in force, blend, bonus and penalty, score, rank; “Weights"
        " and standard” has full marks, weights and the rules in words. The numbers of a ranking point to its "
        "calculation."
    ),
    "workbook.about.live": (
        "Formulas: what was possible, earned and given in each channel, weights in force, blend, bonus and "
        "penalty, rounding, caps, ranks and their changes. Change a blue number of a calculation and they follow."
    ),
    "workbook.about.fixed": (
        "What does not follow: grades, remarks, reasons for having no rank, whether a limit holds, who is ranked,"
        " what parts equal scores, and the order of rows in a ranking. They are as they were when this was made; "
        "how records become marks of criteria stands under “Weights and standard”."
    ),
    "workbook.about.change": (
        "An empty criterion was not assessed and is not counted as possible; a number put there counts. A channel"
        " with a word under “State” does not count; empty that cell and it does."
    ),
    "workbook.about.exact": (
        "Rounding: the program works out scores and channel marks in exact fractions. A spreadsheet counts in "
        "binary floating point, where a number that lies just between two printed ones may fall to either side; "
        "so each rounding adds a very small number (see the formulas, such as 1E-10), greater than all errors of "
        "calculation and far smaller than the last place. The program checks every cell in exact fractions: a "
        "formula is written only where it agrees with the program to every printed digit; elsewhere the program's"
        " number stands, shaded and in italics."
    ),
    "workbook.about.order": (
        "Steps that are no fractions, such as a geometric mean, and numbers with too many digits have no formula:"
        " the program's number stands there."
    ),
    "workbook.about.count": "Sheet “{sheet}”: {formulas} numbers by formula, {fixed} as the program gave them.",
    "workbook.about.made": (
        "Made from: {standard} (edition {edition}), {period}, fingerprint {fingerprint}. The same standard, data "
        "and arithmetic give the same fingerprint."
    ),
}
