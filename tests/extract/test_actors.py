"""Who phrases and pronouns stand for, on invented sentences."""

from collections.abc import Callable

import pytest

from onrecord.extract.actors import Actor, Actors
from onrecord.extract.actors.learned import derived
from onrecord.model import Article, Span, SpeakerType, TextMap
from onrecord.values.name import name_keys, same_name

PERSON, ORGANISATION, STATE = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE
DOCUMENT, UNNAMED = SpeakerType.DOCUMENT, SpeakerType.UNNAMED


class Reading:
    """An invented article and its actors, asked by the words that stand in it."""

    def __init__(self, nlp, text: str) -> None:
        self.text = text
        self.doc = nlp(text)
        whole = TextMap.keeping([Span(0, len(text))])
        self.actors = Actors(self.doc, Article(id="a", path="a.txt", text=text, map=whole, sha256=""))

    def token(self, word: str, nth: int = 0):
        """The token ``word``, the ``nth`` of them; of several words, the last."""
        return [t for t in self.doc if t.text == word.split()[-1]][nth]

    def actor(self, word: str, nth: int = 0) -> Actor:
        """The actor that a word stands for, which there must be."""
        found = self.actors.actor(self.token(word, nth))
        assert found is not None
        assert found.span.of(self.text) == found.text
        return found

    def name(self, word: str, nth: int = 0) -> str:
        """The canonical name of what a word stands for."""
        return self.actor(word, nth).name

    def state(self, word: str, nth: int = 0) -> str | None:
        """The state that the phrase of a word belongs to."""
        return self.actors.state(self.token(word, nth))


@pytest.fixture(scope="session")
def read(nlp) -> Callable[[str], Reading]:
    """Reads an invented text."""
    return lambda text: Reading(nlp, text)


# ---------------------------------------------------------------------------- names


def test_a_surname_stands_for_the_full_name_without_its_title(read) -> None:
    r = read("Defence Secretary Ruth Harlan spoke on Monday. Harlan said the plan was ready.")
    assert r.name("Harlan", 1) == "Ruth Harlan"
    assert r.actor("Harlan", 0).text == "Defence Secretary Ruth Harlan"
    assert r.actor("Harlan", 0).type is PERSON


def test_a_surname_before_the_full_name_stands_for_it_too(read) -> None:
    r = read("Harlan warns of delays\n\nRuth Harlan, the defence secretary, warned of delays on Monday.")
    assert r.name("Harlan", 0) == "Ruth Harlan"


def test_spellings_of_one_person_are_one_actor(read) -> None:
    r = read("President Volodymyr Zelenskyy arrived. Zelensky said talks would begin.")
    assert r.name("Zelensky") == "Volodymyr Zelenskyy"


def test_two_people_of_one_surname_stay_apart(read) -> None:
    r = read("Ruth Harlan met her brother David Harlan. David Harlan said nothing. Ruth Harlan smiled.")
    assert {r.name("Harlan", n) for n in range(4)} == {"Ruth Harlan", "David Harlan"}


def test_a_surname_goes_on_meaning_the_one_before_and_not_the_kin_named_since(read) -> None:
    r = read("Peter Holm was fined. His wife, Eva Holm, left the town. Holm said the fine was unfair.")
    assert r.name("Holm", 2) == "Peter Holm"


def test_father_and_son_of_one_name_stay_apart(read) -> None:
    r = read("Peter Holm Jr. met his father, Peter Holm, on Monday. Peter Holm said he was glad.")
    assert {a.name for a in r.actors.names()} >= {"Peter Holm", "Peter Holm Jr."}


def test_the_word_shared_by_a_body_and_its_head_goes_to_the_one_who_spoke(read) -> None:
    r = read("The Marlow Centre, run by Peter Marlow, says the risk is low. Marlow adds that it may grow.")
    assert r.name("Marlow", 2) == "Marlow Centre"
    r = read("The Marlow Centre is in Paris. Its head Peter Marlow says the risk is low. Marlow adds that it may grow.")
    assert r.name("Marlow", 2) == "Peter Marlow"


