"""Reviewing in a real browser: by mouse, by keyboard alone, with scripts and without; and every decision taken back."""

import re

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect


@pytest.fixture
def queue(mine, story):
    """The address of the queue of the largest story."""
    return f"{mine}/stories/{story}/review"


def opened(visit, address, **settings):
    """A window on a page whose scripts are at work."""
    page = visit(**settings)
    page.goto(address)
    page.wait_for_load_state()
    return page


def first_row(page):
    """The row of the claim that stands first in the queue, by its id, so that it stays the same when it is decided."""
    key = page.locator("article.row").first.get_attribute("id")
    return page.locator(f"#{key}")


def has(row, verdict):
    """Wait until the row is left so; ``None``: undecided."""
    if verdict is None:
        expect(row).not_to_have_class(re.compile("accepted|refused|unsure|mended"))
        expect(row.locator(".state")).to_have_count(0)
    else:
        expect(row).to_have_class(re.compile(rf"\b{verdict}\b"))
        expect(row.locator(".state")).to_contain_text(f"{verdict} by a reviewer")


def button(row, name):
    return row.get_by_role("button", name=name, exact=True)


def question_of(row):
    return row.locator(".why a").first.get_attribute("href")


def answer(page, address):
    """What the page of a question says: its facts, and how many entries it has."""
    page.goto(address)
    expect(page.get_by_role("heading", name="What the record says")).to_be_visible()
    return page.locator("dl.facts").inner_text(), page.locator("ol.answers > li").count()


# -------------------------------------------------------------------------------- by mouse


def test_a_claim_is_accepted_and_the_decision_undone_without_leaving_the_queue(visit, queue):
    page = opened(visit, queue)
    row = first_row(page)
    button(row, "Accept").click()
    has(row, "accepted")
    expect(row).to_be_focused()
    assert page.url == queue
    button(row, "Undo").click()
    has(row, None)


def test_a_refusal_without_its_reason_is_told_in_the_row_and_with_one_changes_the_answer(visit, mine, queue):
    page = opened(visit, queue)
    row = first_row(page)
    question, claim = question_of(row), row.get_attribute("id").removeprefix("row-")
    button(row, "Refuse").click()
    expect(row.get_by_role("alert")).to_contain_text("needs its reason")
    has(row, None)
    row.get_by_label("Because").fill("The article does not say this.")
    button(row, "Refuse").click()
    has(row, "refused")
    expect(row.locator(".state")).to_contain_text("“The article does not say this.”")
    page.goto(mine + question)
    expect(page.get_by_role("heading", name="Who says what")).to_be_visible()
    expect(page.locator(f"#entry-{claim}")).to_have_count(0)
    page.goto(f"{queue}?show=decided")
    button(page.locator(f"#row-{claim}"), "Undo").click()
    has(page.locator(f"#row-{claim}"), None)
    page.goto(mine + question)
    expect(page.locator(f"#entry-{claim}")).to_be_visible()


def test_a_mend_is_kept_beside_what_was_read_and_undone(visit, mine, queue):
    page = opened(visit, queue)
    row = first_row(page)
    before = answer(visit(), mine + question_of(row))
    row.get_by_text("Mend", exact=True).click()
    row.get_by_label("Low").first.fill("4321")
    row.get_by_label("High").first.fill("4321")
    row.get_by_label("Because").fill("By the table beside it.")
    button(row, "Keep the mend").click()
    has(row, "mended")
    expect(row.locator("ins").first).to_have_text("4321")
    expect(row.locator("del").first).not_to_have_text("4321")
    button(row, "Undo").click()
    has(row, None)
    assert answer(page, mine + question_of(row_of(page, queue, row))) == before


def row_of(page, queue, row):
    """The same row on the page of the queue loaded anew."""
    page.goto(queue)
    expect(row).to_be_visible()
    return row


def test_a_claim_left_unsure_waits_under_a_heading_of_its_own(visit, queue):
    page = opened(visit, queue)
    row = first_row(page)
    button(row, "Not sure").click()
    has(row, "unsure")
    page.goto(queue)
    page.get_by_role("link", name="Not sure (1)").click()
    has(row, "unsure")
    button(row, "Undo").click()
    has(row, None)
    page.goto(queue)
    expect(page.get_by_role("link", name="Not sure (0)")).to_be_visible()


def test_ticked_claims_are_decided_together_with_one_reason_and_undone_one_by_one(visit, queue):
    page = opened(visit, queue)
    keys = [page.locator("article.row").nth(n).get_attribute("id") for n in range(3)]
    for key in keys:
        page.locator(f"#{key}").get_by_role("checkbox").check()
    bulk = page.get_by_role("form", name="Decide ticked claims together")
    bulk.get_by_label("because").fill("It is about another event.")
    button(bulk, "Refuse").click()
    expect(page.get_by_text("3 claims decided.")).to_be_visible()
    page.get_by_role("link", name="Decided (3)").click()
    for key in keys:
        row = page.locator(f"#{key}")
        has(row, "refused")
        button(row, "Undo").click()
        has(row, None)
    page.goto(queue)
    expect(page.get_by_role("link", name="Decided (0)")).to_be_visible()


def test_ticking_nothing_is_told_in_words(visit, queue):
    page = opened(visit, queue)
    button(page.get_by_role("form", name="Decide ticked claims together"), "Accept").click()
    expect(page.locator("main")).to_contain_text("tick the claims that you decide together")


