# terraform test: renders everything against the provider's schema, and talks to nobody.

mock_provider "datadog" {}

variables {
  environment = "staging"
  repository  = "Your-Org/shop"
  services = {
    checkout = { source = "backend" }
    app      = { source = "mobile", filter = "-version:1.*", high_impact_errors = 7, priority = 1 }
  }
}

run "is_off_by_default" {
  command = plan

  variables {
    dispatch     = "repository"
    dashboard    = true
    alarms       = true
    alarm_notify = ["@slack-platform"]
  }

  assert {
    condition     = length(datadog_monitor.new_issue) + length(datadog_monitor.high_impact) + length(datadog_webhook.triage) + length(datadog_webhook_custom_variable.token) + length(datadog_dashboard.own) == 0
    error_message = "Something is made although enabled is false."
  }

  assert {
    condition     = length(datadog_monitor.no_runs) + length(datadog_monitor.failed_runs) + length(datadog_monitor.cost) == 0
    error_message = "An alarm is made although enabled is false."
  }
}

run "watches_each_service" {
  command = plan

  variables {
    enabled = true
    notify  = ["@slack-shop"]
  }

  assert {
    condition     = datadog_monitor.new_issue["checkout"].query == "error-tracking(\"service:checkout env:staging\").source(\"backend\").new().rollup(\"count\").by(\"issue.id\").last(\"1d\") > 0"
    error_message = "The query of the New Issue monitor is another."
  }

  assert {
    condition     = datadog_monitor.high_impact["app"].query == "error-tracking(\"service:app env:staging -version:1.*\").source(\"mobile\").impact().rollup(\"count\").by(\"issue.id\").last(\"1d\") > 7"
    error_message = "The query of the High Impact monitor is another."
  }

  assert {
    condition     = startswith(datadog_monitor.new_issue["app"].message, "{{#is_alert}}\ndd-issue-id={{[issue.id].name}}\ndd-issue-id={{[@issue.id].name}}\n")
    error_message = "The markers are not what Datadog fills in."
  }

  assert {
    condition     = endswith(datadog_monitor.high_impact["app"].message, "{{value}} times in a day, where {{threshold}} is the limit.\n@slack-shop\n{{/is_alert}}\n")
    error_message = "Without dispatch, the message names more than people."
  }

  assert {
    condition     = length(datadog_webhook.triage) + length(datadog_webhook_custom_variable.token) == 0
    error_message = "Without dispatch there is a webhook or a token."
  }
}

run "dispatches_to_the_repository" {
  command = plan

  variables {
    enabled        = true
    dispatch       = "repository"
    dispatch_token = "github_pat_not_a_token_00000"
  }

  assert {
    condition     = datadog_webhook.triage["high_impact"].url == "https://api.github.com/repos/Your-Org/shop/dispatches"
    error_message = "The address is another."
  }

  assert {
    condition     = jsondecode(datadog_webhook.triage["high_impact"].custom_headers).Authorization == "Bearer $ERROR_TRIAGE_TOKEN_STAGING"
    error_message = "The header does not name the custom variable."
  }

  assert {
    condition     = datadog_webhook_custom_variable.token[0].name == "ERROR_TRIAGE_TOKEN_STAGING" && datadog_webhook_custom_variable.token[0].is_secret
    error_message = "The custom variable has another name, or can be read."
  }

  assert {
    condition = jsondecode(datadog_webhook.triage["high_impact"].payload) == {
      event_type = "error-triage"
      client_payload = {
        schema       = "1"
        issue_id     = "$TAGS[issue.id]"
        service      = "$TAGS[service]"
        env          = "staging"
        monitor_id   = "$ALERT_ID"
        monitor_kind = "high_impact"
        transition   = "$ALERT_TRANSITION"
        cycle_key    = "$ALERT_CYCLE_KEY"
        scope        = "$ALERT_SCOPE"
        text         = "$TEXT_ONLY_MSG"
      }
    }
    error_message = "The payload is another."
  }

  assert {
    condition     = strcontains(datadog_monitor.new_issue["checkout"].message, "@webhook-error-triage-staging-new-issue\n{{/is_alert}}")
    error_message = "The New Issue monitor does not call its webhook, or calls it on recoveries too."
  }

  assert {
    condition     = strcontains(datadog_monitor.high_impact["checkout"].message, "@webhook-error-triage-staging-high-impact\n{{/is_alert}}")
    error_message = "The High Impact monitor does not call its webhook, or calls it on recoveries too."
  }
}

run "dispatches_to_the_workflow" {
  command = plan

  variables {
    enabled        = true
    dispatch       = "workflow"
    token_variable = "OUR_TOKEN"
  }

  assert {
    condition     = datadog_webhook.triage["new_issue"].url == "https://api.github.com/repos/Your-Org/shop/actions/workflows/error-triage.yml/dispatches"
    error_message = "The address is another."
  }

  assert {
    condition = jsondecode(datadog_webhook.triage["new_issue"].payload) == {
      ref = "main"
      inputs = {
        issue_id     = "$TAGS[issue.id]"
        service      = "$TAGS[service]"
        env          = "staging"
        monitor_id   = "$ALERT_ID"
        monitor_kind = "new_issue"
        transition   = "$ALERT_TRANSITION"
        cycle_key    = "$ALERT_CYCLE_KEY"
        scope        = "$ALERT_SCOPE"
        text         = "$TEXT_ONLY_MSG"
      }
    }
    error_message = "The body is another."
  }

  assert {
    condition     = length(datadog_webhook_custom_variable.token) == 0 && jsondecode(datadog_webhook.triage["new_issue"].custom_headers).Authorization == "Bearer $OUR_TOKEN"
    error_message = "The token of a variable that exists is made again, or not used."
  }
}

run "refuses_to_dispatch_without_a_token" {
  command = plan

  variables {
    enabled  = true
    dispatch = "repository"
  }

  expect_failures = [var.dispatch_token]
}

run "tells_of_itself" {
  command = plan

  variables {
    enabled        = true
    dashboard      = true
    alarms         = true
    alarm_notify   = ["@slack-platform"]
    daily_cost_usd = 25
  }

  assert {
    condition     = datadog_monitor.no_runs[0].query == "sum(last_26h):sum:datadog_autofix.triage.runs{repository:your-org/shop}.as_count() < 1"
    error_message = "The heartbeat asks for something else."
  }

  assert {
    condition     = datadog_monitor.cost[0].query == "sum(current_1d):sum:datadog_autofix.cost_usd{repository:your-org/shop}.as_count() > 25"
    error_message = "The ceiling asks for something else."
  }

  assert {
    condition     = length(datadog_dashboard.own) == 1
    error_message = "There is no dashboard."
  }
}
