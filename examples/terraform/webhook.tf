locals {
  environment_slug = replace(var.environment, "/[^a-z0-9]+/", "-")
  token_name       = coalesce(var.token_variable, upper(replace("${var.name}_TOKEN_${var.environment}", "/[^a-zA-Z0-9]+/", "_")))
  dispatches       = var.enabled && var.dispatch != "none"

  # Identifiers only: the rest is read from Datadog. $NAMES are Datadog's to fill in. What it leaves empty or unexpanded
  # counts as not given; the id is then taken from the marker in the monitor's message, then from the scope.
  identifiers = {
    issue_id   = "$TAGS[issue.id]"
    service    = "$TAGS[service]"
    text       = "$TEXT_ONLY_MSG"
    scope      = "$ALERT_SCOPE"
    monitor_id = "$ALERT_ID"
    transition = "$ALERT_TRANSITION"
    cycle_key  = "$ALERT_CYCLE_KEY"
    env        = var.environment
  }

  # GitHub takes ten keys in client_payload at most; with monitor_kind, these are ten.
  client_payload = merge(local.identifiers, { schema = "1" })

  # dispatch = "none" has no webhook, and so no entry.
  endpoints = {
    repository = "${var.github_api_url}/repos/${var.repository}/dispatches"
    workflow   = "${var.github_api_url}/repos/${var.repository}/actions/workflows/${var.workflow_file}/dispatches"
  }
}

# Without token_variable, the token is kept here. Datadog does not show it again; Terraform's state does.
resource "datadog_webhook_custom_variable" "token" {
  count = local.dispatches && var.token_variable == null ? 1 : 0

  name      = local.token_name
  value     = var.dispatch_token
  is_secret = true
}

# One webhook for each kind of monitor, because no variable of Datadog's says which kind fired.
resource "datadog_webhook" "triage" {
  for_each = local.dispatches ? toset(["new_issue", "high_impact"]) : toset([])

  name      = "${var.name}-${local.environment_slug}-${replace(each.key, "_", "-")}"
  url       = local.endpoints[var.dispatch]
  encode_as = "json"

  # format, because "$${" is how Terraform writes a literal "${".
  custom_headers = jsonencode({
    Authorization          = format("Bearer $%s", local.token_name)
    Accept                 = "application/vnd.github+json"
    "X-GitHub-Api-Version" = "2022-11-28"
  })

  payload = var.dispatch == "workflow" ? jsonencode({
    ref    = var.workflow_ref
    inputs = merge(local.identifiers, { monitor_kind = each.key })
    }) : jsonencode({
    event_type     = "error-triage"
    client_payload = merge(local.client_payload, { monitor_kind = each.key })
  })

  # The header names the variable; without it Datadog sends the name instead, and GitHub answers 401.
  depends_on = [datadog_webhook_custom_variable.token]
}
