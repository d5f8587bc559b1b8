"""A file of answers is read as it stands, or all that is wrong with it is said at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey.service.exchange.answers_file import SIZE_LIMIT, FaultyAnswers, letters, read_answers
from tests.rules.scoring_examples import answer, questionnaire, section

ASKED = questionnaire(section("open-minutes", "named-owner"), section("clear-aim", section_id="next"))
HEADER = "respondent,role,open-minutes,named-owner\n"
BEGIN = "Begin with a row of column names: respondent, role, then the ids of statements, such as open-minutes."
WRITE = "Write 1, 2, 3, 4, dk or na, or leave the cell empty."


def faults(text: str | bytes) -> list[str]:
    """What is said about a faulty file, line by line."""
    body = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FaultyAnswers) as caught:
        read_answers(ASKED, body)
    return str(caught.value).splitlines()


def test_levels_and_the_other_answers_are_read():
    read = read_answers(ASKED, b"respondent,role,open-minutes,named-owner,clear-aim\nr1,managers,3,dk,na\nr2,,,4,1\n")
    assert read.asked == ("open-minutes", "named-owner", "clear-aim")
    assert [(row.respondent, row.role) for row in read.rows] == [("r1", "managers"), ("r2", None)]
    assert read.rows[0].contents == {
        "open-minutes": answer(3),
        "named-owner": answer("dk"),
        "clear-aim": answer("na"),
    }
    assert read.rows[1].contents == {"open-minutes": answer(None), "named-owner": answer(4), "clear-aim": answer(1)}


def test_a_statement_without_a_column_was_not_asked():
    assert read_answers(ASKED, b"respondent,clear-aim\nr1,2\n").asked == ("clear-aim",)


def test_the_role_may_be_left_out_and_columns_come_in_any_order():
    read = read_answers(ASKED, b"named-owner,respondent\n2,r1\n")
    assert (read.rows[0].respondent, read.rows[0].role, read.asked) == ("r1", None, ("named-owner",))


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbfrespondent,role,open-minutes\r\nr1,managers,DK\r\n",
        b" Respondent , ROLE , Open-Minutes \nr1,managers, dk \n",
        b'"respondent","role","open-minutes"\n"r1","managers","dk"\n',
        b"\n\nrespondent,role,open-minutes\n,,\nr1,managers,dk\n\n,,\n",
    ],
    ids=["byte order mark and Windows line ends", "capitals and spaces", "quotation marks", "empty rows"],
)
def test_what_spreadsheets_add_makes_no_difference(body):
    read = read_answers(ASKED, body)
    assert [(row.respondent, row.role, dict(row.contents)) for row in read.rows] == [
        ("r1", "managers", {"open-minutes": answer("dk")})
    ]


def test_a_row_keeps_its_number_after_empty_rows():
    assert faults("\n" + HEADER + "\nr1,managers,5,1\n") == [
        f"row 4, column C: “5” is no answer to open-minutes. {WRITE}"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " , ,\n", "\ufeff"])
def test_an_empty_file(text):
    assert faults(text) == [f"The file is empty. {BEGIN}"]


def test_a_header_without_responses():
    assert faults(HEADER) == ["The file names columns and holds no responses. Add a row for each response."]


def test_a_missing_header():
    assert faults("r1,managers,3,4\nr2,managers,2,2\n") == [f"row 1: The row names no known column. {BEGIN}"]


def test_a_missing_respondent_column_and_what_else_is_wrong():
    assert faults("role,open-minutes\nmanagers,7\n") == [
        "row 1: There is no column “respondent”. Add one with a different name or number in each row.",
        f"row 2, column B: “7” is no answer to open-minutes. {WRITE}",
    ]


def test_a_header_without_statements():
    assert faults("respondent,role\nr1,managers\n") == [f"row 1: No column names a statement. {BEGIN}"]


def test_a_misspelt_column_is_told_the_nearest_right_one():
    assert faults("respondent,open-minuets\nr1,3\n") == [
        "row 1, column B: “open-minuets” is no statement of “The stages” 1.2.0. "
        "Did you mean “open-minutes”? If not, remove the column."
    ]


def test_an_unknown_column_like_no_other():
    assert faults("respondent,open-minutes,q7\nr1,3,3\n") == [
        "row 1, column C: “q7” is no statement of “The stages” 1.2.0. Correct the name, or remove it."
    ]


def test_a_column_without_a_name():
    assert faults("respondent,open-minutes,\nr1,3,3\n") == [
        "row 1, column C: The column has no name. Name it, or remove it."
    ]


def test_columns_that_were_emptied_in_a_spreadsheet_are_passed_over():
    file = read_answers(ASKED, b"respondent,,open-minutes,,\nr1,,3,,\nr2,,4\n")
    assert file.asked == ("open-minutes",)
    assert [row.contents["open-minutes"].level for row in file.rows] == [3, 4]


def test_a_repeated_column():
    assert faults("respondent,open-minutes,Open-Minutes\nr1,3,3\n") == [
        "row 1, column C: “open-minutes” is in column B already. Keep one of the two."
    ]


@pytest.mark.parametrize("cell", ["5", "0", "-1", "2.5", "3.0", "n/a", "yes", "٣"])
def test_a_cell_that_is_no_answer(cell):
    assert faults(f"{HEADER}r1,managers,{cell},4\n") == [
        f"row 2, column C: “{cell}” is no answer to open-minutes. {WRITE}"
    ]


def test_a_long_cell_is_cut_and_what_cannot_be_printed_is_left_out_of_the_message():
    assert faults(f"{HEADER}r1,managers,\x1b[2J{'x' * 90},4\n") == [
        f"row 2, column C: “ [2J{'x' * 35}…” is no answer to open-minutes. {WRITE}"
    ]


def test_a_missing_respondent():
    assert faults(f"{HEADER},managers,3,4\n") == [
        "row 2, column A: The respondent is missing. Give each row a name or number of its own."
    ]


def test_a_repeated_respondent():
    assert faults(f"{HEADER}r1,managers,3,4\nr2,managers,3,4\nr1,managers,1,1\n") == [
        "row 4, column A: “r1” has answered in row 2 already. Remove one of the two rows, or rename it."
    ]


def test_cells_that_a_spreadsheet_left_out_at_the_end_of_rows_are_empty():
    short = read_answers(ASKED, f"{HEADER}r1,managers,3\nr2\n".encode())
    full = read_answers(ASKED, f"{HEADER}r1,managers,3,\nr2,,,\n".encode())
    assert short == full


def test_a_row_that_is_too_long():
    assert faults(f"{HEADER}r1,managers,3,4,\n") == [
        "row 2: The row has 5 cells and the first row 4. Remove those that have no column, or name a column."
    ]


def test_an_accent_kept_beside_its_letter_makes_no_other_respondent():
    assert faults(f"{HEADER}Zoe\u0308,managers,3,4\nZo\u00eb,managers,3,4\n") == [
        "row 3, column A: “Zo\u00eb” has answered in row 2 already. Remove one of the two rows, or rename it."
    ]


@pytest.mark.parametrize(("separator", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_cells_separated_by_something_else(separator, name):
    text = f"{HEADER}r1,managers,3,4\n".replace(",", separator)
    assert faults(text) == [f"row 1: The cells are separated by {name}. Save the file again with commas between them."]


def test_a_text_that_is_not_utf8_names_the_row():
    assert faults(HEADER.encode() + b"r1,managers,3,4\nren\xe9,managers,3,4\n") == [
        "row 3: The text is not in UTF-8. Save the file again as “CSV UTF-8” and try with that."
    ]


def test_a_spreadsheet_instead_of_a_csv_file():
    assert faults(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xc7\xff") == [
        "row 1: The text is not in UTF-8. Save the file again as “CSV UTF-8” and try with that."
    ]


@pytest.mark.parametrize("row", ['r1,"managers,3,4', 'r1,"man"agers,3,4', f"r1,{'x' * 200_000},3,4"])
def test_a_row_that_cannot_be_read(row):
    assert faults(f"{HEADER}r0,managers,3,4\n{row}\n") == [
        "row 3: The row cannot be read: a quotation mark is left open or stands inside a cell, or a cell is too long. "
        "Correct it, or save the file again as CSV from a spreadsheet."
    ]


def test_a_file_over_the_size_limit():
    assert faults(HEADER.encode().ljust(SIZE_LIMIT + 1, b"x")) == [
        "The file is larger than 20 MB. Leave out the columns that are no answers."
    ]


def test_a_header_over_the_limit_of_columns():
    assert faults("respondent," + "open-minutes," * 1_000 + "\n") == [
        "row 1: The row names 1002 columns; 1000 is the most. Leave out those that are no answers."
    ]


def test_all_faults_are_named_at_once_in_the_order_of_the_file():
    text = "respondent,role,open-minutes,named-owner,q7\nr1,managers,5,4,1\n,managers,3,six,\nr1,managers,3,4,1\n"
    text += "r2,x,1,1,1,1\n"
    assert faults(text) == [
        "row 1, column E: “q7” is no statement of “The stages” 1.2.0. Correct the name, or remove it.",
        f"row 2, column C: “5” is no answer to open-minutes. {WRITE}",
        "row 3, column A: The respondent is missing. Give each row a name or number of its own.",
        f"row 3, column D: “six” is no answer to named-owner. {WRITE}",
        "row 4, column A: “r1” has answered in row 2 already. Remove one of the two rows, or rename it.",
        "row 5: The row has 6 cells and the first row 5. Remove those that have no column, or name a column.",
    ]


def test_reading_stops_where_a_file_has_nothing_new_to_say():
    found = faults(HEADER + "".join(f"r{number},managers,9,9\n" for number in range(5_000)))
    assert len(found) == 101
    assert found[-1] == "row 52: Reading stopped here, after 100 faults. Correct those first."


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(column, name):
    assert letters(column) == name


PIECES = st.sampled_from(
    [*'",;\n\r\t ', "respondent", "role", "open-minutes", "5", "3", "dk", "na", "\x00", "é", "\ufeff"]
)


@given(st.lists(PIECES, max_size=40).map("".join).map(str.encode) | st.binary(max_size=60))
def test_whatever_the_bytes_they_are_read_or_refused_with_a_reason(body):
    try:
        said = str(read_answers(ASKED, body).rows)
    except FaultyAnswers as refused:
        said = str(refused)
    assert said
