"""Papers: what is printed or sent before and after a workshop. Findings in, one self-contained HTML file out.

    paper       what they share: the file around a paper, whose it is, how text gets in
    preview     all statements, to read beforehand
    ballots     cards to fill in without a phone
    wall_chart  sheets for the wall, for sticky dots or tally marks
    brief       where to spend the minutes, for the facilitator
    pack        what was asked, shown and agreed, afterwards
    calendar    the review date, for a diary

Each file carries its own styles and nothing else: no script, no picture or font from elsewhere. It reads in light and
dark and at any width, and prints on A4 or, for the wall, A3.
"""