def test_an_acronym_in_brackets_is_the_same_body(read) -> None:
    r = read("The Council on Foreign Relations (CFR) published a paper. The CFR said costs had doubled.")
    assert r.name("CFR", 1) == "Council on Foreign Relations"
    assert r.actor("CFR", 1).type is ORGANISATION


@pytest.mark.parametrize(
    "outlet", ["Eastport Herald", "Daily Lantern", "Norwick Times", "Harbour TV", "Coast News Agency"]
)
def test_names_that_end_as_outlets_do_are_organisations(read, outlet: str) -> None:
    r = read(f"According to the {outlet}, the bridge has been closed.")
    assert r.actor(outlet).type is ORGANISATION
    assert r.name(outlet) == outlet


# ---------------------------------------------------------------------------- states


@pytest.mark.parametrize(
    ("text", "word", "state"),
    [
        ("The Kremlin said on Monday that talks would go on.", "Kremlin", "Russia"),
        ("Kyiv said that 40 drones had been shot down.", "Kyiv", "Ukraine"),
        ("The Polish government said that it would help.", "government", "Poland"),
        ("Officials of the government in Warsaw agreed.", "government", "Poland"),
        ("Japan's government said that it would help.", "government", "Japan"),
        ("Washington said it would not send troops.", "Washington", "United States"),
    ],
)
def test_governments_capitals_and_seats_stand_for_the_state(read, text: str, word: str, state: str) -> None:
    r = read(text)
    assert r.name(word) == state
    assert r.actor(word).type is STATE


@pytest.mark.parametrize(
    ("text", "word", "state"),
    [
        ("Around 300 Polish soldiers crossed the border.", "soldiers", "Poland"),
        ("Poland's army lost 30 tanks.", "army", "Poland"),
        ("The army of Poland lost 30 tanks.", "army", "Poland"),
        ("Saudi Arabian troops left the city.", "troops", "Saudi Arabia"),
        ("Polish president Jan Nowak spoke. Nowak's forces withdrew.", "forces", "Poland"),
        ("Poland said its troops had withdrawn.", "troops", "Poland"),
        ("Some soldiers left the city.", "soldiers", None),
        ("Korean troops left the city.", "troops", None),
    ],
)
def test_a_phrase_belongs_to_the_state_of_its_adjective_possessor_or_preposition(read, text, word, state) -> None:
    assert read(text).state(word) == state


def test_forces_of_a_state_are_a_body_of_it_and_not_its_government(read) -> None:
    r = read("The Polish defence ministry said that 30 men had left.")
    assert r.name("ministry") == "Polish defence ministry"
    assert r.actor("ministry").type is ORGANISATION
    assert r.state("ministry") == "Poland"


@pytest.mark.parametrize("words", ["Most Norwegians", "At least 300 Norwegians", "Young Norwegians"])
def test_some_of_a_people_are_people_of_the_state_and_not_the_state(read, words: str) -> None:
    r = read(f"{words} think the tax is fair.")
    assert r.actor("Norwegians").type is UNNAMED
    assert r.state("Norwegians") == "Norway"


def test_a_whole_people_stands_for_its_state(read) -> None:
    assert read("The Norwegians said the talks had failed.").name("Norwegians") == "Norway"


def test_the_country_is_the_state_last_spoken_of(read) -> None:
    r = read("Norway closed two ports. The country said it would reopen them soon.")
    assert r.name("country") == "Norway"
    assert r.name("it") == "Norway"


def test_the_north_is_the_state_named_before(read) -> None:
    r = read("North Korea fired two rockets. South Korea condemned the North's launch.")
    assert r.name("North", 1) == "North Korea"


