"""The list of stories, kept beside their articles; an index by which it is found what went into a story."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0007", "0006"

FILL = """
INSERT INTO story_cards (story, articles, first, last, title)
SELECT story, count(*), min(published), max(published), max(CASE WHEN place = 1 THEN title END)
FROM (
    SELECT m.story, a.published,
        coalesce(nullif(a.title, ''), nullif(substr(t.body, 1, 400), ''), c.path) AS title,
        row_number() OVER (
            PARTITION BY m.story ORDER BY a.title IS NULL, a.published IS NULL, a.published, a.id
        ) AS place
    FROM story_members m JOIN articles a ON a.id = m.article JOIN captures c ON c.id = a.id
        LEFT JOIN article_texts t ON t.article = a.id
    WHERE m.ended IS NULL
) AS found
GROUP BY story
"""


def upgrade() -> None:
    """Make the table, fill it, and take away the index that the list was made of before."""
    op.create_table(
        "story_cards",
        sa.Column("story", sa.String(16), sa.ForeignKey("stories.id"), primary_key=True),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("first", sa.Date),
        sa.Column("last", sa.Date),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.create_index("cards_by_day", "story_cards", ["last", "articles", "story"])
    op.execute(FILL)
    op.create_index("ix_stories_merged_into", "stories", ["merged_into"])
    op.drop_index("article_days", "articles", if_exists=True)
