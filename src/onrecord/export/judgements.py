"""What people decided, and what they did at the desk, as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onrecord.model import Judgement

if TYPE_CHECKING:
    from onrecord.ledger.accounts import AuditRow


def judgement_record(made: Judgement) -> dict[str, Any]:
    """One decision: about what, what was decided, why, by whom, since when and until when."""
    return {
        "matter": made.matter.value,
        "subject": made.subject,
        "value": made.value,
        "because": made.because,
        "by": made.by,
        "made": made.made.isoformat() if made.made else None,
        "ended": made.ended.isoformat() if made.ended else None,
    }


def audit_record(row: AuditRow) -> dict[str, Any]:
    """One line of the audit log."""
    return {
        "at": row.at.isoformat(),
        "by": row.by,
        "action": row.action,
        "subject": row.subject,
        "detail": row.detail,
        "address": row.address,
    }
