"""Attribution: one invented sentence or two for each construction."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.extract.actors import Actors
from onrecord.extract.speech import read_statements
from onrecord.model import Article, Mode, Span, SpeakerType, TextMap


@pytest.fixture(scope="session")
def statements(nlp):
    def read(text):
        article = Article(
            id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))] if text else []), sha256=""
        )
        doc = nlp(text)
        return read_statements(doc, Actors(doc, article))

    return read


@pytest.fixture(scope="session")
def said(statements):
    """Rows of chain and content, as words."""

    def read(text):
        return [
            (
                [link.text for link in s.attribution.path],
                " … ".join(span.of(text) for span in s.content),
            )
            for s in statements(text)
        ]

    return read


# -------------------------------------------------------------------------------- indirect


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Anna Berg said that the ferry would stop in May.", "Anna Berg", "that the ferry would stop in May"),
        ("Anna Berg said the ferry would stop.", "Anna Berg", "the ferry would stop"),
        ("The US said on Friday the port could open.", "The US", "the port could open"),
        ("Two officials believe the dam will hold.", "Two officials", "the dam will hold"),
        ("The deal, she said, was dead.", "she", "The deal … was dead"),
        ("Tomas Lind urged allies to send more tents.", "Tomas Lind", "allies to send more tents"),
        ("Tomas Lind vowed to rebuild the bridge.", "Tomas Lind", "to rebuild the bridge"),
        ("Norland threatened to close the border.", "Norland", "to close the border"),
        ("The court accused the company of hiding records.", "The court", "the company of hiding records"),
        ("The owners blamed the storm for the delay.", "The owners", "the storm for the delay"),
        ("President Olga Marsh called the plan a disaster.", "President Olga Marsh", "the plan a disaster"),
        ("Police reported 12 deaths.", "Police", "12 deaths"),
        ("The minister warned of famine in the north.", "The minister", "famine in the north"),
        ("Analysts are confident that prices will fall.", "Analysts", "that prices will fall"),
        ("A new poll shows that voters want a bridge.", "A new poll", "that voters want a bridge"),
        ("The general staff put the losses at 1,200.", "The general staff", "the losses at 1,200"),
        (
            "The road is shut, but the bridge holds, Ms. Berg said.",
            "Ms. Berg",
            "The road is shut, but the bridge holds",
        ),
        ("The plan is sound, thinks Olga Marsh, a former admiral.", "Olga Marsh", "The plan is sound"),
        ("GENEVA — The minister said the talks had failed.", "The minister", "the talks had failed"),
    ],
)
def test_a_reporting_verb_links_its_subject_to_its_complement(said, text, source, content):
    assert said(text) == [([source], content)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to the mayor, the dam is safe.", "the mayor", "the dam is safe"),
        ("The dam is safe, according to the mayor.", "the mayor", "The dam is safe"),
        ("In the mayor's view, the law is too weak.", "the mayor", "the law is too weak"),
        ("As the governor pointed out, the bridge was never safe.", "the governor", "the bridge was never safe"),
        (
            "As one engineer observed, if the wall breaks, the town will flood.",
            "one engineer",
            "if the wall breaks, the town will flood",
        ),
        ("Traffic stopped, with officials saying the road is closed.", "officials", "the road is closed"),
        (
            "With intelligence assessments suggesting Norland has lost 400 boats, the fleet stays in port.",
            "intelligence assessments",
            "Norland has lost 400 boats",
        ),
        ("There were reports that forty people had drowned.", "reports", "that forty people had drowned"),
        ("The army's assessment that the pass was open proved wrong.", "The army", "that the pass was open"),
        ("Poll: Voters turn against the bridge", "Poll", "Voters turn against the bridge"),
        ("SMITH: The town needs water. It needs it now.", "SMITH", "The town needs water. It needs it now"),
    ],
)
def test_attributions_without_a_main_verb_of_saying(said, text, source, content):
    assert said(text) == [([source], content)]


def test_the_subject_of_a_raising_passive_is_part_of_what_is_said(said):
    assert said("Norland is said by Sudland to have lost more than 300 boats.") == [
        (["Sudland"], "Norland … to have lost more than 300 boats")
    ]


def test_the_columnist_speaks_in_the_first_person(nlp):
    article = Article(id="c", path="c.txt", text="", map=TextMap.keeping([]), sha256="", byline=("Ada Vost",))
    doc = nlp("I think that the council has failed us.")
    (statement,) = read_statements(doc, Actors(doc, article))
    assert [(link.name, link.text) for link in statement.attribution.chain] == [("Ada Vost", "I")]


@pytest.mark.parametrize(
    "text",
    [
        "It is believed as many as 200 sailors are missing.",
        "Sudland is believed to be considering a ceasefire.",
        "Two ships are said to have sunk.",
        "The lake has been described as a graveyard.",
    ],
)
def test_a_passive_without_an_agent_has_no_speaker(statements, text):
    (statement,) = statements(text)
    assert statement.attribution.chain == ()
    assert statement.attribution.cue


@pytest.mark.parametrize(
    "text",
    [
        "High losses suggest that the fleet is weak.",
        "The so-called “winter plan” and the “Iron Gate” remain secret.",
        "The drones decide the outcome.",
        "It is not known whether the dam will hold.",
        "The mayor knows where the boats are.",
        "Source: Harbour Times",
        "The mayor did not say when the bridge would open.",
        "The army declined to say how many boats were lost.",
        "Nobody has yet said whether the dam held.",
        "The firm refused to comment on the loss.",
        "",
    ],
)
def test_the_articles_own_voice_makes_no_statement(statements, text):
    assert statements(text) == ()


def test_a_participle_of_saying_is_a_statement_of_the_same_speaker(said):
    assert said("Marsh said the fleet was safe, adding that no ship had sunk.") == [
        (["Marsh"], "the fleet was safe"),
        (["Marsh"], "that no ship had sunk"),
    ]


def test_a_cue_with_its_subject_behind_a_comma_is_read_where_the_parser_hangs_it_on_the_clause(said):
    assert said("As many as 200 boats have been lost in Norland, the website Harbour Today reported on Monday.") == [
        (["the website Harbour Today"], "As many as 200 boats have been lost in Norland")
    ]


def test_a_letter_that_others_saw_is_nearest_to_the_reader(said):
    (row,) = said("In a letter to the ministry, which was shown to the Herald, Berg said the dam was weak.")
    assert (row[0][0].split()[:2], row[0][1:], row[1]) == (["a", "letter"], ["Berg"], "the dam was weak")


def test_a_source_is_called_by_how_it_was_made(said):
    assert said("More than 300 homes were lost, according to a first count made from the air.") == [
        (["a first count made from the air"], "More than 300 homes were lost")
    ]


def test_a_quotation_within_a_quotation_is_of_the_inner_speaker(said):
    rows = said(
        "“A woman took my sleeve and said to me, ‘You told us the water was safe.’ I told her that I had never "
        "said it,” Lund said."
    )
    assert (["Lund", "A woman"], "‘You told us the water was safe.’") in [
        (names, words if words.startswith("‘") else f"‘{words}.’") for names, words in rows
    ]


def test_a_thing_is_no_speaker(statements):
    (statement,) = statements("The cancer said it would not spread.")
    assert statement.attribution.chain == ()


def test_two_cues_parted_by_a_semicolon_keep_their_own_contents(said):
    assert said("Six in ten said they would vote; 40 percent said they would stay at home.") == [
        (["Six in ten"], "they would vote"),
        (["40 percent"], "they would stay at home"),
    ]


def test_a_second_cue_after_and_is_a_statement_of_the_same_speaker(said):
    assert said("Olga Marsh said that prices had fallen and warned that they would rise.") == [
        (["Olga Marsh"], "that prices had fallen"),
        (["Olga Marsh"], "that they would rise"),
    ]


def test_a_statement_given_along_with_another_is_its_own_speakers(said):
    found = said(
        "Local officials said nobody was hurt, with Governor Jon Dahl writing on the website that staff were safe."
    )
    assert [chain for chain, _ in found] == [["Local officials"], ["Governor Jon Dahl"]]


def test_an_intention_ends_before_a_finite_clause(said):
    assert said("The leaders have refused to condemn the raid and have accused the mayor of lying.") == [
        (["The leaders"], "to condemn the raid"),
        (["The leaders"], "the mayor of lying"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The minister declined to comment.",
        "A spokesman declined to be named.",
        "It is a claim she predicted he would make.",
    ],
)
def test_what_tells_nothing_of_the_matter_is_no_statement(statements, text):
    assert statements(text) == ()


def test_a_clause_outside_the_statement_stays_outside(said):
    assert said("Sudland said on Friday it would leave, but Norland stayed.") == [(["Sudland"], "it would leave")]


# -------------------------------------------------------------------------------- direct


def test_the_cue_after_a_quotation_governs_it_and_what_follows(said):
    text = "“I am tired,” Olga Marsh said. “We all are. It has been a long year.”"
    assert said(text) == [(["Olga Marsh"], "“I am tired,” … “We all are. It has been a long year.”")]


def test_the_cue_before_a_colon_governs_the_next_paragraphs(said):
    text = "The Lake Institute says in its latest review:\n“The water has fallen for years.\n“It will fall again soon.”"
    assert {tuple(chain) for chain, _ in said(text)} == {("The Lake Institute",)}
    assert "“The water has fallen for years." in said(text)[0][1]
    assert "“It will fall again soon.”" in said(text)[-1][1]


def test_a_quotation_left_open_runs_over_a_paragraph_without_marks(said):
    text = (
        "The Lake Institute says: “The water has fallen.\n"
        "It has done so for ten years. “In return, the town was given a well.”\nThe mayor left."
    )
    assert {tuple(chain) for chain, _ in said(text)} == {("The Lake Institute",)}
    assert "It has done so for ten years." in " ".join(content for _, content in said(text))


def test_a_paragraph_of_quotation_goes_on_with_the_last_speaker(said):
    text = "“The harbour must close now,” Olga Marsh told reporters.\n“There is no other way to keep people safe.”"
    assert {tuple(chain) for chain, _ in said(text)} == {("Olga Marsh",)}
    assert "“There is no other way to keep people safe.”" in said(text)[-1][1]


def test_the_speaker_named_in_between_takes_the_next_quotation(said):
    text = (
        "“We will help them all we can,” Olga Marsh said. Her rival, Tomas Lind, said his party agreed. "
        "“This is not fair to those who stay.”"
    )
    assert said(text)[-1][0][0] != "Olga Marsh"


def test_a_name_and_a_colon_before_a_quotation(said):
    assert said("Anna Berg: “We never sold the land.”") == [(["Anna Berg"], "“We never sold the land.”")]


def test_as_x_put_it_takes_the_quotation_before_it(said):
    text = 'The cabinet became a "parliament of thieves," as President Olga Marsh aptly put it.'
    assert said(text) == [(["President Olga Marsh"], '"parliament of thieves,"')]


def test_words_after_the_cue_in_quotation_marks_belong_to_the_indirect_statement(said):
    text = "The mayor said the plan was “a disaster from the first day” and that it must end."
    assert said(text) == [(["The mayor"], "the plan was “a disaster from the first day” and that it must end")]


def test_a_term_in_quotation_marks_keeps_both_marks(said):
    assert said('The navy says the ships are "combat ineffective," and old.')[0][1].count('"') == 2


def test_the_outlet_in_a_title_is_not_the_outlet_spoken_to(statements):
    (statement,) = statements("Olga Marsh told Harbour News anchor Jon Dahl that the talks had failed.")
    assert [link.text for link in statement.attribution.chain] == ["Olga Marsh"]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“The dam is safe,” she said.", Mode.DIRECT),
        ("She said the dam was “as safe as a house”.", Mode.MIXED),
        ("Article 9 of the treaty says both “shall at once send help”.", Mode.MIXED),
        ("She said the dam was safe.", Mode.INDIRECT),
        ("She said the “meat wagon” was safe.", Mode.MIXED),
    ],
)
def test_the_mode_tells_how_much_stands_in_quotation_marks(statements, text, mode):
    assert statements(text)[0].attribution.mode is mode


# -------------------------------------------------------------------------------- chains


@pytest.mark.parametrize(
    ("text", "chain", "content"),
    [
        (
            "According to the Harbour Times, police revealed that Sudland has offered to send 500 divers.",
            ["the Harbour Times", "police"],
            "that Sudland has offered to send 500 divers",
        ),
        (
            "‘We will not yield,’ Olga Marsh was quoted as saying by the Harbour Times.",
            ["the Harbour Times", "Olga Marsh"],
            "‘We will not yield,’",
        ),
        (
            "The Harbour Times quoted Olga Marsh as saying that nobody was hurt.",
            ["The Harbour Times", "Olga Marsh"],
            "that nobody was hurt",
        ),
        (
            "‘It is over,’ a port source quoted in the Harbour Times said.",
            ["the Harbour Times", "a port source"],
            "‘It is over,’",
        ),
        (
            "Olga Marsh told the Harbour Times that the talks had failed.",
            ["the Harbour Times", "Olga Marsh"],
            "that the talks had failed",
        ),
        (
            "In an interview with the Harbour Times, Olga Marsh said the talks had failed.",
            ["the Harbour Times", "Olga Marsh"],
            "the talks had failed",
        ),
        (
            "As the Harbour News agency reported, citing two officials, the talks had failed.",
            ["the Harbour News agency", "two officials"],
            "the talks had failed",
        ),
        (
            "“The harbour is closed,” the mayor said, according to the Harbour Times.",
            ["the Harbour Times", "the mayor"],
            "“The harbour is closed,”",
        ),
        (
            "“They are legitimate targets,” said deputy secretary Anna Berg, as cited by the Harbour Times.",
            ["the Harbour Times", "deputy secretary Anna Berg"],
            "“They are legitimate targets,”",
        ),
        (
            "The admiral said that police reported that three boats had left.",
            ["The admiral", "police"],
            "that three boats had left",
        ),
        (
            "Tomas Lind said that the talks had failed, the foreign ministry reported.",
            ["the foreign ministry", "Tomas Lind"],
            "that the talks had failed",
        ),
    ],
)
def test_chains_run_from_the_nearest_speaker_to_the_first_one(said, text, chain, content):
    assert said(text) == [(chain, content)]


def test_a_sentence_that_adds_to_a_source_is_that_sources(said):
    text = (
        "According to the Harbour Times, the fleet has 40 ships. In addition, 600 men serve on land. The sea is calm."
    )
    assert said(text) == [
        (["the Harbour Times"], "the fleet has 40 ships"),
        (["the Harbour Times"], "In addition, 600 men serve on land"),
    ]


def test_reports_inside_a_quotation_are_a_source_of_their_own(said):
    text = "‘There are reports that 90 boats are ready to sail north,’ Jon Dahl said."
    assert said(text) == [(["Jon Dahl", "reports"], "that 90 boats are ready to sail north")]


def test_somebody_quoted_in_passing_does_not_break_a_quotation(said):
    text = "“It rained all week and the roof fell in. My aunt said it was bad. We left the next day,” Jon Dahl said."
    assert len(said(text)) == 1


def test_i_in_a_quotation_is_its_speaker(said):
    text = "‘Our view is that the ice will melt early,’ said harbour chief Jon Dahl."
    assert said(text) == [(["harbour chief Jon Dahl"], "‘Our view is that the ice will melt early,’")]


def test_nobody_stands_twice_in_a_chain(statements):
    for statement in statements("Anna Berg said she believed that she had won the vote."):
        names = [link.name for link in statement.attribution.chain]
        assert len(names) == len(set(names))


# -------------------------------------------------------------------------------- speakers and stance


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg, the mayor of Hull, said the ferry would stop. Berg said it was old.", SpeakerType.PERSON),
        ("Two officials said the ferry would stop.", SpeakerType.UNNAMED),
        ("Estimates suggest the ferry has lost 40 boats.", SpeakerType.UNNAMED),
        ("Article 9 of their treaty says that both states must help.", SpeakerType.DOCUMENT),
        ("France said the ferry would stop.", SpeakerType.STATE),
    ],
)
def test_a_speaker_has_its_type(statements, text, kind):
    assert statements(text)[-1].attribution.chain[-1].type is kind


def test_a_pronoun_and_a_short_name_resolve_to_the_full_name(statements):
    found = statements(
        "Anna Berg said the ferry would stop. She warned that prices could rise. Berg denied the rumours."
    )
    assert [s.attribution.chain[-1].name for s in found] == ["Anna Berg"] * 3


def test_the_span_of_a_speaker_is_the_noun_phrase_without_its_relative_clause(statements):
    text = "Norland president Olga Marsh, who was elected in May, believes the war will end."
    (statement,) = statements(text)
    assert statement.attribution.chain[0].text == "Norland president Olga Marsh"
    assert statement.attribution.chain[0].span.of(text) == "Norland president Olga Marsh"


def test_a_denial_is_marked(statements):
    (statement,) = statements("Olga Marsh denied that her office had sold the land.")
    assert statement.denies
    assert statement.cue_lemma == "deny"


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Times cautioned that the mayor's claims appeared to be unfounded.",
        "Olga Marsh disputed the figures of the army.",
        "Experts doubt that the dam will hold.",
    ],
)
def test_a_challenge_is_marked(statements, text):
    assert statements(text)[0].doubts


def test_a_plain_report_neither_denies_nor_doubts(statements):
    (statement,) = statements("Olga Marsh said that the dam was safe.")
    assert not statement.denies
    assert not statement.doubts


# -------------------------------------------------------------------------------- properties

PIECES = st.sampled_from(
    [
        "Anna Berg said that the ferry would stop. ",
        "“We stay,” she told the Harbour Times. ",
        "According to police, the mayor warned that 40 people were missing. ",
        "\n",
        "“It is over. ",
        "He added: “No.” ",
        "There were reports that, as Lind put it, ‘all is lost’. ",
        "It is said to be true, the court ruled, citing two officials. ",
        "”",
        "The boat sank. ",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=7))
def test_contents_lie_in_the_text_in_order_and_never_overlap(statements, pieces):
    text = "".join(pieces)
    spans = [span for s in statements(text) for span in s.content]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()
    for left, right in zip(sorted(spans), sorted(spans)[1:], strict=False):
        assert left.end <= right.start
    for statement in statements(text):
        assert list(statement.content) == sorted(statement.content)
        for link in statement.attribution.chain:
            assert link.span.of(text) == link.text
