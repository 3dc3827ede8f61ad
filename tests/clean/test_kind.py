from onrecord.model import ArticleKind

REPORT = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.\n"
    "“I am sure that my boats will be safe, and I thank them,” said Jo Fisher, who lost two boats. “I do.”\n"
    "The work will cost 4.2 million crowns and will last for eleven weeks, the council said in a statement.\n"
)
OPINION = (
    "It is a disgrace that the harbour council should dither while the pier falls. The mayor’s so-called plan is "
    "laughable, and it is hardly surprising that the fishermen are desperate. Surely somebody should say so?\n"
    "The pathetic excuses of the past month are an outrageous waste of breath. How low can a council fall?\n"
)
DIGEST = (
    "The vote highlights the growing risk to the harbour, raising concerns about what it may mean for trade.\n"
    "The damage underscores the urgent need for repairs, potentially leading to significant challenges for fishermen.\n"
    "The continued reliance on the old pier may result in a further loss of trust in the port.\n"
    "In a significant step, the council has voted to mend the pier. Meanwhile, the humanitarian toll still rises.\n"
)


def test_a_report_with_people_who_speak_for_themselves_is_a_report(cleaned):
    assert cleaned(REPORT).kind is ArticleKind.REPORT


def test_judging_words_make_an_opinion(cleaned):
    assert cleaned(OPINION).kind is ArticleKind.OPINION


def test_a_first_person_outside_quotation_marks_makes_an_opinion(cleaned):
    text = "I went to the pier. My boat was gone, and I wept. I had built it myself, and I was proud of it.\n"
    assert cleaned(text).kind is ArticleKind.OPINION


def test_a_label_makes_an_opinion(cleaned):
    assert cleaned("Opinion | The pier must be mended\n" + REPORT).kind is ArticleKind.OPINION


def test_stock_phrases_without_a_voice_make_a_digest(cleaned):
    assert cleaned(DIGEST).kind is ArticleKind.DIGEST
    assert cleaned(DIGEST + REPORT).kind is ArticleKind.REPORT
