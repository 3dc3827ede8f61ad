"""Pages of the web, as a web archive: addresses, lists of addresses, feeds and sitemaps in, one WARC file out.

Nothing but public addresses is asked (or one's own, where that is allowed), politely and within limits; no code in a
page is ever run. What is refused becomes an :class:`~onrecord.model.Issue`, and the rest is still fetched.
"""

from onrecord.ingest.fetch.limits import Limits
from onrecord.ingest.fetch.options import Options
from onrecord.ingest.fetch.run import Tally, fetch

__all__ = ["Limits", "Options", "Tally", "fetch"]
