locals {
  services = var.enabled ? var.services : {}

  filters = {
    for name, service in local.services :
    name => trimspace("service:${name} env:${var.environment} ${service.filter}")
  }

  # Whom an alert reaches, by kind of monitor.
  handles = {
    for kind in ["new_issue", "high_impact"] :
    kind => join(" ", concat(local.dispatches ? ["@webhook-${datadog_webhook.triage[kind].name}"] : [], var.notify))
  }
}

# Fires once for each issue that is new, or is back after it was resolved. It knows only of issues since it was made or
# last edited. Triage sets a ticketed issue to REVIEWED, after which it is silent about it.
resource "datadog_monitor" "new_issue" {
  for_each = local.services

  name  = "[${var.name}] New issue: ${each.key} (${var.environment})"
  type  = "error-tracking alert"
  query = "error-tracking(\"${local.filters[each.key]}\").source(\"${each.value.source}\").new().rollup(\"count\").by(\"issue.id\").last(\"1d\") > 0"

  # The markers come first, and no text of the error stands here: it is written by strangers. Datadog names the group
  # issue.id or @issue.id; the other of the two lines stays empty.
  message = <<-EOT
    {{#is_alert}}
    dd-issue-id={{[issue.id].name}}
    dd-issue-id={{[@issue.id].name}}
    A new error of ${each.key} in ${var.environment}. Triage decides whether it becomes a ticket.
    ${local.handles["new_issue"]}
    {{/is_alert}}
  EOT

  monitor_thresholds {
    critical = 0
  }

  # No data means no errors. Nothing is said twice: the ticket keeps the count.
  on_missing_data   = "default"
  renotify_interval = 0
  include_tags      = true
  priority          = "5"
  tags              = concat(["service:${each.key}", "env:${var.environment}", "managed-by:terraform", "datadog-autofix:new-issue"], var.tags)
}

# Fires when one issue has more errors in a day than is usual, whether it is new or not.
resource "datadog_monitor" "high_impact" {
  for_each = local.services

  name  = "[${var.name}] High impact: ${each.key} (${var.environment})"
  type  = "error-tracking alert"
  query = "error-tracking(\"${local.filters[each.key]}\").source(\"${each.value.source}\").impact().rollup(\"count\").by(\"issue.id\").last(\"1d\") > ${coalesce(each.value.high_impact_errors, var.high_impact_errors)}"

  message = <<-EOT
    {{#is_alert}}
    dd-issue-id={{[issue.id].name}}
    dd-issue-id={{[@issue.id].name}}
    One error of ${each.key} in ${var.environment} happens often: {{value}} times in a day, where {{threshold}} is the limit.
    ${local.handles["high_impact"]}
    {{/is_alert}}
  EOT

  monitor_thresholds {
    critical = coalesce(each.value.high_impact_errors, var.high_impact_errors)
  }

  on_missing_data   = "default"
  renotify_interval = 0
  include_tags      = true
  priority          = tostring(each.value.priority)
  tags              = concat(["service:${each.key}", "env:${var.environment}", "managed-by:terraform", "datadog-autofix:high-impact"], var.tags)
}