def test_who_comes_second_is_told_and_overwrites_nothing(visit, queue):
    first, second = opened(visit, queue), opened(visit, queue)
    row, late = first_row(first), first_row(second)
    button(row, "Accept").click()
    has(row, "accepted")
    late.get_by_label("Because").fill("Not said.")
    button(late, "Refuse").click()
    expect(late.get_by_role("alert")).to_contain_text("Somebody decided this claim since you loaded it")
    has(late, "accepted")


# -------------------------------------------------------------------------------- figures apart and together


def figures(page):
    """The ticks of the figures of a question."""
    return page.get_by_role("checkbox", name=re.compile("Tick the figure"))


def test_two_figures_are_set_apart_and_put_together_again(visit, mine, story, queue):
    page = opened(visit, queue)
    question = mine + question_of(first_row(page))
    before = answer(page, question)
    ticks = figures(page)
    ticks.first.check()
    ticks.last.check()
    pairing = page.locator("#pair")
    pairing.get_by_label("Because").fill("One is of another day.")
    button(pairing, "Set the two ticked figures apart").click()
    expect(page.get_by_text("Two questions: a reviewer")).to_be_visible()
    expect(page.locator("main")).to_contain_text("“One is of another day.”")
    button(page.locator("main"), "Undo").click()
    expect(page.get_by_text("Two questions: a reviewer")).to_have_count(0)
    assert answer(page, question) == before


def test_a_figure_is_put_to_the_question_it_belongs_with_and_back(visit, mine, queue):
    page = opened(visit, queue)
    question = mine + question_of(first_row(page))
    before = answer(page, question)
    figures(page).first.check()
    pairing = page.locator("#pair")
    pairing.get_by_label("Because").fill("It counts the same.")
    pairing.get_by_role("combobox").select_option(index=0)
    button(pairing, "Put it there").click()
    expect(page.get_by_text("One question: a reviewer")).to_be_visible()
    button(page.locator("main"), "Undo").click()
    expect(page.get_by_text("One question: a reviewer")).to_have_count(0)
    assert answer(page, question) == before


def test_setting_figures_apart_without_ticking_two_is_told_in_words(visit, mine, queue):
    page = opened(visit, queue)
    page.goto(mine + question_of(first_row(page)))
    pairing = page.locator("#pair")
    pairing.get_by_label("Because").fill("One is of another day.")
    button(pairing, "Set the two ticked figures apart").click()
    expect(page.locator("main")).to_contain_text("tick the two figures that do not answer the same question")


# -------------------------------------------------------------------------------- by keyboard alone


def test_the_queue_is_worked_through_by_keyboard_alone(visit, queue):
    page = opened(visit, queue)
    keys = [page.locator("article.row").nth(n).get_attribute("id") for n in range(3)]
    rows = [page.locator(f"#{key}") for key in keys]
    press = page.keyboard.press
    press("j")
    expect(rows[0]).to_be_focused()
    press("a")
    has(rows[0], "accepted")
    expect(rows[0]).to_be_focused()
    press("z")
    has(rows[0], None)
    press("r")  # it needs a reason, and asks for it
    expect(rows[0].get_by_label("Because")).to_be_focused()
    page.keyboard.type("Somebody else says it.")
    press("Enter")
    has(rows[0], "refused")
    expect(rows[0]).to_be_focused()
    press("z")
    has(rows[0], None)
    press("j")
    expect(rows[1]).to_be_focused()
    press("u")
    has(rows[1], "unsure")
    press("z")
    has(rows[1], None)
    press("x")
    expect(rows[1].get_by_role("checkbox")).to_be_checked()
    press("j")
    expect(rows[2]).to_be_focused()
    press("x")
    expect(rows[2].get_by_role("checkbox")).to_be_checked()
    press("k")
    expect(rows[1]).to_be_focused()


def test_a_mend_is_made_by_keyboard_alone(visit, queue):
    page = opened(visit, queue)
    row, press = first_row(page), page.keyboard.press
    press("j")
    expect(row).to_be_focused()
    press("m")
    expect(row.locator("details.mend")).to_have_attribute("open", "")
    expect(row.get_by_label("Speaker")).to_be_focused()
    press("ControlOrMeta+a")
    page.keyboard.type("Ana Lorn")
    press("Escape")
    expect(row).to_be_focused()
    row.get_by_label("Because").focus()
    page.keyboard.type("So the text has it.")
    button(row, "Keep the mend").focus()
    press("Enter")
    has(row, "mended")
    expect(row.locator("ins")).to_have_text("Ana Lorn")


def test_the_keys_are_listed_on_asking_and_the_list_goes_away(visit, queue):
    page = opened(visit, queue)
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    expect(keys).to_contain_text("refuse")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()


# -------------------------------------------------------------------------------- without scripts


def test_without_scripts_a_claim_is_decided_and_the_decision_undone(visit, queue):
    page = opened(visit, queue, java_script_enabled=False)
    row = first_row(page)
    button(row, "Accept").click()
    expect(page.get_by_role("heading", name="Just decided")).to_be_visible()
    has(row, "accepted")
    button(row, "Undo").click()
    expect(page.locator(".state")).to_have_count(0)
    page.goto(queue)
    expect(page.get_by_role("link", name="Decided (0)")).to_be_visible()


def test_without_scripts_a_refusal_without_its_reason_is_told_on_a_page(visit, queue):
    page = opened(visit, queue, java_script_enabled=False)
    button(first_row(page), "Refuse").click()
    expect(page.get_by_role("heading", name="Not understood")).to_be_visible()
    expect(page.locator("main")).to_contain_text("needs its reason")
