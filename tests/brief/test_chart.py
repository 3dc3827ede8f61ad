def test_what_no_page_can_show_is_left_out_of_the_chart():
    from onrecord.brief.printable import printable

    assert printable("Bell\u0007 Courier\ud800 “Ä”\n") == "Bell Courier “Ä”\n"
