output "high_impact_monitors" {
  description = "Ids for rubric.high-impact-monitors in the policy file; needed where the webhook says no monitor_kind."
  value       = sort([for monitor in datadog_monitor.high_impact : monitor.id])
}

output "new_issue_monitors" {
  description = "Ids of the New Issue monitors, by service."
  value       = { for service, monitor in datadog_monitor.new_issue : service => monitor.id }
}

output "webhooks" {
  description = "What a monitor that you wrote yourself mentions to start triage, by its kind."
  value       = { for kind, webhook in datadog_webhook.triage : kind => "@webhook-${webhook.name}" }
}

output "token_variable" {
  description = "Name of the custom variable that holds the token, without the $. Empty where Datadog holds none."
  value       = local.dispatches ? local.token_name : ""
}

output "dashboard" {
  description = "Path of the dashboard on your Datadog site. Empty where there is none."
  value       = one(datadog_dashboard.own[*].url) == null ? "" : one(datadog_dashboard.own[*].url)
}
