# When staging has done what you expect.
enabled     = false
environment = "production"
repository  = "your-org/shop"

services = {
  checkout = { source = "backend", high_impact_errors = 50, priority = 1 }
  web-shop = { source = "browser", high_impact_errors = 500 }
  app      = { source = "mobile", filter = "-version:1.*" }
}

# Asks for a token: export TF_VAR_dispatch_token, or set token_variable. With none, there is no webhook and no token.
dispatch = "workflow"
notify   = ["@slack-shop-alerts"]

# The action's own metrics know no environment: in one of them alone.
dashboard      = false # true at the last step of the runbook's promotion
alarms         = false # likewise: a dry run sends no figures
alarm_notify   = ["@slack-platform"]
daily_cost_usd = 10
