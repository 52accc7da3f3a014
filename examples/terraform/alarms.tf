locals {
  alarms    = var.enabled && var.alarms ? 1 : 0
  own_scope = "repository:${lower(var.repository)}"
  told      = join(" ", var.alarm_notify)
  own_tags  = concat(["managed-by:terraform", "datadog-autofix:alarm"], var.tags)
}

# Silence is health only while runs are seen: no run at all looks the same as no errors.
resource "datadog_monitor" "no_runs" {
  count = local.alarms

  name    = "[${var.name}] No triage run in ${var.heartbeat_hours} hours: ${var.repository}"
  type    = "metric alert"
  query   = "sum(last_${var.heartbeat_hours}h):sum:datadog_autofix.triage.runs{${local.own_scope}}.as_count() < 1"
  message = <<-EOT
    {{#is_alert}}Triage of ${var.repository} has not told of a run for ${var.heartbeat_hours} hours.{{/is_alert}}
    {{#is_no_data}}Triage of ${var.repository} has not told of a run for ${var.heartbeat_hours} hours.{{/is_no_data}}
    Look at the runs of the sweep in the repository's Actions: in a public repository GitHub switches schedules off after 60 days without activity. Then look whether datadog-api-key is set on the step, and whether the token of the webhook has expired.
    ${var.runbook_url}
    ${local.told}
  EOT

  monitor_thresholds {
    critical = 1
  }

  on_missing_data     = "show_and_notify_no_data"
  require_full_window = false
  renotify_interval   = 1440
  priority            = "3"
  tags                = local.own_tags
}

resource "datadog_monitor" "failed_runs" {
  count = local.alarms

  name    = "[${var.name}] Triage runs fail: ${var.repository}"
  type    = "metric alert"
  query   = "sum(last_4h):sum:datadog_autofix.triage.runs{${local.own_scope},result:failed}.as_count() >= ${var.failed_runs}"
  message = <<-EOT
    {{#is_alert}}
    {{value}} runs of triage of ${var.repository} failed within four hours. Open the newest red run: its summary names the vendor or the setting, and what to do. Errors of these runs are not lost, the next sweep takes them up.
    {{/is_alert}}
    {{#is_recovery}}Triage of ${var.repository} runs again.{{/is_recovery}}
    ${var.runbook_url}
    ${local.told}
  EOT

  monitor_thresholds {
    critical = var.failed_runs
  }

  on_missing_data     = "resolve"
  require_full_window = false
  priority            = "3"
  tags                = local.own_tags
}

# The ledger refuses attempts past the ceiling. This is the second pair of eyes: it sees what was really spent.
resource "datadog_monitor" "cost" {
  count = local.alarms

  name    = "[${var.name}] Auto-fix costs more than its ceiling: ${var.repository}"
  type    = "metric alert"
  query   = "sum(current_1d):sum:datadog_autofix.cost_usd{${local.own_scope}}.as_count() > ${var.daily_cost_usd}"
  message = <<-EOT
    {{#is_alert}}
    Auto-fix of ${var.repository} has cost {{value}} US dollars today (UTC); the ceiling is ${var.daily_cost_usd}. If you do not know why, set the repository variable AUTOFIX_ENABLED to false: runs under way publish nothing then. The summary of each run says what it cost.
    {{/is_alert}}
    ${var.runbook_url}
    ${local.told}
  EOT

  monitor_thresholds {
    critical = var.daily_cost_usd
  }

  # In UTC, which is the day of the ledger too.
  scheduling_options {
    evaluation_window {
      day_starts = "00:00"
    }
  }

  on_missing_data     = "resolve"
  require_full_window = false
  priority            = "2"
  tags                = local.own_tags
}