def test_a_state_unknown_to_the_gazetteer_is_learned_from_its_adjective(read) -> None:
    r = read(
        "Veldania sent 300 soldiers to the border. The Veldanian government said they were volunteers. "
        "Veldanian troops have been seen in the east."
    )
    assert r.name("government") == "Veldania"
    assert r.state("troops") == "Veldania"
    assert r.state("Veldania") == "Veldania"
    assert r.actors.canonical("Veldanian") == "Veldania"


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("Veldanian", "Veldania"),
        ("Qumari", "Qumar"),
        ("Torvish", "Torva"),
        ("Kestrelese", "Kestrel"),
        ("Ostran", "Ostra"),
    ],
)
def test_adjectives_of_states_are_made_in_the_common_ways(adjective: str, noun: str) -> None:
    assert derived(adjective, noun)


@pytest.mark.parametrize(("adjective", "noun"), [("Veldanian", "Norva"), ("Norvania", "Norva"), ("Berg", "Berg")])
def test_words_that_only_begin_alike_are_no_adjective_and_state(adjective: str, noun: str) -> None:
    assert not derived(adjective, noun)


# ---------------------------------------------------------------------------- descriptions


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Polish president Jan Nowak arrived. Later the president said he was tired.", "president", "Jan Nowak"),
        ("Jan Nowak, the foreign minister, arrived. The minister said talks had failed.", "minister", "Jan Nowak"),
        (
            "Polish president Jan Nowak met Greek president Eleni Vassou. The Greek leader smiled.",
            "leader",
            "Eleni Vassou",
        ),
        ("Spymaster Olga Lind resigned. On Friday the spymaster said why.", "spymaster", "Olga Lind"),
        ("Jan Nowak is the mayor of Torun. The mayor said the river had risen.", "mayor", "Jan Nowak"),
    ],
)
def test_an_office_stands_for_the_one_who_holds_it(read, text: str, word: str, name: str) -> None:
    r = read(text)
    last = sum(t.text == word for t in r.doc) - 1
    assert r.name(word, last) == name


def test_the_one_who_speaks_may_go_on_by_an_office_not_told_before(read) -> None:
    r = read("Mr Vale said talks had failed. The committee chief said he would try again.")
    assert r.name("chief") == "Vale"


def test_a_title_with_of_before_a_name_is_the_person(read) -> None:
    r = read("The President of Norway Lars Dahl said that the border was closed.")
    assert r.name("Dahl") == "Lars Dahl"


def test_the_company_is_the_one_that_acts(read) -> None:
    r = read("Norwick Steel bought the mill from Hallam Group in 2012. The company closed it.")
    assert r.name("company") == "Norwick Steel"


def test_the_last_body_of_its_kind_is_meant_by_its_head_noun(read) -> None:
    r = read("The Marlow Centre counted 40 ships. The centre said five were lost. The Norwick Times reported it.")
    assert r.name("centre") == "Marlow Centre"


def test_an_age_stands_for_the_person_last_named(read) -> None:
    r = read("Anna Berg won the race. The 44-year-old said she was happy.")
    assert r.name("old") == "Anna Berg"
    assert r.name("she") == "Anna Berg"


def test_a_title_in_short_is_the_office_in_full(read) -> None:
    r = read("Sen. Ruth Harlan voted against the bill. The senator said it was too costly.")
    assert r.name("senator") == "Ruth Harlan"


def test_what_is_told_apart_by_a_clause_is_not_the_one_before(read) -> None:
    r = read("Norwick Steel cut its jobs. The group planning the bridge said it was safe.")
    assert r.name("group") != "Norwick Steel"


def test_a_name_in_apposition_is_part_of_the_phrase(read) -> None:
    r = read("The chairman, Tom Vale, said the firm was safe.")
    assert r.name("chairman") == "Tom Vale"
    assert r.actor("chairman").text == "The chairman, Tom Vale"


