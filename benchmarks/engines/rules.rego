package bench

import rego.v1

hit contains ["basis-missing", a, p] if {
	some a, activity in input.processing
	some p, purpose in activity.purposes
	purpose.basis == null
}

hit contains ["law-missing", a, p] if {
	some a, activity in input.processing
	some p, purpose in activity.purposes
	purpose.basis in {"legal_obligation", "public_task"}
	purpose.law == null
}

hit contains ["large-risk-unwatched", a, ""] if {
	some a, activity in input.processing
	activity.risk == "high"
	activity.large_scale
	not activity.core_activity
	not activity.systematic_monitoring
}

hit contains ["supplier-unbound", a, ""] if {
	some a, activity in input.processing
	some s in activity.processors
	not input.processors[s].agreement.in_writing
}

hit contains ["special-data-online", a, ""] if {
	some a, activity in input.processing
	some item in activity.data
	item.class == "special"
	item.online_identifier
}

hit contains ["owner-missing", a, ""] if {
	some a, activity in input.processing
	activity.frequency in {"regular", "continuous"}
	activity.owner == null
}

hit contains ["old-and-unreviewed", a, ""] if {
	some a, activity in input.processing
	activity.started_on < "2018-05-25"
	activity.reviewed_on < "2025-01-01"
}

hit contains ["agreement-unsigned", s, ""] if {
	some s, supplier in input.processors
	supplier.role == "processor"
	not signed(supplier.agreement)
}

signed(agreement) if {
	agreement.in_writing
	agreement.signed_on < "2026-01-01"
}

hit contains ["breach-late", b, ""] if {
	some b, breach in input.breaches
	breach.risk in {"likely", "high"}
	time.parse_rfc3339_ns(breach.notified_at) - time.parse_rfc3339_ns(breach.aware_at) > 259200000000000
}

hit contains ["request-unanswered", r, ""] if {
	some r, request in input.requests
	request.answered_on >= "2026-06-01"
	request.outcome != "withdrawn"
}
