"""In the list of stories one without a title is called by its first words, not by the path of its file."""

from alembic import op

revision, down_revision = "0009", "0008"

NAMED = """
UPDATE story_cards SET title = coalesce((
    SELECT nullif(substr(t.body, 1, 400), '')
    FROM story_members m JOIN articles a ON a.id = m.article JOIN article_texts t ON t.article = a.id
    WHERE m.story = story_cards.story AND m.ended IS NULL
    ORDER BY a.published IS NULL, a.published, a.id
    LIMIT 1
), title)
WHERE NOT EXISTS (
    SELECT 1 FROM story_members m JOIN articles a ON a.id = m.article
    WHERE m.story = story_cards.story AND m.ended IS NULL AND nullif(a.title, '') IS NOT NULL
)
"""


def upgrade() -> None:
    """Name anew those without a title."""
    op.execute(NAMED)