# ---------------------------------------------------------------------------- the unnamed, documents


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Two officials said the road was closed.", "officials", "Two officials"),
        ("A spokesman said the road was closed.", "spokesman", "spokesman"),
        ("One US defense official said the road was closed.", "official", "One US defense official"),
        ("Estimates suggest that 40 people died.", "Estimates", "Estimates"),
        ("Reports said that 40 people died.", "Reports", "Reports"),
        ("Polish intelligence officials said that 40 people died.", "officials", "Polish intelligence officials"),
        ("Western intelligence reports have warned of war.", "reports", "Western intelligence reports"),
    ],
)
def test_sources_without_a_name_keep_their_words(read, text: str, word: str, name: str) -> None:
    r = read(text)
    assert r.name(word) == name
    assert r.actor(word).type is UNNAMED


def test_the_official_again_is_the_one_before(read) -> None:
    r = read("A Polish official denied it. The official said no order had been given.")
    assert r.name("official", 1) == "Polish official"


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Article 4 of the treaty says that both must help.", "Article", "Article 4 of the treaty"),
        ("The report says that costs doubled.", "report", "report"),
        ("A letter of the council says that costs doubled.", "letter", "letter of the council"),
    ],
)
def test_writings_are_documents(read, text: str, word: str, name: str) -> None:
    r = read(text)
    assert r.name(word) == name
    assert r.actor(word).type is DOCUMENT


def test_state_media_are_a_body_of_their_state(read) -> None:
    r = read("Russian state media said that the port was open.")
    assert r.name("media") == "Russian state media"
    assert r.actor("media").type is ORGANISATION
    assert r.state("media") == "Russia"


def test_mere_things_are_no_actors(read) -> None:
    r = read("The weather was cold and the road was long.")
    assert r.actors.actor(r.token("weather")) is None


def test_of_phrases_belong_to_the_phrase_and_relative_clauses_do_not(read) -> None:
    r = read("The head of the agency, who retired in May, said the dam was safe.")
    assert r.actor("head").text == "The head of the agency"


# ---------------------------------------------------------------------------- pronouns


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Anna Berg met Tom Vale on Monday. She said the deal was done.", "She", "Anna Berg"),
        ("Anna Berg met Tom Vale on Monday. He said the deal was done.", "He", "Tom Vale"),
        ("Tom Vale praised Peter Holm. He said the work was good.", "He", "Tom Vale"),
        ("The ministry of health met Tom Vale. It said the cases had doubled.", "It", "ministry of health"),
        ("Two officials met Tom Vale. They said the cases had doubled.", "They", "Two officials"),
        ("Tom Vale, who runs the port, said it was open.", "who", "Tom Vale"),
        ("Tom Vale said his house was burnt.", "his", "Tom Vale"),
    ],
)
def test_pronouns_go_to_the_salient_one_that_fits(read, text: str, word: str, name: str) -> None:
    assert read(text).name(word) == name


def test_a_pronoun_does_not_stand_for_another_argument_of_its_verb(read) -> None:
    r = read("Tom Vale met Peter Holm. Vale thanked him.")
    assert r.name("him") == "Peter Holm"


def test_an_empty_it_stands_for_nothing(read) -> None:
    r = read("Norway closed two ports. It is believed that more will close.")
    assert r.actors.actor(r.token("It")) is None


def test_a_pronoun_does_not_stand_for_the_phrase_that_holds_it(read) -> None:
    r = read("The Polish government said that at least 400 of its soldiers had been hurt.")
    assert r.name("its") == "Poland"
    assert r.state("soldiers") == "Poland"


def test_who_was_asked_answers(read) -> None:
    r = read("Peter Holm praised the plan. Anna Holm asked Tom Vale about the plan of Peter Holm. He said it was bad.")
    assert r.name("He") == "Tom Vale"


def test_plain_pronouns_prefer_the_last_speaker_over_those_in_the_quote(read) -> None:
    r = read(
        "Tom Vale was in town. “Peter Holm built it and Peter Holm broke it,” Vale said. He added that it was late."
    )
    assert r.name("He") == "Tom Vale"


def test_first_and_second_persons_are_left_open(read) -> None:
    r = read("Tom Vale said: “We are ready and you know it.”")
    assert r.actors.actor(r.token("We")) is None
    assert r.actors.actor(r.token("you")) is None


