"""What problems of measurements, of the workspace and of commands say."""

PROBLEMS: dict[str, tuple[str, ...]] = {
    # tables
    "damaged-text": (
        "From this row on, the file is not {encoding} text: it is damaged, cut short, or encoded otherwise.",
        "Save it as UTF-8 again, or say how it is encoded, such as --encoding gb18030.",
    ),
    "no-encoding": (
        "From this row on, the file is not UTF-8, and as a whole it is not GB18030.",
        "Save it as UTF-8, or say how it is encoded, such as --encoding big5.",
    ),
    "unknown-encoding": ("No encoding is called {got}.", "Say one of: {choices}."),
    "damaged-archive": ("The {kind} file is damaged or cut short.", "Get it once more, or unpack it yourself."),
    "unpacks-too-large": (
        "The compressed file unpacks to more than {times} times its size.",
        "If that is meant, unpack it yourself.",
    ),
    "no-room": (
        "There is too little room in {folder} to read the file by way of it.",
        "Make room there, or set TMPDIR to another folder.",
    ),
    "no-header": ("The file has no header.", "Name its columns in the first line."),
    "wrong-separator": ("The columns are separated by {mark}, not by commas or tabs.", "Save the file with commas."),
    "empty-header": ("Column {number} has no name.", "Name it in the header."),
    "same-header": ("Two columns are named {name}.", "Rename or delete one."),
    "too-many-columns": (
        "The file has {count} columns, more than the {most} that a sheet can have.",
        "Give a table with a column for each measure.",
    ),
    "column-type": ("The column {name} holds {type}, which no cell of text shows.", "Save it as text or as numbers."),
    "damaged-file": ("The file is damaged or not what its beginning says: {why}.", "Save it anew."),
    "read-as": ("The file is not UTF-8 and was read as {encoding}.", "Say --encoding if it is something else."),
    "bad-csv": ("The row that begins here cannot be read as CSV: {why}.",),
    "wrong-width": ("The row has {got} fields, the header {expected}.", "Quote commas within a field."),
    "not-a-workbook": (
        "The file cannot be read as a workbook: {why}.",
        "Open it in Excel or WPS and save it as .xlsx.",
    ),
    "workbook-empty": (
        "The file is empty.",
        "Save the workbook again.",
    ),
    "workbook-is-page": (
        "The file is a web page or XML, whatever its ending says.",
        "Open it in Excel or WPS and save it as .xlsx.",
    ),
    "workbook-is-text": (
        "The file is plain text, whatever its ending says.",
        "Name it .csv if commas separate its columns; else open it in Excel or WPS and save it as .xlsx.",
    ),
    "workbook-encrypted": (
        "The workbook is protected by a password.",
        "Take the password off in Excel or WPS and save it.",
    ),
    "workbook-too-large": (
        "The workbook holds more than {limit} MB.",
        "Save the sheet that is needed in a workbook of its own.",
    ),
    "packed-too-tight": (
        "{part} unpacks to more than {times} times its size, as no table does.",
        "Open the workbook in Excel or WPS, copy the table into a new one and save that.",
    ),
    "sheet-too-large": (
        "The sheet reaches to {cell}, which is more than {limit} cells.",
        "Delete the rows and columns outside of the table.",
    ),
    "no-such-sheet": (
        "There is no sheet {name}.",
        "Did you mean {near}?",
        "There are: {names}.",
    ),
    "which-sheet": (
        "Several sheets could be meant by {cells}: {names}.",
        "Write the sheet before it, as SHEET!{cells}.",
    ),
    "bad-range": (
        "{cells} is no range of cells.",
        "Write it as A3:K40.",
    ),
    "no-header-row": (
        "None of the first {rows} rows names who is judged and something else that is known.",
        "Name the columns in one row, by id, title or alias.",
    ),
    "sheet-left-alone": ("The sheet is left alone: it has no header that is known.",),
    "sheet-hidden": (
        "The sheet is left alone: it is hidden.",
        "Show it, or name it, to have it read.",
    ),
    "rows-left-alone": ("Rows of totals, units or remarks are left alone: {rows}.",),
    "merged-value": (
        "{text} is merged over {cells}: which of them it belongs to cannot be told.",
        "Unmerge the cells and write each its own value.",
    ),
    "unsolved-formula": (
        "Formulas of this column have no result in the file: {count}.",
        "Open the workbook in Excel or WPS once and save it.",
    ),
    "percent-or-share": (
        "Nobody can tell whether {text} means percents: all numbers of {name} lie between 0 and 1.",
        "Write percents as 95 or 95%, or save the workbook as .xlsx.",
    ),
    "no-subject-column": ("There is no column named {column}, so nobody knows whom a row is about.", "Add it."),
    "measure-twice": ("{name} is a second column for the measure {measure}.", "Keep one."),
    "misspelt-column": (
        "The column {name} is not known; it looks misspelt.",
        "Did you mean {near}? If not: --ignore-column {name}.",
    ),
    "unknown-column": ("The column {name} is not used.",),
    "no-value-column": ("There is no column named value.", "Add it."),
    "nothing-measured": ("No column names a measure of the rubric.", "Name the columns by id, title or alias."),
    "measure-without-column": (
        "The channel looks at {measure}, and the file has no column for it.",
        "Add it, or say --ignore-column {measure}.",
    ),
    "empty-value": ("The value is empty.", "Write it, or n/a where it does not apply."),
    "not-a-value": ("{text} is no number.", "Write it in digits, such as 12.5."),
    "ambiguous-number": ("It is not clear which number {text} is.", "Write one of: {choices}."),
    "too-fine": ("{text} has more than {decimals} decimals.", "Round it, or let the rubric say more decimals."),
    "value-outside": ("{text} cannot stand here.", "It must be at least {least}.", "It must be at most {most}."),
    "unknown-word": ("{text} is none of the words of this measure.", "Write one of: {words}."),
    "no-id": ("The row has no {column}.", "Fill it in."),
    "no-register": (
        "The rubric ranks within categories ({categories}), and no register says who belongs where.",
        "Give one with --register.",
    ),
    "nobody": ("The files name nobody, and there is no register.", "Add rows, or give --register."),
    "formula-id": ("The id {id} begins like a formula.", "Begin it with a letter or a digit."),
    "same-subject": (
        "{id} stands in line {first_line} already for this period.",
        "Keep one row, or set from and until.",
    ),
    "unknown-status": ("The status {got} is not known.", "Write one of: {choices}."),
    "no-category-column": ("The register has no column named category, and the rubric has categories.", "Add it."),
    "unknown-category": ("{got} is no category of the rubric.", "Write one of: {choices}."),
    "log-columns": ("The visit log lacks: {columns}.", "Add a column for each."),
    "unknown-subject": ("{id} is not in the register.", "Did you mean {near}?", "Correct it, or add it there."),
    "empty-subject": ("The row does not say whom it is about.", "Fill it in."),
    "unknown-channel": ("{got} is no channel of the rubric.", "Write one of: {choices}."),
    "bad-date": ("{got} is no date.", "Write it as 2022-06-30."),
    "outside-period": ("{got} is not in {period}.", "Correct the date, or move the row to its period."),
    "same-visit": ("The visit {visit} of {id} stands in line {first_line} already.", "Keep one."),
    "no-channel": (
        "Nothing says which channel the rows come from.",
        "Add a column channel, or name the file after one of: {choices}.",
    ),
    "channel-mismatch": ("The row says {got}, the file's name says {file}.", "Correct one of them."),
    "wrong-period": ("The row belongs to {got}, not to {period}.", "Move it to its period."),
    "mixed-periods": ("The files hold more than one period: {periods}.", "Say which one with --period."),
    "unlisted-visit": (
        "The visit log does not list this visit as done: {visit}.",
        "Correct the visit here or in visits.csv.",
    ),
    "unsaid-visit": (
        "The row does not say which visit it belongs to, and the log lists several.",
        "Fill in the column visit.",
    ),
    "unknown-measure": ("{got} is no measure of the rubric.", "Did you mean {near}?"),
    "not-looked-at": ("The channel {channel} does not look at {got}.", "Delete the row, or change the rubric."),
    "no-respondents": (
        "The channel {channel} has a minimum of respondents, and there is no column named respondent.",
        "Add it.",
    ),
    "second-row": (
        "A second value of {measure} for {id}; the first is at {first}.",
        "Keep one of them; where several belong together, let the rubric say so, such as measure: {{mean: {measure}}}.",
    ),
    "unjudged-subject": ("Rows about {id} are left alone ({why}): {count}.",),
    "wide-defects": (
        "{measure} is told apart by columns of its rows, which a wide file has no place for.",
        "Give it one row a defect, with a column criterion.",
    ),
    "nothing-apart": (
        "{count} rows of {measure} say nothing in {columns}: those of one subject count as one defect.",
        "Fill the columns in.",
    ),
    "row-columns": ("Rows of {measure} lack: {columns}.", "Add a column for each."),
    "no-quarter": (
        "The rubric asks for the quarter, and {period} has none.",
        "Name the period as 2022Q2, with --period or as the folder.",
    ),
    "no-date": ("The row has no date, and only some days are asked for.", "Fill it in as 2022-06-30."),
    "outside-window": ("Rows dated outside the days that are asked for are left alone: {count}.",),
    # scoring
    "no-exposure": (
        "{criterion} of {id} ({channel}, visit {visit}) has nothing above zero to divide by: not assessed.",
        "Write n/a where it does not apply.",
    ),
    "drawn-and-missing": ("{id} was drawn for {channel} and has no result of it.",),
    "rows-not-applicable": ("{id} has rows for {criterion}, which does not apply to it; they count nothing.",),
    "rows-not-visited": (
        "{id} ({channel}, visit {visit}) has rows, but none of {measure}, which shows a visit: they count nothing.",
        "Add the row of {measure}.",
    ),
    # check
    "example-fails": ("{example}: {part} comes to {got}, not to {expected}.", "Correct the rule or the example."),
    "example-value": ("{example}: {measure} cannot be {value}.", "{why}"),
    # workspace and commands
    "no-workspace": (
        "There is no redprop.yaml here or above, so nothing says what to score.",
        "If {rubric} is the rubric, write --rubric {rubric}.",
        "Give --rubric and files, or start with `redprop init`.",
    ),
    "no-files": ("There are no measurements to read.", "Give files, or put them into {folder}."),
    "no-such-period": ("There is no period {period}.", "There are: {known}."),
    "no-periods": ("The workspace has no period with files in it.", "Put files into {folder}."),
    "no-edition": ("No edition of the rubric is in force in {period}.", "Add one to redprop.yaml."),
    "two-of-a-kind": ("There is more than one {name}, and only one can count.", "Give one of them."),
    "register-column": (
        "The rubric reads the column {column} of the register, which has none of that name.",
        "Add it.",
        "Or is {near} meant?",
    ),
    "same-file": ("{path} is given twice, and its rows would count twice.", "Give it once."),
    "no-such-file": ("There is no file {path}.",),
    "unknown-option-value": ("{option} cannot be {got}.", "Did you mean {near}?", "Choose one of: {choices}."),
    "not-a-date": ("{option} needs a date, not {got}.", "Write it as 2022-06-30."),
    "not-a-number": ("{option} needs a number, not {got}.",),
    "unknown-ending": ("The ending of {path} names no format.", "Use one of: {choices}."),
    "not-on-a-screen": ("A workbook cannot be shown on a screen: {format}.", "Write it to a file: -o FILE.{format}."),
    "cannot-write": ("{path} cannot be written: {why}.",),
    "no-matplotlib": (
        "Pictures need matplotlib.",
        "Install it: pip install 'redprop[plots]'.",
        "Or leave them out: --no-plots.",
    ),
    # clusters and files elsewhere
    "no-fsspec": (
        "Nothing here opens such an address: {why} is missing.",
        "Install it: pip install 'redprop[cluster]'.",
    ),
    "no-store": ("Nothing here opens such an address: {why}.", "Install what opens it, here and on the workers."),
    "no-dask": ("--cluster needs Dask.", "Install it: pip install 'redprop[cluster]'."),
    "bad-cluster": (
        "--cluster cannot be {got}.",
        "Give a scheduler's address such as tcp://host:8786, or local:2 for two processes of this machine.",
    ),
    "no-scheduler": (
        "No scheduler answers at {address} within {seconds} seconds.",
        "Start one with `dask scheduler`, or look at the address.",
    ),
    "scheduler-lost": ("The scheduler at {address} is lost, and there is no result.", "Start it and try again."),
    "no-workers": (
        "The scheduler at {address} has had no workers for {seconds} seconds.",
        "Start some with `dask worker {address}`.",
    ),
    "workers-killed": (
        "Several workers of {address} died over the same rows.",
        "Give them more memory or fewer threads, or count without --cluster.",
    ),
    "other-version": (
        "{at} has {name} {there}, and this machine has {here}.",
        "Install the same on the scheduler and the workers as here.",
    ),
    "not-there": ("{at} has no {name}.", "Install the same on the scheduler and the workers as here."),
    "worker-cannot-read": (
        "The worker on {worker} cannot read the file: {why}.",
        "Put it where this machine and all workers find it under the same name, or count without --cluster.",
    ),
    "not-empty": ("{path} is there already.", "Choose an empty folder."),
    "no-rubrics": ("No rubric files in {path}.", "Name a .yaml file or a folder that holds some."),
    # diff
    "no-git": ("{word} names a revision, and there is no git to ask.", "Install git, or give a file."),
    "no-repository": (
        "{word} names a revision, and git finds no repository here.",
        "Give a file, or go to the repository. Git says: {why}.",
    ),
    "no-such-revision": ("git knows no revision {revision}.", "Give a branch, a tag or a commit."),
    "not-in-revision": (
        "There is no file {path} in {revision}.",
        "Count the path from the root of the repository, or begin it with ./ to count it from here.",
    ),
    "input-twice": ("Standard input can be only one of the two editions.", "Give a file for the other."),
    "edition-unchanged": ("Scores or verdicts can change, and the edition is still {edition}.", "Give it a new one."),
    "edition-unsaid": ("Scores or verdicts can change, and no edition is named.", "Add edition to both."),
    "by-edition": ("By {edition}: {what}",),
    "edition-does-not-know": ("Not known to {edition}: {what}",),
}
