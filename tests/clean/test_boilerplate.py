import pytest

from onrecord.clean.boilerplate import find_boilerplate, is_glued_menu, menu_entries
from onrecord.clean.lines import split_lines
from onrecord.model import Removal

BODY = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive there.\n"
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.\n"
    "Fishermen had asked for it since two boats were lost beside the pier during the gale of last November, she said.\n"
)


def taken(text):
    return [r.raw.of(text).strip() for r in find_boilerplate(split_lines(text))]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Post a Comment",
        "No comments:",
        "shortlink",
        "Back to top button",
        "Share this:",
        "Read more: Storm warning for the weekend",
        "Read also: Storm warning for the weekend",
        "Related: Storm warning for the weekend",
        "Click here to get our app",
        "Sign up to First Tide, our free daily newsletter – every weekday at 7am",
        "If you leave your email here, our Terms of Service apply. You can opt out whenever you like.",
        "We use cookies to personalise content. By clicking accept you consent to our use of them.",
        "© 2031 The Harbour Herald",
        "Copyright 2031 Herald Group. All rights reserved.",
        "Tags: harbour, pier, storms",
        "#harbour #pier",
        "12 comments",
        "3 min read",
        "Photo: Harbour Office",
        "Image 1 of 3 next",
        "Share Tweet Pin Email",
        "The rest of the article is below the video",
        "2:04 Council leader on the pier – video",
        "Home > News > World",
        "HomeNewsSportArmyNEWSInternationalPolitics",
        "Kit Marlowe contributed to this report.",
        ".share-bar {",
        "margin-top: 20px;",
    ],
)
def test_a_line_of_the_page_is_taken(line):
    text = BODY + line + "\n" + BODY.replace("Tuesday", "Monday")
    assert taken(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Pause.",
        "He said: “Sign up now, or you will lose your place on the boat.”",
        "The council asked residents to subscribe to the flood newsletter, officials said in a message to your inbox.",
        "NORTH PIER",
        "ASP ने बताया कि अब गिरफ्तार दोनों बदमाश को जेल भेजा जा रहा है",
        "3. FOR FISHERMEN THE GLASS IS HALF FULL AGAIN",
        "Mayor: the view of the harbour is 'dangerously wrong';",
        "YouTube, TikTok and LinkedIn were asked to comment",
        "Mr McDonald of DeKalb met Ms MacArthur of LaGrange",
        "Read the report, she told the council, before you vote on it.",
        "More than 200 people came to the meeting on the main pier in the morning.",
        "Watch duty begins at six.",
        "Nine boats were lost in the storm, three more than in the year before",
        "Email leaks cost the mayor her seat",
        "Share prices fell by 4 percent on Monday",
        "Home prices rose",
        "Tuesday's vote",
    ],
)
def test_a_line_of_the_article_stays(line):
    assert taken(BODY + line + "\n" + BODY.replace("Tuesday", "Monday")) == []


def test_a_headline_in_capitals_between_paragraphs_is_a_link():
    link = "HARBOUR COUNCIL WARNS OF STORM DAMAGE TO EIGHT BOATS"
    assert taken(BODY + link + "\n" + BODY) == [link]
    assert taken(link + "\n" + BODY) == []


def test_a_menu_of_short_lines_is_taken_at_the_edges_only():
    menu = "Home\nWorld\nBusiness\nSport\nOpinion\n"
    assert taken(menu + BODY) == menu.split()
    names = "Ada Byron\nKit Marlowe\nMina Okoro\nJo Fisher\n"
    assert taken(BODY + names + BODY) == []
    assert taken(BODY + names) == []


def test_a_cut_takes_the_line_break_and_blank_lines_with_it():
    text = "Share\n\n \n" + BODY
    (cut,) = find_boilerplate(split_lines(text))
    assert cut.raw.of(text) == "Share\n\n \n"
    assert (cut.why, bool(cut.note)) == (Removal.BOILERPLATE, True)


def test_a_glued_menu_is_taken_apart_at_its_joints():
    assert is_glued_menu("HomeNewsSportPolitics")
    assert menu_entries("Tide Latest NewsHomeSport") == ("Tide Latest News", "Home", "Sport")
    assert not is_glued_menu("The iPhone maker met OpenAI")
