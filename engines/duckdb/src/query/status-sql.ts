/** Whether a record has a failure reason. */
const HAS_REASON = "coalesce(connection_failure_reason, '') <> ''"

/** How a connection stands: the domain's `connectionStatusOf`. */
export const STATUS = `CASE
  WHEN ${HAS_REASON} THEN CASE WHEN connection_setup_time IS NULL THEN 'failed' ELSE 'broken' END
  WHEN connection_end_time IS NOT NULL THEN 'ended'
  WHEN connection_setup_time IS NULL THEN 'connecting' ELSE 'ongoing' END`
