"""Texts of `redprop rectify`."""

TEXTS: dict[str, str] = {
    "rectify.title": (
        "{title} · {count} findings: open {open}, back again {back}, unchecked {unchecked}, closed {closed}"
    ),
    "rectify.as_of": ("Overdue is counted against {day}; without --as-of that is the last day of a visit in the data."),
    "rectify.unchecked": (
        "Unchecked: no later visit looked there, so it is not gone; those first seen in this period are new."
    ),
    "rectify.deadlines": (
        "Days from the day of finding: severe {severe}, ordinary {ordinary}, minor {minor}. Made up, "
        "unless redprop.yaml says them."
    ),
    "rectify.marks": "At stake",
    "rectify.name": "Name",
    "rectify.finding": "Finding",
    "rectify.what": "Criterion",
    "rectify.place": "Place",
    "rectify.units": "Count",
    "rectify.state": "State",
    "rectify.severity": "Severity",
    "rectify.deadline": "Deadline",
    "rectify.due": "Due",
    "rectify.answered": "Reply",
    "rectify.company": "Company",
    "rectify.party": "Other party",
    "rectify.community": "Community",
    "rectify.date": "Last seen",
    "rectify.channel": "Channel",
    "rectify.evidence": "Evidence",
    "rectify.note": "Note",
    "rectify.responsible": "Responsible",
    "rectify.state.open": "open",
    "rectify.state.closed": "closed",
    "rectify.state.back": "back again",
    "rectify.state.unchecked": "unchecked",
    "rectify.state.new": "new",
    "rectify.severity.severe": "severe",
    "rectify.severity.ordinary": "ordinary",
    "rectify.severity.minor": "minor",
    "rectify.due.in_time": "in time",
    "rectify.due.overdue": "overdue",
    "rectify.due.not_due": "not due",
    "rectify.due.reported": "reported",
    "rectify.answered.unchecked": "reported done, unchecked",
    "rectify.answered.confirmed": "reported done, confirmed",
    "rectify.answered.refuted": "reported done, still there",
    "rectify.answered.not_done": "not done",
    "rectify.total": "All",
    "rectify.by.company": "Company",
    "rectify.by.community": "Community",
    "rectify.meeting.by.company": "Rectification · {period} · by company",
    "rectify.meeting.by.community": "Rectification · {period} · by community",
    "rectify.meeting.issued": "Issued",
    "rectify.meeting.in_time": "In time",
    "rectify.meeting.overdue": "Overdue",
    "rectify.meeting.not_due": "Not due",
    "rectify.meeting.reported": "Reported",
    "rectify.meeting.closed": "Closed",
    "rectify.meeting.rate": "Closing rate",
    "rectify.meeting.back": "Back again",
    "rectify.meeting.others": "Others' duty",
    "rectify.meeting.focus": "This week",
    "rectify.meeting.how": (
        "Issued = in time + overdue + not due + reported; closing rate = closed / issued; others' duty "
        "is counted apart. A visit closes a finding, a reply does not."
    ),
    "rectify.sheet.list": "Rectification",
    "rectify.sheet.reply": "Reply",
    "rectify.sheet.note": "How to fill in",
    "rectify.book.title": "{company} {period} rectification list",
    "rectify.reply.period": "Period",
    "rectify.reply.estate": "Estate ID",
    "rectify.reply.name": "Estate name",
    "rectify.reply.finding": "Finding",
    "rectify.reply.criterion": "Criterion",
    "rectify.reply.place": "Place",
    "rectify.reply.deadline": "Deadline",
    "rectify.reply.measures": "What was done",
    "rectify.reply.done": "Done on",
    "rectify.reply.photo": "Photo after",
    "rectify.reply.reason": "Why not done",
    "rectify.reply.signed": "Signature",
    "rectify.ask.title": "Done on",
    "rectify.ask.text": "A date, such as 2022-07-10. Leave it empty if it is not done, and say why.",
    "rectify.note.how": (
        "On the sheet Reply fill in the yellow cells: what was done, when, the photo after; or why it "
        "is not done. Change no other column."
    ),
    "rectify.note.keep": (
        "Send the file back as it is (.xlsx). Answer each finding once; several numbers of one place are one line."
    ),
    "rectify.note.closed": "A reply says that the company reports it done. Only a visit closes a finding.",
    "rectify.note.others": (
        "Findings of other responsible parties stand in the list for information; they need no reply."
    ),
    "rectify.note.deadlines": "Days from the day of finding: severe {severe}, ordinary {ordinary}, minor {minor}.",
    "rectify.note.count": (
        "{count} findings, {answers} of them to be answered. Number, seal, date and signature are for "
        "those who issue and sign."
    ),
    "rectify.no_company": "no company known",
    "rectify.books.done": "{count} workbooks written to {folder}.",
    "rectify.replies.read": "{count} replies read.",
    "rectify.to.title": "{name} {period}: what to fix first for {aim}",
    "rectify.to.aim.score": "a score of {aim}",
    "rectify.to.aim.grade": "the grade {aim}",
    "rectify.to.aim.rank": "rank {aim}",
    "rectify.to.score": "score {score}",
    "rectify.to.rank": "rank {rank}",
    "rectify.to.before": "Now: {state}.",
    "rectify.to.after": "Then: {state}.",
    "rectify.to.best": "With every finding fixed: {state}.",
    "rectify.to.already": "It is reached already: nothing has to be fixed.",
    "rectify.to.unreachable": (
        "Out of reach by fixing findings, of which there are {count}: what else is lost is no counted finding, or a "
        "limit holds, or others stay ahead."
    ),
    "rectify.to.count": "{count} findings: no fewer do, and of as many none gain more marks.",
    "rectify.to.unproven": (
        "{count} findings, and none of them can be left out. Whether fewer of others would do was not settled: there "
        "are too many ways."
    ),
    "rectify.to.limits": "Limits that hold all the same: {limits}.",
    "rectify.to.what": "Finding",
    "rectify.to.channel": "Channel",
    "rectify.to.visit": "Visit",
    "rectify.to.fix": "Fix",
    "rectify.to.of": "{many} of {count}",
    "rectify.to.change": "Score",
    "rectify.to.findings": "Finding no.",
    "rectify.to.places": "Place",
    "rectify.to.rows": "Rows",
    "rectify.to.rounding": "Rounding",
    "rectify.to.total": "Together",
    "rectify.to.held": "The others' scores are held as they are.",
    "rectify.to.how": (
        "Each changes the score after those above it. What two channels or visits saw are findings of each. Numbers, "
        "places and rows name all findings of the kind."
    ),
}