# ---------------------------------------------------------------------------- the cast


def test_named_actors_are_listed_by_how_often_they_are_named(read) -> None:
    r = read("Norway closed two ports. Norway said so. Anna Berg agreed. Oslo gave no reason.")
    names = r.actors.names()
    assert [a.name for a in names][:2] == ["Norway", "Anna Berg"]
    assert r.actors.counts()["Norway"] == 3


def test_a_name_written_some_way_has_its_canonical_form(read) -> None:
    r = read("Anna Berg spoke in the Kremlin. The Norwick Times reported it.")
    assert r.actors.canonical("Berg") == "Anna Berg"
    assert r.actors.canonical("the Kremlin") == "Russia"
    assert r.actors.canonical("the Norwick Times") == "Norwick Times"
    assert r.actors.canonical("the old harbour") == "old harbour"


def test_a_headline_in_capitals_makes_no_names(read) -> None:
    r = read("BIG RED FERRY SINKS OFF ROCKY COAST\n\nAnna Berg said 30 people had been saved.")
    assert [a.name for a in r.actors.names()] == ["Anna Berg"]


def test_a_headline_in_capitals_still_names_states(read) -> None:
    r = read("NORWAY CLOSES TWO PORTS AFTER STORM\n\nNo one was hurt.")
    assert [a.name for a in r.actors.names()] == ["Norway"]


@pytest.mark.parametrize(
    "text",
    [
        "“”",
        "said said said",
        "The the of of, who which its",
        "— He — (Mr.) of the",
        "U.S. U.K. 's 's",
        "👩‍🚒 said 🔥.",
        "\n\n•\n\n",
        "Mr. Dr. President",
        "of Norway’s of the King of the",
    ],
)
def test_no_text_stops_the_reader_and_every_span_is_where_its_words_are(read, text: str) -> None:
    r = read(text)
    for token in r.doc:
        found = r.actors.actor(token)
        r.actors.state(token)
        if found is not None:
            assert found.span.of(text) == found.text
            assert found.name


def test_an_article_without_words_has_no_actors(read) -> None:
    assert read("\n").actors.names() == ()


# ---------------------------------------------------------------------------- long texts


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelensky", "Volodymyr Zelenskyy"),
        ("CFR", "Council on Foreign Relations"),
        ("KHI", "Kessar Housing Institute"),
        ("Donald J. Trump", "Donald Trump"),
        ("US", "United States"),
        ("Bank of Orvast", "the Bank of Orvast"),
    ],
)
def test_names_that_may_be_the_same_share_a_key(a, b) -> None:
    assert same_name(a, b)
    assert name_keys(a) & name_keys(b)


def test_what_an_article_calls_a_body_again_is_found_however_many_names_stand_between(read) -> None:
    between = " ".join(f"Ada Berg{letter}son met Otto Lund{letter}mark." for letter in "abcdefgh")
    r = read(f"The Bureau of Mines (BOM) closed the pit. {between} BOM said it would stay closed.")
    assert r.name("BOM", 1) == "Bureau of Mines"


# ---------------------------------------------------------------------------- states no gazetteer knows


def test_a_city_with_a_government_in_it_acts_as_states_do(read) -> None:
    r = read("Ostrel denied the charge. Norland accused the government in Ostrel of arming rebels.")
    assert (r.name("Ostrel", 0), r.actor("Ostrel", 0).type) == ("Ostrel", STATE)


def test_a_capital_called_so_by_an_adjective_stands_for_its_state(read) -> None:
    r = read("Troops of Veldania moved. Veldanian police stood in Drassen, the Veldanian capital. Drassen denied it.")
    assert r.name("Drassen", 1) == "Veldania"


def test_a_name_behind_a_noun_for_an_outlet_is_an_organisation(read) -> None:
    r = read("The road is open, the website Harbour Today reported on Monday.")
    assert r.actor("Today").type is ORGANISATION
